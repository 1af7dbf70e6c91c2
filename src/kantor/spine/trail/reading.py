"""Reads the audit trail for people: what happened to a document, or lately."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kantor.spine.trail.queries import QUERIES


class Happened(NamedTuple):
    """A record as people read it. position: of its leaf in the client's log, None while the sealer has not come by."""

    id: int
    client_id: int
    kind: str
    document_id: int | None
    person_id: int | None
    at: datetime
    content: dict[str, Any]
    position: int | None


def of_document(client_id: int, document_id: int) -> list[Happened]:
    """Everything that happened to a document of one of the acting clients, first things first."""
    return _happened(QUERIES.rows("records_of_document", client_id=client_id, document_id=document_id))


def latest(client_id: int, *, kind: str = "", before_id: int | None = None, at_most: int = 100) -> list[Happened]:
    """The newest records of one of the acting clients, newest first; kind: only this kind; before_id: to page on from."""
    name = "latest_of_kind" if kind else "latest"
    given: dict[str, Any] = {"kind": kind} if kind else {}
    return _happened(QUERIES.rows(name, client_id=client_id, before_id=before_id, at_most=at_most, **given))


def _happened(rows: Sequence[Any]) -> list[Happened]:
    return [
        Happened(row.id, row.client_id, row.kind, row.document_id, row.person_id, row.at, json.loads(row.content), row.position)
        for row in rows
    ]
