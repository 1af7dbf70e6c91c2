"""What a program asks of the outbox: letters to be let go, and files for the bank."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kantor.client.connection import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Outbox:
    """What leaves the house."""

    connection: Connection

    def items(self, *, state: str = "") -> Iterator[dict[str, Any]]:
        """The newest first; state: draft, approved, sent, failed, withdrawn."""
        return self.connection.rows("/outbox", state=state)

    def item(self, item_id: int) -> dict[str, Any]:
        """A letter with its words, or what is known of a payment file."""
        return dict(self.connection.get(f"/outbox/{item_id}").json())

    def approve(self, item_id: int) -> dict[str, Any]:
        """Let a letter go that somebody else has written."""
        return dict(self.connection.send("POST", f"/outbox/{item_id}/approve").json())

    def try_again(self, item_id: int) -> dict[str, Any]:
        return dict(self.connection.send("POST", f"/outbox/{item_id}/try-again").json())

    def fetch(self, item_id: int) -> bytes:
        """The pain.001 of a released payment run; each fetch stands in the audit trail."""
        return self.connection.send("POST", f"/outbox/{item_id}/fetch").body
