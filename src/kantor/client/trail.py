"""What a program asks of the audit trail: records, signed heads, proofs, and whether all still is what was sealed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kantor.client.connection import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Trail:
    """Each client has a trail of its own."""

    connection: Connection

    def records(self, *, client: int, kind: str = "", document: int | None = None, person: int | None = None) -> Iterator[dict[str, Any]]:
        """What happened, the newest first."""
        return self.connection.rows("/trail", client=client, kind=kind, document=document, person=person)

    def heads(self, *, client: int, after: str = "") -> dict[str, Any]:
        """The newest signed heads and the public keys by which they are checked; after: `next` of the page before. Keep one outside."""
        return dict(self.connection.get("/trail/heads", client=client, after=after).json())

    def head(self, number: int, *, client: int) -> dict[str, Any]:
        return dict(self.connection.get(f"/trail/heads/{number}", client=client).json())

    def verification(self, *, client: int) -> dict[str, Any]:
        """The log computed again from its records, now."""
        return dict(self.connection.get("/trail/verification", client=client).json())

    def proof(self, document: int, record: int) -> dict[str, Any]:
        """That a record of the document is in the log under a signed head; Problem 404 while it waits for the seal."""
        return dict(self.connection.get(f"/documents/{document}/records/{record}/proof").json())

    def evidence(self, document: int) -> bytes:
        """Everything that can be proved about a document, as a ZIP with the program that checks it."""
        return self.connection.get(f"/documents/{document}/evidence").body

    def road(self, document: int) -> dict[str, Any]:
        """Each station of the document, and the records behind it."""
        return dict(self.connection.get(f"/documents/{document}/road").json())
