"""Approving: the people of the tasks say yes to the newest versions, one document or many alike, and may take it back for some seconds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.cases.changing import steps_after
from kantor.spine.cases.happening import events, finish_tasks, note_reasons
from kantor.spine.cases.holding import Authority, authority, refusals
from kantor.spine.cases.opening import open_tasks
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.sampling import Steps, unkeyed, with_second_entry
from kantor.spine.cases.steps import Place, move, places_of, step_of
from kantor.spine.cases.taking import TaskRow, tasks_of
from kantor.spine.documents import Checked, Decision, Refusal
from kantor.words import Severity, Step

STOPPED = "cases.something_stops"


def approve(document_id: int, actor: Actor, *, reason: str = "") -> str:
    """The person of the task says yes to the newest version. Answers the next step's key, '' when the document is ready to take effect.

    It is judged once more by what is known now. Refuses while something stops, and a maker who checks (as the database does); a refusal
    that is raised takes back what was noticed with it, `approve_all` answers it and keeps that.
    """
    outcome = approve_all([document_id], actor, reason=reason)[document_id]
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def approve_all(document_ids: Iterable[int], actor: Actor, *, reason: str = "") -> dict[int, str | Refusal]:
    """`approve` for many documents of the actor's one client, each for itself: its own check, decision and next step, or its refusal."""
    asked = list(dict.fromkeys(document_ids))
    tasks, may = tasks_of(asked), authority(actor)
    refused = refusals(asked, tasks, may, actor)
    refused |= unkeyed(tasks, {key: place.process for key, place in places_of(set(asked) - refused.keys()).items()})
    left = [document_id for document_id in asked if document_id not in refused]
    checked = documents.check_again(left, actor) if left else []
    places = places_of([item.document_id for item in checked])
    steps = {item.document_id: _step(item, tasks, places) for item in checked}
    barred = _barred(checked, steps)
    refused |= _not_to_be_decided(checked, tasks, may, actor, barred)
    note_reasons([item for item in checked if _is_stopped(refused.get(item.document_id))], actor)
    sound = [item for item in checked if item.document_id not in refused]
    if sound:
        acting_for = {key: may.represents(tasks[key], barred[key].everybody) for key in steps}
        documents.decide(_decisions(sound, steps, acting_for, actor, reason), actor)
        but = {key: one.everybody for key, one in barred.items()}
        finish_tasks([tasks[item.document_id] for item in sound], "approved", may, actor, but)
    documents.unveil([item for item in sound if steps[item.document_id].is_blind], actor)
    later = _steps_left(sound, tasks, places, actor)
    _go_on(sound, later, places, actor)
    return {key: refused[key] if key in refused else later[key][0].key if later[key] else "" for key in asked}


def _steps_left(sound: Sequence[Checked], tasks: Mapping[int, TaskRow], places: Mapping[int, Place], actor: Actor) -> Steps:
    """By document: the steps after the one that is done; some are drawn to be keyed again first."""
    if not sound:
        return {}
    later = steps_after(sound, tasks, places, actor)
    processes = {key: place.process for key, place in places.items()}
    return with_second_entry(sound, later, processes, {key: tasks[key].step for key in later}, actor)


def _is_stopped(refusal: Refusal | None) -> bool:
    return refusal is not None and refusal.key == STOPPED


class _Barred(NamedTuple):
    """Who may not decide on a document, nor lend the authority for it: whoever had a hand in it, and whoever gains something by it."""

    hands: frozenset[int]
    gaining: frozenset[int]

    @property
    def everybody(self) -> frozenset[int]:
        return self.hands | self.gaining


def _barred(checked: Sequence[Checked], steps: Mapping[int, Step]) -> dict[int, _Barred]:
    """By document; a hand in it matters only where the step asks for a second pair of eyes."""
    second = [document_id for document_id, step in steps.items() if step.four_eyes]
    hands: dict[int, set[int]] = defaultdict(set)
    given = {"documents": second, "steps": [steps[one].key for one in second]}
    for row in QUERIES.rows("had_a_hand_in", **given) if second else ():
        hands[row.document_id].add(row.person_id)
    concerned = _concerned(checked)
    return {
        item.document_id: _Barred(frozenset(hands.get(item.document_id, ())), concerned.get(item.document_id, frozenset()))
        for item in checked
    }


def _not_to_be_decided(
    checked: Sequence[Checked], tasks: Mapping[int, TaskRow], may: Authority, actor: Actor, barred: Mapping[int, _Barred]
) -> dict[int, Refusal]:
    """By document: what stops it, or why this person may not decide on it. A deputy needs the authority of somebody who may."""
    refused = {}
    for item in checked:
        key = item.document_id
        hands, gaining = barred[key]
        holders = may.holders(tasks[key])
        lenders = set() if actor.person_id in holders else holders
        if stops := [finding.key for finding in item.findings if finding.severity is Severity.STOP]:
            refused[key] = Refusal(STOPPED, document_id=key, evidence={"findings": ", ".join(stops)})
        elif actor.person_id in hands or (lenders and lenders <= hands):
            refused[key] = Refusal("cases.not_for_the_maker", document_id=key)
        elif actor.person_id in gaining or (lenders and lenders <= hands | gaining):
            refused[key] = Refusal("cases.concerns_yourself", document_id=key)
    return refused


