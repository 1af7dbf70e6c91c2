"""Leaving a task for later or to somebody else: set aside, ask, answer, wake, delegate, escalate."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from kantor.spine import access
from kantor.spine.access import Actor
from kantor.spine.cases import deadlines
from kantor.spine.cases.calendar import calendar_of
from kantor.spine.cases.happening import event, spoken_again
from kantor.spine.cases.holding import require_task
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.steps import process_of, role_above, step_of
from kantor.spine.cases.taking import TaskRow, task_of
from kantor.spine.documents import Refusal


class Asked(NamedTuple):
    """A question about a document. whom: None where it was put to the supplier."""

    whom: int | None
    by: int | None
    text: str


def set_aside(document_id: int, reason: str, wake_at: datetime | None, actor: Actor) -> None:
    """Put a task aside until a moment, or until somebody takes it up again; the deadline goes on."""
    _park(document_id, "aside", "set_aside", {"reason": reason}, wake_at, actor)


def ask(document_id: int, question: str, of: int | None, actor: Actor) -> None:
    """Ask somebody (a colleague, or the supplier when `of` is None); the deadline pauses until the answer."""
    _park(document_id, "asked", "asked", {"question": question, "of": of}, None, actor)


def _park(document_id: int, state: str, kind: str, content: Mapping[str, Any], wake_at: datetime | None, actor: Actor) -> None:
    waiting = require_task(document_id, actor)
    QUERIES.run("park", client_id=waiting.client_id, id=waiting.id, state=state, wake_at=wake_at)
    event(document_id, kind, waiting.step, actor, content)


def hand_over(document_id: int, to: int, kind: str, reason: str, actor: Actor) -> None:
    """Delegate (`delegated`) a task to a colleague or escalate it (`escalated`) one level up; only that person may take it then.

    Escalated, it is a task of the role that approves above; whatever that person does at this step, another one checks where two are
    needed. Refuses somebody who has not the wanted role for the client that day, as a deputy either: the task would lie there for ever.
    """
    waiting = require_task(document_id, actor)
    role = role_above(process_of(document_id), waiting.role) if kind == "escalated" else waiting.role
    if not role:
        raise Refusal("cases.nobody_above", document_id=document_id)
    if role not in access.roles_of(to, actor.at.date()).get(waiting.client_id, frozenset()):
        raise Refusal("cases.not_their_role", document_id=document_id, evidence={"role": role})
    if to == waiting.not_for:
        raise Refusal("cases.not_for_the_maker", document_id=document_id)
    QUERIES.run("hand_over", client_id=waiting.client_id, id=waiting.id, to=to, role=role)
    event(document_id, kind, waiting.step, actor, {"to": to, "reason": reason, "role": role})


def answer(document_id: int, text: str, actor: Actor) -> None:
    """The answer to a question has come: the task is open again and its deadline moves by the working time of the pause.

    Given by the person who was asked, or entered by somebody who has the task's role.
    """
    waiting = task_of(document_id)
    if waiting is None or waiting.state != "asked":
        raise Refusal("cases.nothing_was_asked", document_id=document_id)
    question = asked(document_id)
    was_asked = question is not None and question.whom == actor.person_id
    if actor.person_id is None or not (was_asked or _has_its_role(actor.person_id, waiting, actor)):
        raise Refusal("cases.not_your_role", document_id=document_id, evidence={"role": waiting.role})
    event(document_id, "answered", waiting.step, actor, {"text": text})
    works, zone = calendar_of(waiting.client_id)
    step = step_of(process_of(document_id), waiting.step)
    pauses = [(row.paused_at, row.resumed_at) for row in QUERIES.rows("pauses", document_id=document_id, since=waiting.created_at)]
    due_at = deadlines.due(waiting.created_at, step.working_hours, pauses, works=works, zone=zone)
    QUERIES.run("reopen_task", client_id=waiting.client_id, id=waiting.id, due_at=due_at)


def _has_its_role(person_id: int, waiting: TaskRow, actor: Actor) -> bool:
    return waiting.role in access.roles_of(person_id, actor.at.date()).get(waiting.client_id, frozenset())


def asked(document_id: int) -> Asked | None:
    """The last question about a document, None where nothing was asked; its text is '' where nobody can read it any more."""
    row = QUERIES.one("last_asked", document_id=document_id)
    return Asked(row.whom, row.by, str(spoken_again(document_id, row.content).get("question", ""))) if row else None


def wake(actor: Actor) -> int:
    """Open the tasks of the actor's one client that were set aside until now; answers how many."""
    return QUERIES.run("wake", client_id=actor.clients[0], at=actor.at)


def take_up(document_id: int, actor: Actor) -> None:
    """Take up again what was set aside."""
    waiting = require_task(document_id, actor)
    if waiting.state == "aside":
        QUERIES.run("reopen_task", client_id=waiting.client_id, id=waiting.id, due_at=waiting.due_at)
        event(document_id, "taken_up", waiting.step, actor, {})
