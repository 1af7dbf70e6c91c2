"""Who gets the task of a first step: everybody with its role, or the role and the person that the document's type names, from a day on."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.cases.calendar import calendar_of
from kantor.spine.documents import Checked
from kantor.words import Step

BEGINS, ENDS = time(6), time(18)
"""A task that comes back on a day is there before work begins; what is to be done by a day is due when it ends."""


class Handed(NamedTuple):
    """role, person_id: who may take it (None: anybody with the role); wake_at: until when it lies aside; ends_at: by when it is done."""

    role: str
    person_id: int | None = None
    wake_at: datetime | None = None
    ends_at: datetime | None = None

    def due_at(self, usual: datetime) -> datetime:
        """The deadline: the step's usual one, or the day's where that is sooner; never before the task is there."""
        if self.wake_at is not None:
            return self.ends_at or self.wake_at.astimezone(UTC).replace(hour=ENDS.hour)
        return min(usual, self.ends_at) if self.ends_at else usual


def handed(wanted: Sequence[tuple[Checked, Step]], actor: Actor) -> list[Handed]:
    """Who gets each task. A role that nobody has at this client, and a person without the role, are passed over: the task would lie."""
    asked = [documents.type_of(item.type).handed(item.reading) for item, _ in wanted]
    firsts = [_is_first(item, step) for item, step in wanted]
    if not any(first and any(to) for first, to in zip(firsts, asked, strict=True)):
        return [Handed(step.role) for _, step in wanted]
    (client_id,) = actor.clients
    _, zone = calendar_of(client_id)
    people = access.people(client_id, actor.at.date())
    held = {role for person in people for role in person.roles}
    found = []
    for (_, step), first, to in zip(wanted, firsts, asked, strict=True):
        if not first:
            found.append(Handed(step.role))
            continue
        role = to.role if to.role in held else step.role
        person = next((one.id for one in people if one.email.lower() == to.email.strip().lower() and role in one.roles), None)
        wake_at = _at(to.from_on, BEGINS, zone)
        is_later = wake_at is not None and wake_at > actor.at
        found.append(Handed(role, person, wake_at if is_later else None, _at(to.by, ENDS, zone)))
    return found


def _is_first(item: Checked, step: Step) -> bool:
    steps = documents.type_of(item.type).process.steps
    return bool(steps) and steps[0].key == step.key


def _at(day: date | None, clock: time, zone: object) -> datetime | None:
    return datetime.combine(day, clock, zone) if day else None  # type: ignore[arg-type]