def _concerned(checked: Sequence[Checked]) -> dict[int, frozenset[int]]:
    """By document: who gains something by it. Nobody gives a role or a deputy's powers to himself, nor does whoever acts with nobody's
    authority but the gainer's."""
    addresses = {
        item.document_id: [text for key in documents.type_of(item.type).concerns if (text := item.reading.text(key))] for item in checked
    }
    distinct = {address for own in addresses.values() for address in own}  # one or two: what concerns people is never decided in masses
    people = {address: person.id for address in distinct if (person := access.person_by_email(address))}
    return {key: frozenset(people[one] for one in own if one in people) for key, own in addresses.items()}


def _step(item: Checked, tasks: Mapping[int, TaskRow], places: Mapping[int, Place]) -> Step:
    return step_of(places[item.document_id].process, tasks[item.document_id].step)


def _decisions(
    sound: Sequence[Checked], steps: Mapping[int, Step], acting_for: Mapping[int, int | None], actor: Actor, reason: str
) -> list[Decision]:
    makers = _makers([item for item in sound if steps[item.document_id].four_eyes], steps)
    return [
        Decision(
            document_id=item.document_id,
            type=item.type,
            version=item.version,
            step=steps[item.document_id].key,
            outcome="approved",
            maker_id=makers[item.document_id] if steps[item.document_id].four_eyes else item.made_by,
            checker_id=actor.person_id,
            checker_for=acting_for[item.document_id],
            four_eyes=steps[item.document_id].four_eyes,
            reason=reason,
        )
        for item in sound
    ]


def _makers(second: Sequence[Checked], steps: Mapping[int, Step]) -> dict[int, int | None]:
    """By document: whoever changed a value last, else whoever decided at an earlier step on this version."""
    unmade = [item for item in second if item.made_by is None]
    given = {
        "documents": [item.document_id for item in unmade],
        "versions": [item.version for item in unmade],
        "steps": [steps[item.document_id].key for item in unmade],
    }
    found = {row.document_id: int(row.checker_id) for row in QUERIES.rows("last_checkers", **given)} if unmade else {}
    return {item.document_id: item.made_by if item.made_by is not None else found.get(item.document_id) for item in second}


def _go_on(sound: Sequence[Checked], later: Mapping[int, Sequence[Step]], places: Mapping[int, Place], actor: Actor) -> None:
    """Ready once the undo window is over, or on to the next step's people."""
    move({key: [step.key for step in steps] for key, steps in later.items()}, actor)
    windows: dict[int, list[int]] = defaultdict(list)
    for key, steps in later.items():
        if not steps:
            windows[places[key].process.undo_seconds].append(key)
    for seconds, ready in windows.items():  # as many as there are processes with windows of their own
        documents.set_state(ready, "ready", actor, undo_seconds=seconds)
    open_tasks([(item, later[item.document_id][0], actor.person_id) for item in sound if later[item.document_id]], actor)


def take_back(document_id: int, actor: Actor) -> None:
    """Undo one's own approval while its document has not taken effect: the task is there again, the audit trail keeps both."""
    if document_id not in take_back_all([document_id], actor):
        raise Refusal("cases.cannot_be_taken_back", document_id=document_id)


def take_back_all(document_ids: Iterable[int], actor: Actor) -> set[int]:
    """`take_back` for many documents of the actor's one client; answers those that could be."""
    rows = QUERIES.rows("last_approvals", documents=list(document_ids))  # locked, so that none takes effect meanwhile
    own = {row.document_id: row for row in rows if row.checker_id == actor.person_id}
    back = set(own)
    if not back:
        return back
    documents.set_state(sorted(back), "waiting", actor)
    checked = documents.newest(sorted(back))
    documents.decide(
        [
            Decision(
                document_id=item.document_id,
                type=item.type,
                version=item.version,
                step=own[item.document_id].step,
                outcome="taken_back",
                checker_id=actor.person_id,
            )
            for item in checked
        ],
        actor,
    )
    places = places_of(back)
    steps = {key: step_of(places[key].process, own[key].step) for key in back}
    move({key: [step.key] for key, step in steps.items()}, actor)
    open_tasks([(item, steps[item.document_id], own[item.document_id].maker_id) for item in checked], actor)
    events({key: (step.key, {}) for key, step in steps.items()}, "taken_back", actor)
    return back
