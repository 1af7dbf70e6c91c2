"""Tasks: what waits, most urgent first, and the right next one, held for whoever takes it."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, Id, Page, Paged, Word, decimal, page
from kantor.desk.gate import ANYBODY
from kantor.spine import cases
from kantor.spine.cases import TaskRow
from kantor.words.field import row_id

ROUTER = Router(tags=["tasks"])
FULL = 200


class TasksWanted(Paged):
    type: Word = ""
    state: Word = Field(default="open", description="One of open, aside, asked.")


class NextWanted(Across):
    type: Word = ""
    skip: Id | None = Field(default=None, description="Leave out this task, the one just skipped.")


class TaskShape(Schema):
    """A task on a document. reasons: keys of why somebody must look; held_by: the id of whoever has it open."""

    id: int
    client: int
    document: int
    type: str
    step: str
    role: str
    state: str
    reasons: list[str]
    due_at: datetime
    number: str
    party_name: str
    amount: Decimal | None
    currency: str
    held_by: int | None
    held_until: datetime | None


@ROUTER.get("/tasks", response=Page[TaskShape], summary="List what waits")
@reads(ANYBODY)
def tasks(request: Call, asked: Query[TasksWanted]) -> Any:
    """The most urgent first, of the roles that the key's person has."""
    rows = cases.queue(request.visit.shown_roles, state=asked.state, type=asked.type, after=_after(asked.after))
    return page(rows, task_shape, lambda row: (row.due_at.isoformat(), row.id), FULL)


@ROUTER.post("/tasks/next", response=TaskShape, summary="Take the next task")
@writes(ANYBODY, one=False)
def take_next(request: Call, asked: Query[NextWanted]) -> Any:
    """The most urgent task that the key's person may do, held for them; 404 where nothing is left."""
    visit = request.visit
    found = cases.take_next(visit.person_id, visit.at, type=asked.type, after=asked.skip or 0, among=visit.shown_roles)
    if found is None:
        raise Problem(404, "nothing_left")
    if not visit.may(f"{found.type}.{found.step}", found.client_id) and not visit.may(
        f"{found.type}.{cases.verb_of(found)}", found.client_id
    ):
        raise PermissionDenied(f"{found.type}.{found.step}")
    return task_shape(found)


def task_shape(row: TaskRow) -> TaskShape:
    same = ("id", "type", "step", "role", "state", "reasons", "due_at", "number", "party_name", "currency")
    return TaskShape(
        **{name: getattr(row, name) for name in same},
        client=row.client_id,
        document=row.document_id,
        amount=decimal(row.amount, row.currency),
        held_by=row.claimed_by,
        held_until=row.claimed_until,
    )


def _after(text: str) -> tuple[datetime, int] | None:
    moment, _, last = text.rpartition("~")
    try:
        return (datetime.fromisoformat(moment), row_id(last) or 0) if moment else None
    except ValueError:
        raise Problem(422, "not_understood", errors=[{"at": "query.after", "says": "no `next` of a page before"}]) from None
