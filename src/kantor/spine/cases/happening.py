"""What happens to cases: tasks that are done, and events with their records in the audit trail."""

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.cases.holding import Authority
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.taking import TaskRow
from kantor.spine.documents import Checked
from kantor.words import Severity


def finish_tasks(
    waiting: Sequence[TaskRow], kind: str, may: Authority, actor: Actor, but: Mapping[int, Set[int]] = MappingProxyType({})
) -> None:
    """The acting person has done these tasks; a deputy's record names whose role was used. but: document -> whose could not be."""
    if waiting:
        ids = [task.id for task in waiting]
        QUERIES.run("finish_tasks", client_id=actor.clients[0], ids=ids, person_id=actor.person_id, at=actor.at)
        events(
            {task.document_id: (task.step, may.stands_in(task, but.get(task.document_id, frozenset()))) for task in waiting}, kind, actor
        )


def note_reasons(checked: Sequence[Checked], actor: Actor) -> None:
    """Why somebody must look at these documents, by their newest findings, so that the queue says it too."""
    rows = [
        {"document_id": item.document_id, "reasons": [one.key for one in item.findings if one.severity is not Severity.OK]}
        for item in checked
    ]
    if rows:
        QUERIES.run("note_reasons", client_id=actor.clients[0], rows=Jsonb(rows))


def event(document_id: int, kind: str, step: str, actor: Actor, content: Mapping[str, Any]) -> None:
    events({document_id: (step, content)}, kind, actor)


def events(told: Mapping[int, tuple[str, Mapping[str, Any]]], kind: str, actor: Actor) -> None:
    """The same kind of event on each of these documents' cases: document -> (step, content)."""
    (client_id,) = actor.clients
    rows = [{"document_id": key, "kind": kind, "step": step, "content": dict(content)} for key, (step, content) in told.items()]
    QUERIES.run("events", client_id=client_id, rows=Jsonb(rows), person_id=actor.person_id, at=actor.at)
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind=f"case.{kind}",
                document_id=document_id,
                person_id=actor.person_id,
                at=actor.at,
                content={"step": step, **content},
            )
            for document_id, (step, content) in told.items()
        ]
    )
