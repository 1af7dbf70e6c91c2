"""Judging once more what waited before it takes effect: what was true when somebody approved it may not be true any more."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from kantor.spine import documents
from kantor.spine.access import Actor
from kantor.spine.cases import opening
from kantor.spine.documents import Checked, Refusal
from kantor.words import Severity

STALE = timedelta(minutes=5)
"""How old a check may be when its document takes effect."""


def still_sound(document_ids: Sequence[int], actor: Actor, at_hand: Mapping[int, Checked]) -> list[int]:
    """Those that may take effect now, in their order; what something stops by now becomes a task with the reason.

    at_hand: checks that were written a moment ago; nothing is asked about them.
    """
    waited = [document_id for document_id in document_ids if document_id not in at_hand]
    old = documents.stale(waited, actor.at - STALE, actor) if waited else []
    if not old:
        return list(document_ids)
    known = {item.document_id: _stops(item) for item in documents.newest(old)}
    stopped = {item.document_id: _stops(item) - known[item.document_id] for item in documents.check_again(old, actor)}
    for document_id, keys in stopped.items():
        if keys:
            evidence = {"findings": ", ".join(sorted(keys))}
            opening.hold_back(document_id, Refusal("cases.something_stops", document_id=document_id, evidence=evidence), actor)
    return [document_id for document_id in document_ids if not stopped.get(document_id)]


def _stops(item: Checked) -> set[str]:
    return {finding.key for finding in item.findings if finding.severity is Severity.STOP}
