"""Answers about payables as they stand now: what is open, which discount still holds, whether the account is agreed."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.countries import law
from kantor.departments.treasury.queries import QUERIES
from kantor.kit.money import Money
from kantor.spine import access
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day, row_id


def _payables(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day of payment, open item ids...) -> each item as it stands: open, discount, account; taxes: what stands behind it by tax code,
    where the law corrects input tax when a discount is taken."""
    answers: dict[Ask, Any] = {}
    for pay_on in dict.fromkeys(day(ask.about[0]) or as_of for ask in asks):
        own = [ask for ask in asks if (day(ask.about[0]) or as_of) == pay_on]
        ids = sorted({key for ask in own for text in ask.about[1:] if (key := row_id(text)) is not None})
        found = {row["open_item_id"]: row for row in QUERIES.dicts("payable_items", ids=ids, pay_on=pay_on)}
        taxes = _taxes(found)
        for ask in own:
            items = [found[key] for text in ask.about[1:] if (key := row_id(text)) in found]
            answers[ask] = [_plain(row, taxes.get(row["open_item_id"], {})) for row in items]
    return answers


def _taxes(found: dict[int, dict[str, Any]]) -> dict[int, dict[str, dict[str, Any]]]:
    """Open item -> tax code -> net, input, output (amounts) and the accounts of the taxes."""
    if not found:
        return {}
    clients = access.clients(sorted({row["client_id"] for row in found.values()}))
    corrects = {client.id for client in clients if law(client.country).discount_rule == "at_payment"}
    taxes: dict[int, dict[str, dict[str, Any]]] = defaultdict(lambda: defaultdict(dict))
    for row in QUERIES.dicts("taxes_in_items", ids=[key for key, item in found.items() if item["client_id"] in corrects]):
        code = taxes[row["open_item_id"]][row["tax_code"]]
        code[row["side"]] = str(Money.from_minor(int(row["amount"]), row["currency"]).amount)
        if row["account"]:
            code[f"{row['side']}_account"] = row["account"]
    return taxes


def _plain(row: dict[str, Any], taxes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    currency = row["currency"]
    amounts = {key: str(Money.from_minor(row[key], currency).amount) for key in ("open", "amount", "discount")}
    told = (
        "open_item_id",
        "party_id",
        "booked_party_id",
        "creditor",
        "reference",
        "account",
        "currency",
        "iban",
        "bic",
        "agreed",
        "held_reason",
        "blocked",
    )
    return (
        {key: row[key] for key in told}
        | amounts
        | {"local_minor": row["local_amount"], "taxes": {code: dict(of) for code, of in taxes.items()}}
    )


ANSWERS: dict[str, Answer] = {"treasury.payables": _payables}
