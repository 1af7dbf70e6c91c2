"""How much there is to do, how far the day has come, and which fields people have looked at already."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from kantor.spine import documents
from kantor.spine.cases.queries import QUERIES

MOST = 1001
"""How far anything is counted for a screen: beyond a thousand nobody needs the last digit, and what a screen costs must not grow."""


class Workload(NamedTuple):
    """One queue of one client. late: open and past its deadline; next_due_at: None where nothing is open."""

    client_id: int
    type: str
    step: str
    open: int
    aside: int
    asked: int
    late: int
    next_due_at: datetime | None


class Arrivals(NamedTuple):
    """What came in for a client, and what became of it."""

    client_id: int
    came_in: int
    took_effect: int
    under_way: int
    refused: int


class Decided(NamedTuple):
    """Documents on which something was decided. untouched: no person had to decide on them."""

    documents: int
    untouched: int


class Arrived(NamedTuple):
    """A document that came in. amount: minor units of `currency`."""

    id: int
    client_id: int
    type: str
    state: str
    channel: str
    file_name: str
    number: str
    party_name: str
    amount: int | None
    currency: str
    received_at: datetime
    seen_by: str


def workload(roles: Mapping[int, frozenset[str]], at: datetime) -> list[Workload]:
    """The queues of these roles by client, the one with the nearest deadline first."""
    pairs = [(client_id, role) for client_id, held in roles.items() for role in sorted(held)]
    clients, names = [client_id for client_id, _ in pairs], [role for _, role in pairs]
    return [Workload(*row) for row in QUERIES.rows("workload", clients=clients, roles=names, at=at, most=MOST)]


def done_since(clients: Sequence[int], person_id: int, since: datetime) -> int:
    """How many tasks the person has done since then."""
    return int(QUERIES.value("done_since", clients=list(clients), person_id=person_id, since=since))


def decided_since(clients: Sequence[int], since: datetime) -> Decided:
    """How many documents were decided since then, and how many of them by nobody."""
    row = QUERIES.one("decided_since", clients=list(clients), since=since, most=MOST)
    return Decided(*row) if row else Decided(0, 0)


def arrivals(clients: Sequence[int], since: datetime) -> list[Arrivals]:
    return [Arrivals(*row) for row in QUERIES.rows("arrivals", clients=list(clients), since=since, most=MOST)]


def newest_arrivals(clients: Sequence[int], since: datetime, *, at_most: int = 12) -> list[Arrived]:
    """What came in last, newest first."""
    return [Arrived(*row) for row in QUERIES.rows("newest_arrivals", clients=list(clients), since=since, at_most=at_most)]


def confirmed(document_id: int) -> dict[str, str]:
    """Address -> value of what people have said is right."""
    return confirmed_all([document_id]).get(document_id, {})


def confirmed_all(document_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """`confirmed` by document."""
    found: dict[int, dict[str, str]] = {}
    for row in documents.opened(QUERIES.dicts("confirmed", documents=list(document_ids)), ("value",)):
        if row["value"] is not None:
            found.setdefault(row["document_id"], {})[row["field"]] = row["value"]
    return found
