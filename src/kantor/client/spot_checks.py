"""What a program asks about spot checks: the second entry of documents, how well the machine reads, and rules that are stopped."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kantor.client.connection import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class SpotChecks:
    """Values are normalised texts: days as 2026-03-31, amounts as 1234.56, '' where nothing stands on the page."""

    connection: Connection

    def to_key(self, document: int) -> dict[str, Any]:
        """The fields that a second person keys, without their values; the differences once somebody has."""
        return dict(self.connection.get(f"/documents/{document}/second-entry").json())

    def key_again(self, document: int, values: Mapping[str, str]) -> dict[str, Any]:
        """What stands on the page, for every field; answers what differs."""
        return dict(self.connection.send("POST", f"/documents/{document}/second-entry", {"values": dict(values)}).json())

    def settle(self, document: int, values: Mapping[str, str]) -> dict[str, Any]:
        """The right value of every field that differs."""
        return dict(self.connection.send("POST", f"/documents/{document}/second-entry/settle", {"values": dict(values)}).json())

    def rates(self) -> dict[str, Any]:
        """By field, rule and model what passed unseen, what was keyed again and what was wrong, and each client's share."""
        return dict(self.connection.get("/spot-checks").json())

    def documents(self, rate: Mapping[str, Any], kind: str) -> list[dict[str, Any]]:
        """Those behind a figure: passed, checked or wrong."""
        named = {name: rate[name] for name in ("client", "type", "field", "rule", "model")}
        return list(self.connection.get("/spot-checks/documents", kind=kind, **named).json()["documents"])

    def ask_to_allow(self, stop: int, reason: str, *, client: int) -> None:
        """As a first person, to let a stopped rule pass values again."""
        self.connection.send("POST", f"/spot-checks/stops/{stop}/ask", {"reason": reason}, client=client)

    def allow(self, stop: int, *, client: int) -> None:
        """As a second person; the count of the rule begins anew."""
        self.connection.send("POST", f"/spot-checks/stops/{stop}/allow", client=client)

    def set_share(self, per_mille: int, *, client: int) -> None:
        """How many of a thousand documents of which something passed unseen are keyed again: 20 to 50."""
        self.connection.send("PUT", "/spot-checks/share", {"per_mille": per_mille}, client=client)
