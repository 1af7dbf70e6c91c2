"""What happens to cases: tasks that are done, and events with their records in the audit trail."""

from collections.abc import Mapping, Sequence, Set
from types import MappingProxyType
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.cases.holding import Authority
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.taking import TaskRow
from kantor.spine.documents import Checked, Locker, locker
from kantor.words import Severity

SPOKEN = frozenset({"question", "reason", "text"})
"""What people say about a document: sealed with its key where it is confidential."""


class Kept(NamedTuple):
    """What is written of an event, in its own row and in the audit trail."""

    in_row: dict[str, Any]
    in_trail: dict[str, Any]


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


def spoken_again(document_id: int, content: Mapping[str, Any]) -> dict[str, Any]:
    """The content of an event as it was told; without what people said where the document was confidential and its key is destroyed."""
    if "sealed" not in content:
        return dict(content)
    texts = locker([document_id]).open(document_id, content["sealed"]).value or {}
    return {**{name: value for name, value in content.items() if name != "sealed"}, **texts}


def event(document_id: int, kind: str, step: str, actor: Actor, content: Mapping[str, Any]) -> None:
    events({document_id: (step, content)}, kind, actor)


def events(told: Mapping[int, tuple[str, Mapping[str, Any]]], kind: str, actor: Actor) -> None:
    """The same kind of event on each of these documents' cases: document -> (step, content). Of a confidential one, what people say is
    kept sealed, and the trail has its hash."""
    (client_id,) = actor.clients
    kept = _kept({document_id: content for document_id, (_, content) in told.items()})
    rows = [{"document_id": key, "kind": kind, "step": step, "content": kept[key].in_row} for key, (step, _) in told.items()]
    QUERIES.run("events", client_id=client_id, rows=Jsonb(rows), person_id=actor.person_id, at=actor.at)
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind=f"case.{kind}",
                document_id=document_id,
                person_id=actor.person_id,
                at=actor.at,
                content={"step": step, **kept[document_id].in_trail},
            )
            for document_id, (step, _) in told.items()
        ]
    )


def _kept(told: Mapping[int, Mapping[str, Any]]) -> dict[int, Kept]:
    spoken = {key: {name: content[name] for name in SPOKEN & content.keys() if content[name]} for key, content in told.items()}
    sealed = locker(key for key, texts in spoken.items() if texts) if any(spoken.values()) else Locker({})
    kept = {}
    for key, content in told.items():
        kept[key] = Kept(dict(content), dict(content))
        if spoken[key] and key in sealed:
            secret, rest = sealed.seal(key, spoken[key]), {name: value for name, value in content.items() if name not in spoken[key]}
            kept[key] = Kept({**rest, **secret.in_object()}, {**rest, **secret.in_trail()})
    return kept
