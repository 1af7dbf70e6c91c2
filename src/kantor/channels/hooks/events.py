"""What happened to documents, in the order in which it became certain: from the audit trail, behind a place, and never out of turn."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
LAST_ID = 2**62
LARGEST = 2**63 - 1
MOST_DIGITS = 19


class Place(NamedTuple):
    """Behind which record of which transaction to go on."""

    transaction: int
    record_id: int


class Event(NamedTuple):
    """Something that happened to a document; what exactly is asked for by its number, under the asker's own permissions."""

    place: Place
    client_id: int
    kind: str
    document_id: int
    type: str
    at: datetime

    def as_json(self) -> dict[str, Any]:
        """As programs are told; `timestamp` and `type` by the Standard Webhooks specification."""
        data = {"record": self.place.record_id, "client": self.client_id, "document": self.document_id, "document_type": self.type}
        return {"type": self.kind, "timestamp": self.at.isoformat(), "data": data}


def here() -> Place:
    """Behind everything that has happened for certain."""
    return Place(int(QUERIES.value("here")) - 1, LAST_ID)


def events(clients: Sequence[int], pairs: Collection[tuple[int, str]], after: Place, *, at_most: int) -> tuple[list[Event], Place, bool]:
    """What happened to documents that are seen in one of these (client, way) pairs, where to go on, and whether there is more at once.

    Transactions that are still running are waited for: a record with an earlier number may yet come, and is not passed over.
    """
    given = {"clients": list(clients), "after_transaction": after.transaction, "after_record": after.record_id, "limit": at_most}
    rows = QUERIES.rows("events", **given)
    found = [
        Event(Place(row.transaction, row.id), row.client_id, row.kind, row.document_id, row.type, row.at)
        for row in rows
        if row.document_id is not None and (row.client_id, row.way) in pairs
    ]
    return found, Place(rows[-1].transaction, rows[-1].id) if rows else after, len(rows) == at_most


def place_text(place: Place) -> str:
    return f"{place.transaction}-{place.record_id}"


def place_of(text: str) -> Place | None:
    """The place as it was told; None for what is none."""
    transaction, _, record = text.partition("-")
    if not all(part.isascii() and part.isdigit() and int(part[:MOST_DIGITS]) <= LARGEST for part in (transaction, record)):
        return None
    return Place(int(transaction), int(record)) if max(len(transaction), len(record)) <= MOST_DIGITS else None
