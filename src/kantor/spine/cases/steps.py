"""The steps of documents' cases: the process that each began with, and what is still to come."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from psycopg.types.json import Jsonb

from kantor.spine.access import Actor
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.taking import TaskRow
from kantor.words import Process, Step

FALLBACK = Step(key="look", role="office.clerk", when="findings")
"""Where a process has no step for a person, somebody of the office looks at what went wrong."""


class Place(NamedTuple):
    """Where a case stands. remaining: keys of the steps to come; four_eyes: two people must decide, once asked for."""

    process: Process
    remaining: tuple[str, ...]
    four_eyes: bool


def places_of(document_ids: Iterable[int]) -> dict[int, Place]:
    """By document: where its case stands, with the process as it was when the case began."""
    rows = QUERIES.rows("standings", documents=list(document_ids))
    return {row.document_id: Place(Process.from_json(row.process), tuple(row.remaining or ()), row.four_eyes) for row in rows}


def process_of(document_id: int) -> Process:
    """The process as it was when the document's case began."""
    return Process.from_json(QUERIES.value("process_of", document_id=document_id))


def step_of(process: Process, key: str) -> Step:
    return next((step for step in process.steps if step.key == key), FALLBACK)


def role_above(process: Process, role: str) -> str:
    """The role one level up: of the next step that is done by another one; '' where nobody stands above. A role that the process does
    not name was handed its first step."""
    roles = list(dict.fromkeys(step.role for step in process.steps if not step.is_blind))
    later = roles[roles.index(role) + 1 :] if role in roles else roles[1:]
    return later[0] if later else ""


def verb_of(waiting: TaskRow) -> str:
    """The permission to work on a task is named by its step; where the task was escalated, by the step that its role does otherwise."""
    process = process_of(waiting.document_id)
    if step_of(process, waiting.step).role == waiting.role:
        return waiting.step
    return next((step.key for step in process.steps if step.role == waiting.role), waiting.step)


def move(cases: Mapping[int, Sequence[str]], actor: Actor) -> None:
    """Bring the cases of documents to their next steps: the first one and those to come, none where nobody has anything to do."""
    if cases:
        rows = [{"document_id": key, "step": steps[0] if steps else "", "remaining": list(steps[1:])} for key, steps in cases.items()]
        QUERIES.run("move_cases", client_id=actor.clients[0], rows=Jsonb(rows))
