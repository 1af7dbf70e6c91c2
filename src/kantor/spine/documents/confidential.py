"""Confidential documents: what was read, found, confirmed, decided and done with one is kept encrypted, under a key of its own.

In a row stands `{"sealed": ...}` (in a list, where a list belongs) or the text itself in base 64: AES-256-GCM over the canonical JSON of
`{"salt": ..., "value": ...}`. The audit trail has the SHA-256 of that JSON, which nobody can guess a value from because of the salt, and
which proves the value to whoever is shown both. Whoever takes away the key has erased all of it.
"""

import base64
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kantor.spine import trail
from kantor.spine.documents import envelopes
from kantor.spine.documents.queries import QUERIES

SALT_BYTES = 16
FORMS: Mapping[str, type] = {"content": dict, "findings": list, "facts": list, "parts": list, "reason": str, "value": str}
"""Columns that are sealed, and what they are made of."""
NOTHING_READ = {"reader": "", "values": {}, "tables": {}}
"""A reading that nobody can read any more."""


class Sealed(NamedTuple):
    """text: what is stored; hash: what the trail says of it."""

    text: str
    hash: str

    def in_object(self) -> dict[str, str]:
        return {"sealed": self.text}

    def in_list(self) -> list[dict[str, str]]:
        return [self.in_object()]

    def in_trail(self) -> dict[str, str]:
        return {"hash": self.hash}


class Opened(NamedTuple):
    """A value with its salt; both None where the key was destroyed, or where key and text do not fit."""

    value: Any
    salt: str | None


class Locker:
    """Seals and opens for confidential documents. A document that is not confidential is not in it."""

    def __init__(self, keys: Mapping[int, AESGCM | None]) -> None:
        self._keys = keys

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._keys

    def __bool__(self) -> bool:
        return bool(self._keys)

    def seal(self, document_id: int, value: Any) -> Sealed:
        """OSError (`envelopes.Erased`) where the document was erased: nothing is added to it any more."""
        key = self._keys[document_id]
        if key is None:
            raise envelopes.Erased("The document was erased: its key is destroyed.")
        plain = trail.canonical({"salt": secrets.token_hex(SALT_BYTES), "value": value})
        text = base64.b64encode(envelopes.encrypt(key, plain.encode(), _about(document_id))).decode()
        return Sealed(text, trail.text_hash(plain))

    def open(self, document_id: int, text: str) -> Opened:
        key = self._keys.get(document_id)
        if key is None:
            return Opened(None, None)
        try:
            data = base64.b64decode(text, validate=True)
            told = json.loads(envelopes.decrypt(key, data, _about(document_id)))
        except (InvalidTag, ValueError):
            return Opened(None, None)
        if base64.b64encode(data).decode() != text:  # the same bytes can be written in several ways, and only one of them is ours
            return Opened(None, None)
        return Opened(told["value"], told["salt"])


def locker(document_ids: Iterable[int]) -> Locker:
    """For those of these documents of the acting clients that are confidential."""
    rows = QUERIES.rows("reading_keys", ids=list(document_ids))
    return Locker({row.document_id: _key(row) for row in rows})


def lock_up(client_id: int, document_ids: Sequence[int], at: datetime) -> None:
    """From now on, what is written about these documents of the acting client is sealed; nothing changes where it was before."""
    if document_ids:
        wrapping = envelopes.Sealer(client_id, envelopes.client_key(client_id, at))
        keys = [wrapping.new_key(_about(document_id)) for document_id in document_ids]
        QUERIES.run("add_reading_keys", client_id=client_id, ids=list(document_ids), keys=keys)


def opened(rows: Sequence[dict[str, Any]], columns: Sequence[str], known: Locker | None = None) -> Sequence[dict[str, Any]]:
    """Rows (with `document_id`) whose sealed columns can be read again; `salts` beside them says with which salt each was sealed.

    What nobody can read any more is None.
    """
    sealed = known if known is not None else locker({row["document_id"] for row in rows})
    return [_row_opened(row, columns, sealed) if row["document_id"] in sealed else row for row in rows] if sealed else rows


def sealed_text(column: str, stored: Any) -> str | None:
    """The sealed text in a column, None where there is none in the form that belongs there."""
    form = FORMS[column]
    if not isinstance(stored, form) or not stored:
        return None
    if isinstance(stored, list):
        if len(stored) > 1 and column != "parts":
            return None
        stored = stored[0]
    if form is str:
        return str(stored)
    text = stored["sealed"] if isinstance(stored, dict) and stored.keys() == {"sealed"} else None
    return text if isinstance(text, str) else None


def causes(parts: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What of an effect's parts must be found by a statement, and stands in the open behind them: by which keys it caused documents."""
    return [{name: part.get(name) for name in ("kind", "key", "stands_alone")} for part in parts if part["kind"] == "follow_up"]


def _row_opened(row: dict[str, Any], columns: Sequence[str], sealed: Locker) -> dict[str, Any]:
    salts, done = {}, dict(row)
    for column in columns:
        if (text := sealed_text(column, row[column])) is not None:
            done[column], salts[column] = sealed.open(row["document_id"], text)
            if column == "parts" and done[column] is not None and row[column][1:] != causes(done[column]):
                done[column], salts[column] = None, None
    return {**done, "salts": salts}


def _key(row: Any) -> AESGCM | None:
    if not row.wrapped:
        return None
    try:
        return AESGCM(envelopes.unwrapped(row.client_id, bytes(row.client_wrapped), bytes(row.wrapped), _about(row.document_id)))
    except OSError:
        return None


def _about(document_id: int) -> bytes:
    return f"kantor readings {document_id}".encode()
