"""Taking work: the right next task for a person across all clients, held for a while so that no two people work on one document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kantor.spine import access
from kantor.spine.access import Actor
from kantor.spine.cases.queries import QUERIES

HOLD = timedelta(minutes=15)
"""How long a task stays with whoever took it without a sign of life."""


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskRow:
    """A task as queues and screens see it. amount: minor units of `currency`."""

    id: int
    client_id: int
    case_id: int
    document_id: int
    type: str
    step: str
    role: str
    state: str
    reasons: list[str]
    person_id: int | None
    not_for: int | None
    claimed_by: int | None
    claimed_until: datetime | None
    wake_at: datetime | None
    due_at: datetime
    created_at: datetime
    number: str
    party_name: str
    amount: int | None
    currency: str
    file_name: str


def take_next(
    person_id: int, at: datetime, *, type: str = "", after: int = 0, among: Mapping[int, frozenset[str]] | None = None
) -> TaskRow | None:
    """The most urgent open task that this person may do, now claimed by them; None where there is nothing left.

    Looks across all clients of the person; the claim itself is one conditional update in the one client's rows. type: only tasks of this
    document type; after: leave out this task (the one just skipped); among: only tasks of these of the person's roles, by client.
    """
    held = access.roles_of(person_id, at.date())
    roles = held if among is None else {client_id: held[client_id] & kept for client_id, kept in among.items() if client_id in held}
    for _ in range(8):  # others may take a candidate first; nobody waits for a lock
        candidate = _candidate(person_id, roles, at, type, after)
        if candidate is None:
            return None
        if claimed := claim(candidate.id, candidate.client_id, person_id, at):
            return claimed
    return None


def _candidate(person_id: int, roles: Mapping[int, frozenset[str]], at: datetime, type: str, after: int) -> TaskRow | None:
    pairs = [(client_id, role) for client_id, held in roles.items() for role in sorted(held)]
    if not pairs:
        return None
    with access.acting(clients=list(roles), person_id=person_id, at=at):
        rows = QUERIES.dicts(
            "next_task",
            clients=[client_id for client_id, _ in pairs],
            roles=[role for _, role in pairs],
            person_id=person_id,
            at=at,
            type=type,
            after=after,
        )
    return TaskRow(**rows[0]) if rows else None


def claim(task_id: int, client_id: int, person_id: int, at: datetime) -> TaskRow | None:
    """Claim a task or prolong one's claim; None where somebody else holds it, it is done, or the person is its maker."""
    with access.acting(clients=[client_id], person_id=person_id, at=at):
        claimed = QUERIES.run("claim", id=task_id, client_id=client_id, person_id=person_id, at=at, until=at + HOLD)
        return task(task_id) if claimed else None


def claim_all(document_ids: Iterable[int], actor: Actor) -> set[int]:
    """Claim the tasks of many documents of the actor's one client; answers the documents that the person has now."""
    given = {"client_id": actor.clients[0], "documents": list(document_ids), "person_id": actor.person_id}
    return {row.document_id for row in QUERIES.rows("claim_all", **given, at=actor.at, until=actor.at + HOLD)}


def release_all(document_ids: Iterable[int], actor: Actor) -> None:
    """Give one's claims on these documents back to the queue."""
    QUERIES.run("release_all", client_id=actor.clients[0], documents=list(document_ids), person_id=actor.person_id)


def release(task_id: int, client_id: int, person_id: int, at: datetime) -> None:
    """Give a claimed task back to the queue."""
    with access.acting(clients=[client_id], person_id=person_id, at=at):
        QUERIES.run("release", id=task_id, client_id=client_id, person_id=person_id)


def task(task_id: int) -> TaskRow | None:
    rows = QUERIES.dicts("task", id=task_id)
    return TaskRow(**rows[0]) if rows else None


def task_of(document_id: int) -> TaskRow | None:
    """The task of a document that is not done, None where nobody has to do anything."""
    return tasks_of([document_id]).get(document_id)


def tasks_of(document_ids: Iterable[int]) -> dict[int, TaskRow]:
    """By document: its task that is not done; documents with which nobody has to do anything are left out."""
    return {row["document_id"]: TaskRow(**row) for row in QUERIES.dicts("tasks_of", documents=list(document_ids))}


def queue(
    roles: Mapping[int, frozenset[str]], *, state: str = "open", type: str = "", after: tuple[datetime, int] | None = None
) -> Sequence[TaskRow]:
    """A page of 200 tasks of these clients and roles, most urgent first, from `after` (due_at, id) on."""
    pairs = [(client_id, role) for client_id, held in roles.items() for role in sorted(held)]
    rows = QUERIES.dicts(
        "queue",
        clients=[client_id for client_id, _ in pairs],
        roles=[role for _, role in pairs],
        state=state,
        type=type,
        after_due=after[0] if after else None,
        after_id=after[1] if after else 0,
    )
    return [TaskRow(**row) for row in rows]
