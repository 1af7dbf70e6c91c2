"""How a person stands to a document's task: may they work on it, and if not, why."""

from dataclasses import dataclass, replace
from datetime import datetime

from kantor.desk.visit import Visit
from kantor.spine import access, cases


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """may_work: the person may change and decide now; why_not: key of the sentence that says why not; state: of the task,
    else of the document; holder: who has it open; question, asked_by: what was asked and by whom, while an answer is awaited;
    is_asked: this person may answer."""

    may_work: bool
    why_not: str = ""
    state: str = ""
    holder: str = ""
    question: str = ""
    asked_by: str = ""
    step: str = ""
    due_at: datetime | None = None
    is_asked: bool = False
    is_aside: bool = False


def standing_of(visit: Visit, *, claims: bool = True) -> Standing:
    """Takes the task for this person where it is free, so that no two people work on one document. claims: False only looks."""
    task, row = visit.task, visit.document
    assert row is not None
    if task is None:
        return Standing(may_work=False, state=row.state)
    waits = Standing(may_work=False, step=task.step, due_at=task.due_at, state=task.state)
    asked = cases.asked(row.id) if task.state == "asked" else None
    if asked:
        waits = replace(waits, question=asked.text, asked_by=_name(asked.by), is_asked=asked.whom == visit.person_id)
    if waits.is_asked:
        return waits
    if task.role not in visit.roles.get(row.client_id, frozenset()) or not _may(visit, task):
        return replace(waits, why_not="desk.standing.other_role")
    if task.not_for == visit.person_id:
        return replace(waits, why_not="desk.standing.maker")
    if task.state in ("asked", "aside"):
        return replace(waits, is_asked=task.state == "asked", is_aside=task.state == "aside")
    if task.person_id not in (None, visit.person_id):
        return replace(waits, why_not="desk.standing.handed_over", holder=_name(task.person_id))
    if not (cases.claim(task.id, row.client_id, visit.person_id, visit.at) if claims else _is_free(visit, task)):
        return replace(waits, why_not="desk.standing.held", holder=_name(task.claimed_by))
    return replace(waits, may_work=True)


def _is_free(visit: Visit, task: cases.TaskRow) -> bool:
    held = task.claimed_until is not None and task.claimed_until > visit.at
    return not held or task.claimed_by == visit.person_id


def _may(visit: Visit, task: cases.TaskRow) -> bool:
    """By the permission of the step, or of the level to which it was escalated."""
    return visit.may(f"{task.type}.{task.step}", task.client_id) or visit.may(f"{task.type}.{cases.verb_of(task)}", task.client_id)


def _name(person_id: int | None) -> str:
    return access.names([person_id]).get(person_id, "") if person_id else ""
