"""Reads of the audit trail for its page."""

from typing import Any

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
PAGE = 200
LAST_ID = 2**62


def records(client_id: int, *, kind: str, document: int | None, person: int | None, before: int = LAST_ID) -> list[Any]:
    """The newest records of a client, newest first."""
    return QUERIES.rows("records", client_id=client_id, kind=kind, document=document, person=person, before=before, limit=PAGE)


def kinds(client_id: int) -> list[str]:
    return [row.kind for row in QUERIES.rows("kinds", client_id=client_id)]


def sealed(client_id: int) -> int:
    """How many records are sealed."""
    return int(QUERIES.value("size", client_id=client_id))
