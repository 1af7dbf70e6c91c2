"""Reads of single documents: the row, its original bytes, and what batches need to go on with."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from kantor.spine.documents import confidential, envelopes, storage
from kantor.spine.documents.queries import QUERIES
from kantor.words import Reading


@dataclass(frozen=True, kw_only=True, slots=True)
class DocumentRow:
    """The row of a document as lists and screens see it. amount: minor units of `currency`;
    seen_by: the permission without which nobody sees it, '' where that is its type's own; keys: to its original, still wrapped."""

    id: int
    client_id: int
    type: str
    state: str
    channel: str
    file_name: str
    parent_id: int | None
    part: int
    received_at: datetime
    received_by: int | None
    reading_version: int
    number: str
    document_on: date | None
    due_on: date | None
    amount: int | None
    currency: str
    party_id: int | None
    party_name: str
    took_effect_at: datetime | None
    effective_after: datetime | None
    on_hold: bool
    confidential: bool
    seen_by: str
    four_eyes: bool
    original_id: int | None
    sha256: str | None
    media_type: str
    stored_as: str
    keys: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the road needs to go on with a document: where its bytes are and how far it is.

    is_inside: it is one of several in a file, whose bytes it shares; part says which.
    """

    id: int
    client_id: int
    state: str
    type: str
    part: int
    channel: str
    file_name: str
    media_type: str
    stored_as: str
    sha256: str
    is_inside: bool
    original_id: int | None
    keys: bytes = field(repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """Bytes as they came: where they are, and the keys to them, still wrapped."""

    id: int
    client_id: int
    media_type: str
    stored_as: str
    sha256: str
    keys: bytes = field(repr=False)


def originals(ids: Collection[int]) -> dict[int, Original]:
    """By id; no original of a client that the actor does not see."""
    return {row["id"]: Original(**row) for row in QUERIES.dicts("originals", ids=sorted(ids))} if ids else {}


def document(document_id: int) -> DocumentRow | None:
    """The document, None where it does not exist or belongs to a client that the actor does not see."""
    return whole([document_id]).get(document_id)


def whole(document_ids: Sequence[int]) -> dict[int, DocumentRow]:
    """Those of the documents that the actor sees."""
    return {row["id"]: DocumentRow(**row) for row in QUERIES.dicts("document", ids=list(document_ids))}


class Version(NamedTuple):
    """What a document said from a moment on. made_by: who typed it, None for a machine."""

    version: int
    reading: Reading
    made_by: int | None
    made_at: datetime


def versions(document_id: int, since: int) -> list[Version]:
    """The versions of a document from `since` on, the oldest first; the last one is what it says now."""
    rows: Sequence[dict[str, Any]] = QUERIES.dicts("versions_since", id=document_id, since=since)
    if any("sealed" in row["content"] for row in rows):
        rows = [{**row, "content": row["content"] or confidential.NOTHING_READ} for row in confidential.opened(rows, ("content",))]
    return [
        Version(row["version"], replace(Reading.from_json(row["content"]), document_id=document_id), row["made_by"], row["made_at"])
        for row in rows
    ]


def known(document_ids: Sequence[int]) -> list[Known]:
    return [Known(**row) for row in QUERIES.dicts("known_documents", ids=list(document_ids))]


def original(row: DocumentRow | Known | Original) -> bytes:
    """The bytes as they came; b'' for a document that was typed in and has none. OSError where they are gone, erased (`envelopes.Erased`)
    or are not what came."""
    if not row.stored_as:
        return b""
    data = storage.read(row.stored_as.removesuffix(envelopes.SEALED))
    if row.stored_as.endswith(envelopes.SEALED):
        data = envelopes.open_sealed(data, row.keys, row.client_id, row.sha256 or "")
    if hashlib.sha256(data).hexdigest() != row.sha256:
        raise OSError(f"The original of document {row.id} is not what was received: its SHA-256 has changed. Restore it from a backup.")
    return data


def is_four_eyed(document_id: int) -> bool:
    """True where two people must decide on the document."""
    row = document(document_id)
    return row is not None and row.four_eyes
