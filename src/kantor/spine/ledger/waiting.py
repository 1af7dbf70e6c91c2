"""Tax that waits for the payment of an open item: what of it is left, and what each payment has made due."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.countries.cash_accounting import COUNTRIES, Freed, Step, due_code, steps_freed, waiting_codes
from kantor.kit.columns import numbers
from kantor.kit.money import Money
from kantor.spine import access
from kantor.spine.ledger.queries import QUERIES
from kantor.words import Answers, Ask
from kantor.words.field import row_id

Waiting = dict[int, list[dict[str, Any]]]


def waiting_taxes(items: Sequence[int], client_id: int, *, until: date | None = None) -> Waiting:
    """Open item -> for each code under which tax of it waited: `code`, `due` (the code it is declared under), `account`, `base_account`,
    `net` and `tax` as they still wait (amounts as text, debit less credit), `paid`: [document, amount taken off in minor units, net, tax]
    of payments that stand. Items of which no tax waits are missing. until: as it was at the end of that day, None for now."""
    client = access.client(client_id)
    if not items or client.country not in COUNTRIES:  # what was booked waits, whatever is said of the client by now
        return {}
    found: Waiting = defaultdict(list)
    but = [row.id for row in QUERIES.rows("settled_behind", client_id=client_id, on=until)] if until else []
    given = {"client_id": client_id, "items": numbers(items), "codes": list(waiting_codes(client.country)), "but": but}
    for row in QUERIES.rows("waiting_taxes", **given):
        whole = Freed(Money.from_minor(row.net, row.currency), Money.from_minor(row.tax, row.currency))
        rest, standing = steps_freed(whole, row.amount, [Step(*step) for step in row.steps])
        found[row.id].append(
            {
                "code": row.tax_code,
                "due": due_code(client.country, row.tax_code),
                "account": row.account,
                "base_account": row.base_account or row.account,
                "net": f"{rest.net.amount:f}",
                "tax": f"{rest.tax.amount:f}",
                "paid": [[one.document_id, one.amount, f"{one.freed.net.amount:f}", f"{one.freed.tax.amount:f}"] for one in standing],
            }
        )
    return dict(found)


def waiting_tax(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (open item id,) -> what of its tax waits, as `waiting_taxes` tells it."""
    ids = {ask: row_id(ask.about[0]) for ask in asks}
    found = waiting_taxes(sorted({key for key in ids.values() if key is not None}), access.acting_client())
    return {ask: found.get(key, []) if (key := ids[ask]) is not None else [] for ask in asks}
