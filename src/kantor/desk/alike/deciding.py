"""Deciding on documents that are alike: one value for all that are ticked, then each is checked and decided by itself; the rest stays."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kantor.desk.alike.groups import Group, tasks
from kantor.desk.alike.table import addresses_in
from kantor.desk.sentences import refusal, sentence
from kantor.desk.verify.form import READ_ONLY, SURE
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import cases, documents
from kantor.spine.access import Actor
from kantor.spine.documents import Checked
from kantor.words import Refusal, Severity


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """approved: documents with the step that each waits at now, '' for those that take effect; left: documents that stay, each with why."""

    approved: tuple[tuple[Any, str], ...]
    left: tuple[tuple[Any, tuple[str, ...]], ...]
    undo_seconds: int


def decide(group: Group, value: str, picked: Mapping[int, int], visit: Visit, actor: Actor) -> Decided:
    """Fill the field of the group with the value ('' accepts what stands there) in the picked documents (id -> version as it was seen).

    Each is claimed, gets a reading of its own, is checked, and is approved by the person where nothing but what was decided here says
    look or stop. Whatever cannot be decided keeps its new value, goes back to the queue and is told with the reason.
    """
    waiting = {task.document_id: task for task in tasks(group, visit) if task.document_id in picked}
    mine = cases.claim_all(waiting, actor)
    seen = [item for item in documents.newest(sorted(mine)) if item.version == picked[item.document_id]]
    places = {item.document_id: addresses_in(group, item) for item in seen}
    changes = {key: dict.fromkeys(addresses, value) for key, addresses in places.items()} if value else {}
    saved = cases.save_all(changes, actor, seen=picked) if changes else {item.document_id: item for item in seen}
    left = {key: _why(found, group) for key, found in saved.items() if isinstance(found, Refusal)}
    settled = [found for found in saved.values() if isinstance(found, Checked)]
    documents.confirm_all({item.document_id: (item.version, _values(item, places[item.document_id])) for item in settled}, actor)
    confirmed = cases.confirmed_all([item.document_id for item in settled])
    for item in settled:
        if why := _still_doubtful(group, item, places[item.document_id], confirmed.get(item.document_id, {})):
            left[item.document_id] = why
    outcome = cases.approve_all([item.document_id for item in settled if item.document_id not in left], actor)
    left |= {key: _why(found, group) for key, found in outcome.items() if isinstance(found, Refusal)}
    done = {key: found for key, found in outcome.items() if isinstance(found, str)}
    cases.release_all(sorted(set(mine) - done.keys()), actor)
    return Decided(
        approved=tuple((waiting[key], step) for key, step in done.items()),
        left=tuple((task, left.get(key, (_elsewhere(key, mine),))) for key, task in waiting.items() if key not in done),
        undo_seconds=documents.type_of(group.type).process.undo_seconds if "" in done.values() else 0,
    )


def _why(refused: Refusal, group: Group) -> tuple[str, ...]:
    return (refusal(refused.key, refused.evidence, group.type),)


def _values(item: Checked, addresses: Collection[str]) -> dict[str, str]:
    return {address: value.text for address, value in item.reading.every() if address in addresses and value.text}


def _still_doubtful(group: Group, item: Checked, addresses: Collection[str], confirmed: Mapping[str, str]) -> tuple[str, ...]:
    """Why somebody must open the document: whatever else says look or stop, and values that nobody is sure of and nobody has looked at."""
    values = {address: value for address, value in item.reading.every() if address.split(".")[0] not in READ_ONLY}
    looked_at = {address for address, value in values.items() if value.text and confirmed.get(address) == value.text}
    found = [
        finding
        for finding in item.findings
        if finding.severity is Severity.STOP
        or (finding.severity is Severity.LOOK and not (group.at(finding) and finding.field in addresses) and finding.field not in looked_at)
    ]
    unsure = [address for address, value in values.items() if value.text and value.confidence < SURE and address not in looked_at]
    sentences = [sentence(finding, group.type) for finding in found]
    return (*dict.fromkeys(sentences), *([shown.sentence("desk.alike.unsure", count=len(unsure))] if unsure else []))


def _elsewhere(document_id: int, mine: Collection[int]) -> str:
    """Somebody else has it open, or has changed it since the table was made."""
    return shown.sentence("desk.alike.changed" if document_id in mine else "cases.held_by_somebody_else")
