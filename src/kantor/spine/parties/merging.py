"""Merges parties that were taken up twice: one leads to the other from then on, and nothing that was booked is rewritten."""

from collections.abc import Mapping, Sequence
from typing import Any

from kantor.spine.access import Actor
from kantor.spine.parties.changing import write
from kantor.spine.parties.queries import QUERIES
from kantor.words import Refusal
from kantor.words.party import PartyMerge


def merge(given: Sequence[tuple[int, PartyMerge]], actor: Actor) -> None:
    """Let parties lead to others; (document, merge) in order.

    Refusal where one of the two is not there, is merged already or is of another role, and for a party with itself.
    """
    if not given:
        return
    (client_id,) = actor.clients
    QUERIES.value("lock_merges", client_id=client_id)
    ids = sorted({party_id for _, part in given for party_id in (part.party_id, part.into_id)})
    known = {row.id: row for row in QUERIES.rows("to_merge", client_id=client_id, ids=ids)}
    led = {party_id for party_id, row in known.items() if row.lead_id is not None}
    for document_id, part in given:
        _check(document_id, part, known, led)
        led.add(part.party_id)
    rows = [
        {"document_id": document_id, "id": part.party_id, "values": {"merged_into_id": part.into_id}, "was": {"merged_into_id": None}}
        for document_id, part in given
    ]
    write("party", rows, actor)


def _check(document_id: int, part: PartyMerge, known: Mapping[int, Any], led: set[int]) -> None:
    for party_id in (part.party_id, part.into_id):
        if party_id not in known:
            raise Refusal("parties.unknown", document_id=document_id, evidence={"party": str(party_id)})
        if party_id in led:
            evidence = {"name": known[party_id].name, "number": known[party_id].number}
            raise Refusal("parties.merged_already", document_id=document_id, evidence=evidence)
    if part.party_id == part.into_id or known[part.party_id].kind != known[part.into_id].kind:
        raise Refusal("parties.not_to_be_merged", document_id=document_id, evidence={"name": known[part.party_id].name})
