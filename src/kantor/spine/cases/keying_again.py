"""Keying again: a second person enters values unseen; what agrees goes on, what differs is decided by looking at the page, by a third
person where the office has one."""

from collections.abc import Iterable, Mapping

from kantor.spine import access, documents, spotchecks
from kantor.spine.access import Actor
from kantor.spine.cases import approving, changing
from kantor.spine.cases.holding import authority, require_task
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.sampling import REASON
from kantor.spine.cases.steps import process_of, step_of
from kantor.spine.cases.taking import TaskRow
from kantor.spine.documents import Checked, Filed, Refusal
from kantor.spine.spotchecks import Difference, ToKey
from kantor.words import Severity, Step


def is_blind(waiting: TaskRow) -> bool:
    """Whether values of a document with this task may not be shown, because somebody has to key them again first."""
    return REASON in waiting.reasons and not spotchecks.keyed([waiting.document_id])


def keyed(document_id: int) -> bool:
    """Whether a document was keyed again, with nothing open."""
    return bool(spotchecks.keyed([document_id]))


def to_key(document_id: int, step: str) -> tuple[Checked, list[ToKey], list[Difference]]:
    """The newest version of a document at a blind step, the fields to key, and the differences where that was done."""
    (item,) = documents.newest([document_id])
    return item, spotchecks.to_key(item, _blind(document_id, step)), spotchecks.differences(item)


def key_again(document_id: int, keyed: Mapping[str, str], actor: Actor) -> list[Difference]:
    """What the person of the task keyed, field -> normalised text. What agrees goes on at once; else the differences, to be settled."""
    waiting = require_task(document_id, actor)
    item, asked, _ = to_key(document_id, waiting.step)
    if spotchecks.keyed([document_id]) or spotchecks.differences(item):
        raise Refusal("cases.keyed_already", document_id=document_id)
    found = spotchecks.enter(item, asked, keyed, actor, keyed_for=authority(actor).represents(waiting))
    if not found:
        _go_on(document_id, actor)
    elif _third_people(waiting, [actor.person_id], actor):
        QUERIES.run("give_to_a_third", client_id=actor.clients[0], id=waiting.id, person_id=actor.person_id)
    return found


def may_settle(waiting: TaskRow, actor: Actor) -> bool:
    """Whether the acting person decides on the differences: whoever neither typed, verified nor keyed it, or anybody with the step's role
    where nobody else has it."""
    third = _third_people(waiting, spotchecks.keyed_by(waiting.document_id), actor)
    return not third or actor.person_id in third


def _third_people(waiting: TaskRow, keyed_by: Iterable[int | None], actor: Actor) -> set[int]:
    """Who has the role of the step, as a deputy too, and had no hand in the document."""
    hands = {row.person_id for row in QUERIES.rows("had_a_hand_in", documents=[waiting.document_id], steps=[waiting.step])}
    people = access.people(waiting.client_id, actor.at.date())
    return {person.id for person in people if person.is_active and waiting.role in person.roles} - hands - set(keyed_by)


def settle(document_id: int, right: Mapping[str, str], actor: Actor) -> None:
    """A person has looked at the page and says which values are right, field -> normalised text. What was wrong becomes a new version;
    where something is found about that, it is looked at from the first step on. Refusal where a third person has to decide."""
    waiting, may = require_task(document_id, actor), authority(actor)
    if not may_settle(waiting, actor):
        raise Refusal("cases.a_third_decides", document_id=document_id)
    item, _, found = to_key(document_id, waiting.step)
    if not found:
        raise Refusal("cases.nothing_to_settle", document_id=document_id)
    if changes := spotchecks.settle(item, right, actor):
        filed = Filed(
            document_id=document_id,
            type=item.type,
            reading=changing.changed(item.reading, changes),
            version=item.version + 1,
            made_by=actor.person_id,
            made_for=may.represents(waiting),
        )
        (item,) = documents.check([filed], actor)
    if any(finding.severity is not Severity.OK for finding in item.findings) and changes:
        changing.route_again([item], {document_id: waiting}, may, actor)
    else:
        _go_on(document_id, actor)


def _go_on(document_id: int, actor: Actor) -> None:
    """On to the next step; back to the first one where something stops the document by now."""
    outcome = approving.approve_all([document_id], actor)[document_id]
    if isinstance(outcome, Refusal):
        if outcome.key != approving.STOPPED:
            raise outcome
        waiting = require_task(document_id, actor)
        checked = documents.newest([document_id])
        documents.unveil(checked, actor)
        changing.route_again(checked, {document_id: waiting}, authority(actor), actor)


def _blind(document_id: int, step: str) -> Step:
    found = step_of(process_of(document_id), step)
    if not found.is_blind:
        raise Refusal("cases.not_keyed_again", document_id=document_id)
    return found
