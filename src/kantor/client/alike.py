"""What a program asks about documents that are alike: the groups, the documents of one, and settling them together."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kantor.client.connection import Connection


@dataclass(frozen=True, kw_only=True, slots=True)
class Alike:
    """A group is named by its type, step, reason and field, and by a party where it is narrowed down."""

    connection: Connection

    def groups(self, **wanted: Any) -> list[dict[str, Any]]:
        """The largest first."""
        return list(self.connection.get("/alike", **wanted).json()["groups"])

    def documents(self, group: Mapping[str, Any]) -> dict[str, Any]:
        """Those that the key's person may take now, with their versions and what is proposed for them."""
        return dict(self.connection.get("/alike/documents", client=group["client"], **_named(group)).json())

    def settle(self, group: Mapping[str, Any], versions: Mapping[int, int], *, value: str = "") -> dict[str, Any]:
        """One value for all of these documents (id -> version as it was seen); '' accepts what stands in each."""
        body = {**_named(group), "value": value, "documents": {str(document): version for document, version in versions.items()}}
        return dict(self.connection.send("POST", "/alike/settle", body, client=group["client"]).json())


def _named(group: Mapping[str, Any]) -> dict[str, Any]:
    return {name: group[name] for name in ("type", "step", "reason", "field", "party") if group.get(name) is not None}
