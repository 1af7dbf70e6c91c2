"""The taxes that stand behind open items, where the law corrects them when a discount is taken."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.countries.cash_accounting import due_code
from kantor.departments.treasury.queries import QUERIES
from kantor.kit.money import Money
from kantor.spine import access


def taxes_behind(items: Mapping[int, int]) -> dict[int, dict[str, dict[str, Any]]]:
    """Open item -> tax code -> net, input, output (amounts, debit above zero) and the accounts of the taxes, but
    for what waited for the payment: a discount corrects what has become due by then. items: id -> client."""
    if not items:
        return {}
    known = {client.id: client.country for client in access.clients(sorted(set(items.values())))}
    corrects = {client_id for client_id, country in known.items() if law(country).discount_rule == "at_payment"}
    taxes: dict[int, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for row in QUERIES.dicts("taxes_in_items", ids=[key for key, client_id in items.items() if client_id in corrects]):
        due = due_code(known[row["client_id"]], row["tax_code"])
        code = taxes[row["open_item_id"]][due]
        amount = Money.from_minor(int(row["amount"]), row["currency"]).amount
        code[row["side"]] = str(amount + Decimal(code.get(row["side"], 0)))  # a code on two accounts, or that waits in part
        if row["account"] and due == row["tax_code"]:
            code[f"{row['side']}_account"] = row["account"]
    return {key: {code: dict(of) for code, of in found.items()} for key, found in taxes.items()}
