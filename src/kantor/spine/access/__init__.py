"""Clients, people, roles and limits, and the one door to the rows of clients: `acting`."""

from kantor.spine.access.acting import HOUSE, Actor, acting
from kantor.spine.access.actions import AccessHandler, assign, end_assignment, name_substitute, set_limit
from kantor.spine.access.answers import ANSWERS
from kantor.spine.access.people import create_person, set_password
from kantor.spine.access.queries import (
    ClientRecord,
    PersonRecord,
    client,
    client_by_vat_id,
    clients,
    codes_taken,
    every_client,
    names,
    people,
    person_by_email,
)
from kantor.spine.access.roles import (
    Held,
    clients_of,
    held_by,
    install,
    known_roles,
    limit,
    limits,
    may,
    permissions,
    roles_of,
    stands_in_for,
)
from kantor.spine.access.taking_on import close_client, create_client, taken_on_by
from kantor.spine.access.trails import seal_trails, verify_trails
from kantor.words.authority import (
    CHANGEABLE,
    Assignment,
    AssignmentEnd,
    ClientChange,
    Limit,
    NewBooks,
    NewClient,
    NewPerson,
    Substitute,
)

PARTS = (AccessHandler(),)

__all__ = [
    "ANSWERS",
    "CHANGEABLE",
    "HOUSE",
    "PARTS",
    "AccessHandler",
    "Actor",
    "Assignment",
    "AssignmentEnd",
    "ClientChange",
    "ClientRecord",
    "Held",
    "Limit",
    "NewBooks",
    "NewClient",
    "NewPerson",
    "PersonRecord",
    "Substitute",
    "acting",
    "assign",
    "client",
    "client_by_vat_id",
    "clients",
    "clients_of",
    "close_client",
    "codes_taken",
    "create_client",
    "create_person",
    "end_assignment",
    "every_client",
    "held_by",
    "install",
    "known_roles",
    "limit",
    "limits",
    "may",
    "name_substitute",
    "names",
    "people",
    "permissions",
    "person_by_email",
    "roles_of",
    "seal_trails",
    "set_limit",
    "set_password",
    "stands_in_for",
    "taken_on_by",
    "verify_trails",
]
