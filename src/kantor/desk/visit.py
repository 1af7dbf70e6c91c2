"""A visit: who looks at a screen, for which clients, with which rights, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kantor.spine import access, documents
from kantor.spine.access import Actor, ClientRecord
from kantor.spine.cases import TaskRow
from kantor.spine.documents import DocumentRow


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """clients: those that the screen shows, all of which the person may see it for; every: all clients of the person, by id;
    open_to: those for which the person may use this screen; actor: sees `clients` and, where it is one, writes it;
    document, task: on screens of one document; is_blind: somebody has to key it again, and nothing of what was read may be shown."""

    person_id: int
    name: str
    actor: Actor
    every: Mapping[int, ClientRecord]
    roles: Mapping[int, frozenset[str]]
    permissions: Mapping[int, frozenset[str]]
    open_to: tuple[int, ...] = ()
    document: DocumentRow | None = None
    task: TaskRow | None = None
    is_blind: bool = False

    @property
    def at(self) -> datetime:
        return self.actor.at

    @property
    def today(self) -> date:
        return self.actor.at.date()

    @property
    def clients(self) -> tuple[int, ...]:
        return self.actor.clients

    @property
    def client(self) -> ClientRecord:
        """The one client of the screen."""
        (client_id,) = self.actor.clients
        return self.every[client_id]

    @property
    def shown_roles(self) -> dict[int, frozenset[str]]:
        """The roles at the clients that the screen shows."""
        return {client_id: self.roles.get(client_id, frozenset()) for client_id in self.clients}

    def may_see(self, type: str, client_id: int) -> bool:
        """Documents of a type, all or some; what nobody has recognised is seen by whoever sorts the post."""
        return any(self.may(permission, client_id) for permission in documents.permissions_to_see(type))

    def may_see_it(self, row: Any) -> bool:
        """One document, by a row with its client_id, type and seen_by."""
        return documents.is_seen(row.type, row.seen_by, lambda permission: self.may(permission, row.client_id))

    @property
    def sees(self) -> tuple[str, ...]:
        """Of the documents that not everybody with their type's right sees, those that are seen here; for `access.acting`."""
        return documents.sees_of(self.permissions)

    def may(self, permission: str, client_id: int | None = None) -> bool:
        """For that client, else for any of those shown."""
        wanted = self.clients if client_id is None else (client_id,)
        return any(permission in self.permissions.get(one, frozenset()) for one in wanted)


def initials(name: str) -> str:
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words[:1])).upper()


def clients_by_id(client_ids: tuple[int, ...]) -> dict[int, ClientRecord]:
    """The acting clients by id, in the order of their names."""
    return {client.id: client for client in access.clients(client_ids)}
