"""Who may work on a task: its role, whoever has it open, and whoever made what is to be decided."""

from collections.abc import Iterable, Set
from typing import Any, NamedTuple

from kantor.spine import access
from kantor.spine.access import Actor
from kantor.spine.access import Held as HeldRole
from kantor.spine.cases.taking import TaskRow, task_of
from kantor.words import Refusal


class Authority(NamedTuple):
    """The acting person's roles of the day, each with whose it is; asked once for any number of tasks."""

    person_id: int | None
    held: tuple[HeldRole, ...]

    def holders(self, waiting: TaskRow) -> set[int]:
        """Whose role the person would use for the task: the own one, or those of people for whom the person stands in."""
        return {one.for_person_id for one in self.held if (one.client_id, one.role) == (waiting.client_id, waiting.role)}

    def represents(self, waiting: TaskRow, but: Set[int] = frozenset()) -> int | None:
        """Whose role a deputy uses; None where the role is the person's own. but: those who may not be represented here, if avoidable."""
        holders = self.holders(waiting)
        if self.person_id in holders or not holders:
            return None
        return min(holders - but - {waiting.not_for} or holders)

    def stands_in(self, waiting: TaskRow, but: Set[int] = frozenset()) -> dict[str, Any]:
        """The same for the audit trail, which names both."""
        represented = self.represents(waiting, but)
        return {} if represented is None else {"for": represented}


def authority(actor: Actor) -> Authority:
    held = access.held_by(actor.person_id, actor.at.date()) if actor.person_id is not None else ()
    return Authority(actor.person_id, tuple(held))


def why_not(waiting: TaskRow, may: Authority, actor: Actor) -> Refusal | None:
    """Why the acting person may not work on this task; None where nothing stands in the way."""
    document_id = waiting.document_id
    if actor.person_id is None or not may.holders(waiting):
        return Refusal("cases.not_your_role", document_id=document_id, evidence={"role": waiting.role})
    if waiting.person_id not in (None, actor.person_id):
        return Refusal("cases.held_by_somebody_else", document_id=document_id)
    held = waiting.claimed_by if waiting.claimed_until and waiting.claimed_until > actor.at else None
    if held is not None and held != actor.person_id:
        return Refusal("cases.held_by_somebody_else", document_id=document_id)
    if waiting.not_for is not None and (waiting.not_for == actor.person_id or may.holders(waiting) == {waiting.not_for}):
        # neither the maker nor whoever acts with nobody's authority but the maker's
        return Refusal("cases.not_for_the_maker", document_id=document_id)
    return None


def refusals(document_ids: Iterable[int], tasks: dict[int, TaskRow], may: Authority, actor: Actor) -> dict[int, Refusal]:
    """By document: why the acting person may not work on it; documents without an entry may be worked on."""
    found = {}
    for document_id in document_ids:
        waiting = tasks.get(document_id)
        refusal = why_not(waiting, may, actor) if waiting else Refusal("cases.nothing_to_do", document_id=document_id)
        if refusal is not None:
            found[document_id] = refusal
    return found


def require_task(document_id: int, actor: Actor) -> TaskRow:
    """The document's open task, held by the acting person who has its role; else a Refusal that says why not."""
    waiting = task_of(document_id)
    if waiting is None:
        raise Refusal("cases.nothing_to_do", document_id=document_id)
    if refusal := why_not(waiting, authority(actor), actor):
        raise refusal
    return waiting
