"""The second entry in a document's steps: of what passed unseen a share is drawn when it would go on, and keyed again first."""

from collections.abc import Mapping, Sequence

from kantor.spine import spotchecks
from kantor.spine.access import Actor
from kantor.spine.cases.steps import step_of
from kantor.spine.cases.taking import TaskRow
from kantor.spine.documents import Checked, Refusal
from kantor.words import PAGES, Process, Step

UNKEYED = "cases.key_it_first"
REASON = "cases.second_entry"
Steps = dict[int, tuple[Step, ...]]


def with_second_entry(
    checked: Sequence[Checked], left: Mapping[int, Sequence[Step]], processes: Mapping[int, Process], here: Mapping[int, str], actor: Actor
) -> Steps:
    """By document: the steps that are left, with the one at which it is keyed again where it goes past it now and was drawn.

    here: the steps at which documents wait that are decided now; none of those that have just come.
    """
    drawn_at: dict[int, Step] = {}
    for item in checked:
        if item.reading.reader.startswith(PAGES):
            key = item.document_id
            step = _next_sampled(processes[key], left[key], here.get(key, ""))
            if step is not None:
                drawn_at[key] = step
    drawn = spotchecks.draw([item for item in checked if item.document_id in drawn_at], actor) if drawn_at else set()
    return {key: (drawn_at[key], *steps) if key in drawn else tuple(steps) for key, steps in left.items()}


def _next_sampled(process: Process, left: Sequence[Step], here: str) -> Step | None:
    """The sampled step where the next one to be done stands behind it."""
    order = {step.key: number for number, step in enumerate(process.steps)}
    first = order[left[0].key] if left else len(order)
    between = process.steps[order.get(here, -1) + 1 : first]
    return next((step for step in between if step.when == "sampled"), None)


def unkeyed(tasks: Mapping[int, TaskRow], processes: Mapping[int, Process]) -> dict[int, Refusal]:
    """By document: that it must be keyed again before anything else is done with it."""
    blind = [key for key, process in processes.items() if step_of(process, tasks[key].step).is_blind]
    done = spotchecks.keyed(blind) if blind else set()
    return {key: Refusal(UNKEYED, document_id=key) for key in blind if key not in done}
