"""Reads of the lists: pages of `PAGE` rows over the clients that are shown, each from where the page before it ended."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from kantor.kit.sql import Queries
from kantor.spine import documents

QUERIES = Queries(__file__)
PAGE = 200
LAST_ID = 2**62
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)
AGES: dict[str, tuple[int | None, int | None]] = {
    "not_due": (None, 0),
    "to_30": (1, 30),
    "to_60": (31, 60),
    "to_90": (61, 90),
    "older": (91, None),
}
"""Ages of what is owed: from and until how many days overdue."""

Pairs = Sequence[tuple[int, str]]
"""(client, way): the documents that the person may see, as `documents.ways_of` names them."""


def documents_page(pairs: Pairs, *, state: str, party: int | None, before: int = LAST_ID) -> list[Any]:
    """Documents, the newest first."""
    given = {**_split(pairs), "state": state, "party": party, "before": before, "limit": PAGE}
    return QUERIES.rows("documents", **given)


def documents_found(pairs: Pairs, text: str, *, state: str, party: int | None) -> list[Any]:
    """Documents that the search finds, the likeliest first; no more than a page."""
    ids = [hit.document_id for hit in documents.search(text, at_most=PAGE)]
    return QUERIES.rows("documents_found", **_split(pairs), ids=ids, state=state, party=party)


def open_items(
    clients: Sequence[int], *, side: str, age: str, on: date, party: int | None, after: tuple[date, int] = (FIRST_DAY, 0)
) -> list[Any]:
    """What is owed, the oldest due first; age: one of `AGES` or ''."""
    due_from, due_until = due_days(age, on)
    return QUERIES.rows(
        "open_items",
        clients=list(clients),
        side=side,
        party=party,
        due_from=due_from,
        due_until=due_until,
        after_on=after[0],
        after_id=after[1],
        limit=PAGE,
    )


def due_days(age: str, on: date) -> tuple[date, date]:
    """First and last day on which what has this age fell due."""
    least, most = AGES.get(age, (None, None))
    return (on - timedelta(days=most) if most is not None else FIRST_DAY, on - timedelta(days=least) if least is not None else LAST_DAY)


def ages(clients: Sequence[int], *, side: str, on: date) -> list[Any]:
    return QUERIES.rows("ages", clients=list(clients), side=side, on=on)


SIDES = {"supplier": "payable", "customer": "receivable"}


def partners(clients: Sequence[int], *, role: str, ids: Sequence[int] | None, after: tuple[str, int] = ("", 0)) -> list[Any]:
    """Suppliers or customers by name; ids: only these."""
    chosen = list(ids) if ids is not None else None
    given = {"role": role, "side": SIDES[role], "after_key": after[0], "after_id": after[1], "limit": PAGE}
    return QUERIES.rows("partners", clients=list(clients), ids=chosen, **given)


def entries(
    clients: Sequence[int], *, from_on: date, until_on: date, ledger: str = "", before: tuple[date, int] = (LAST_DAY, LAST_ID)
) -> list[Any]:
    """The journal, the newest booking first. ledger: the one whose entries are meant, '' for all."""
    given = {"from_on": from_on, "until_on": until_on, "ledger": ledger, "before_on": before[0], "before_id": before[1]}
    return QUERIES.rows("entries", clients=list(clients), **given, limit=PAGE)


def outbox(pairs: Pairs, *, state: str, before: int = LAST_ID) -> list[Any]:
    """Letters and payment files, the newest first."""
    return QUERIES.rows("outbox", **_split(pairs), state=state, before=before, limit=PAGE)


def _split(pairs: Pairs) -> dict[str, list[Any]]:
    return {"clients": [client for client, _ in pairs], "ways": [way for _, way in pairs]}
