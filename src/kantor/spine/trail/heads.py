"""Heads: signed statements of how long a client's log is and what its root is, and their anchors outside the database."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple, Self

from kantor.spine.trail.content import canonical
from kantor.spine.trail.keys import PublicKeys, Signer, is_signed
from kantor.spine.trail.queries import QUERIES

CONTEXT = b"kantor audit trail head\n"
"""Precedes what is signed, so that a signature over anything else can never pass for a head."""


class Head(NamedTuple):
    """A signed statement: the `number`th head of the client says that its log had `size` leaves and this root."""

    client_id: int
    number: int
    size: int
    root: bytes
    at: datetime
    key_id: str
    signature: bytes = b""

    def message(self) -> bytes:
        """What is signed."""
        statement = {
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "client": self.client_id,
            "key": self.key_id,
            "number": self.number,
            "root": self.root.hex(),
            "size": self.size,
        }
        return CONTEXT + canonical(statement).encode()

    def is_signed(self, keys: PublicKeys) -> bool:
        return is_signed(self.message(), self.signature, keys.get(self.key_id))

    def as_json(self) -> dict[str, Any]:
        return {**self._asdict(), "root": self.root.hex(), "at": self.at.astimezone(UTC).isoformat(), "signature": self.signature.hex()}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        read = {
            "root": bytes.fromhex(data["root"]),
            "signature": bytes.fromhex(data["signature"]),
            "at": datetime.fromisoformat(data["at"]),
        }
        return cls(**{**data, **read})


def signed(head: Head, by: Signer) -> Head:
    """The head with its signature."""
    head = head._replace(key_id=by.key_id)
    return head._replace(signature=by.sign(head.message()))


def heads(client_id: int, *, newest: int | None = None, until: int | None = None) -> list[Head]:
    """The heads of an acting client in the order of their numbers; newest: only so many, from the end; until: the last number."""
    rows = QUERIES.rows("heads", client_id=client_id, newest=newest, until=until)
    return sorted(
        (Head(row.client_id, row.number, row.size, bytes(row.root), row.at, row.key_id, bytes(row.signature)) for row in rows),
        key=lambda head: head.number,
    )


def head(client_id: int, number: int) -> Head | None:
    """One head of an acting client by its number."""
    return next((one for one in heads(client_id, newest=1, until=number) if one.number == number), None)


def anchor(head: Head, path: Path) -> None:
    """Add a head to a file outside the database, one JSON line, on disk when this returns; so a log cut off behind it is found out."""
    line = (canonical(head.as_json()) + "\n").encode()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "wb") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def longest(path: Path) -> dict[int, int]:
    """Client -> the largest size that a head in such a file states."""
    sizes: dict[int, int] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        head = Head.from_json(json.loads(line))
        sizes[head.client_id] = max(head.size, sizes.get(head.client_id, 0))
    return sizes


def anchored(path: Path, client_id: int) -> list[Head]:
    """The heads of a client in such a file; none where there is no file."""
    if not path.exists():
        return []
    found = (Head.from_json(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return [head for head in found if head.client_id == client_id]
