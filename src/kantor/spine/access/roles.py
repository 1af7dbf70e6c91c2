"""What people may do: roles, the permissions that departments give them, deputies, and limits of authority."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from kantor.kit.money import Money
from kantor.spine.access.queries import QUERIES


class Held(NamedTuple):
    """A role of a person for a client; for_person_id: whose role it is - another person's where the person stands in."""

    client_id: int
    role: str
    for_person_id: int


@dataclass(slots=True)
class _Installed:
    permissions: dict[str, frozenset[str]] = field(default_factory=dict)
    guarded: frozenset[str] = frozenset()


_installed = _Installed()


def install(roles: Mapping[str, Sequence[str]], guarded: Collection[str] = ()) -> None:
    """Called once at start-up by the site: role -> permissions, such as `payables.supplier_invoice.verify`, of all departments together.

    guarded: the permissions that ask for a second factor.
    """
    _installed.permissions = {role: frozenset(permissions) for role, permissions in roles.items()}
    _installed.guarded = frozenset(guarded)


def guarded() -> frozenset[str]:
    """The permissions that ask for a second factor."""
    return _installed.guarded


def known_roles() -> dict[str, frozenset[str]]:
    """The installed roles with their permissions."""
    return dict(_installed.permissions)


def held_by(person_id: int, on: date) -> list[Held]:
    """All roles of a person that day, own ones and those held as a deputy. Needs no acting client."""
    return [Held(row.client_id, row.role, row.for_person_id) for row in QUERIES.rows("roles_of", person_id=person_id, on=on)]


def roles_of(person_id: int, on: date) -> dict[int, frozenset[str]]:
    """The roles of a person that day by client, as a deputy too. Needs no acting client."""
    found: dict[int, set[str]] = {}
    for held in held_by(person_id, on):
        found.setdefault(held.client_id, set()).add(held.role)
    return {client: frozenset(roles) for client, roles in found.items()}


def clients_of(person_id: int, on: date) -> tuple[int, ...]:
    """The clients for whom a person works that day, as a deputy too. Needs no acting client."""
    return tuple(sorted(roles_of(person_id, on)))


def permissions(person_id: int, clients: Collection[int], on: date) -> dict[int, frozenset[str]]:
    """What a person may do for each of the clients that day, as a deputy too. Needs no acting client."""
    held = roles_of(person_id, on)
    return {
        client: frozenset[str]().union(*(_installed.permissions.get(role, frozenset()) for role in held.get(client, ())))
        for client in clients
    }


def may(person_id: int, permission: str, client_id: int, on: date) -> bool:
    """Whether a person may do this for the client that day."""
    return permission in permissions(person_id, (client_id,), on)[client_id]


def stands_in_for(person_id: int, permission: str, client_id: int, on: date) -> int | None:
    """Whose permission a deputy uses, for the audit trail, which names both; None where it is the person's own, or nobody's."""
    holders = {
        held.for_person_id
        for held in held_by(person_id, on)
        if held.client_id == client_id and permission in _installed.permissions.get(held.role, ())
    }
    return None if person_id in holders else min(holders, default=None)


def limits(client_id: int, on: date) -> dict[str, dict[str, int]]:
    """What roles may decide alone for the acting client that day: document type -> role -> minor units of the client's currency."""
    found: dict[str, dict[str, int]] = {}
    for row in QUERIES.rows("limits", client_id=client_id, on=on):
        found.setdefault(row.type, {})[row.role] = row.amount
    return found


def limit(client_id: int, type: str, roles: Collection[str], on: date) -> Money | None:
    """The highest limit that one of the roles has on the document type; None where none of them is limited."""
    rows = QUERIES.rows("limits", client_id=client_id, on=on)
    amounts = [Money.from_minor(row.amount, row.currency) for row in rows if row.type == type and row.role in roles]
    return max(amounts, default=None)
