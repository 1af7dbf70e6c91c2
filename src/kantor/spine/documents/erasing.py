"""Erasing: an original's key is destroyed when its retention is over or somebody has a right to it (GDPR, article 17); the trail stays."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kantor.countries import law
from kantor.spine import access, trail
from kantor.spine.access import Actor
from kantor.spine.documents import envelopes
from kantor.spine.documents.queries import QUERIES
from kantor.words import Answer, Answers, Applied, Ask, Refusal
from kantor.words.erasing import Erasure, Succession, overrides

AT_WORK = ("received", "read", "waiting", "ready")


class ErasureParts:
    """Destroys the keys that erasures name; there is no way back."""

    kinds = (Erasure.kind,)
    order = 90

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        for item in batch:
            assert isinstance(item.part, Erasure)
            part = item.part
            told = {"reason": part.reason, "ground": part.ground, "decided_by": item.document_id}
            try:
                erase([part.document_id], told, actor)
            except Refusal as refusal:
                raise Refusal(refusal.key, document_id=item.document_id, evidence=refusal.evidence) from refusal

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        raise Refusal("documents.erased_for_good", document_id=batch[0].document_id)


class SuccessionParts:
    """Writes down which document took the place of which; that stays."""

    kinds = (Succession.kind,)
    order = 89

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        (client_id,) = actor.clients
        pairs = {item.part.document_id: item.document_id for item in batch if isinstance(item.part, Succession)}
        taken = QUERIES.rows("add_successions", client_id=client_id, at=actor.at, documents=list(pairs), successors=list(pairs.values()))
        for row in taken:
            trail.append(_succeeded(client_id, row, actor))
        if missing := pairs.keys() - {row.document_id for row in taken}:
            raise Refusal("documents.succeeded_already", document_id=pairs[min(missing)], evidence={"document": str(min(missing))})

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        raise Refusal("documents.erased_for_good", document_id=batch[0].document_id)


def _succeeded(client_id: int, row: Any, actor: Actor) -> list[trail.Event]:
    """A record with each of the two, which names the other one and its bytes."""
    told = (
        (row.document_id, "document.succeeded", {"by": row.successor_id, "sha256": row.successor_sha256}),
        (row.successor_id, "document.took_place", {"of": row.document_id, "sha256": row.sha256}),
    )
    return [trail.Event(client_id, kind, one, actor.person_id, actor.at, content) for one, kind, content in told]


def erase(document_ids: Sequence[int], told: Mapping[str, Any], actor: Actor) -> list[int]:
    """Destroy the keys of these documents' originals, for the actor's one client; answers every document whose bytes these were.

    told: what the trail shall say: `reason`, and where two people decided `ground` (of `words.erasing.GROUNDS`) and `decided_by`, their
    document. Refuses (Refusal) while one of those must be kept by law and the ground does not go before that, is on hold or is still
    being worked on, while it has no bytes, where they were erased before, and where they came before originals were encrypted. Of a
    confidential document nobody can read any more what was read, found, decided and done either; of others that stays.
    """
    (client_id,) = actor.clients
    rows = QUERIES.rows("lock_for_erasing", client_id=client_id, ids=list(document_ids), sealed=envelopes.SEALED)
    there = {row.id for row in rows}
    for document_id in document_ids:
        if document_id not in there:
            raise Refusal("documents.nothing_to_erase", document_id=document_id)
    for row in rows:
        _refuse(row, str(told.get("ground", "")), actor)
    digests = {row.id: row.sha256 for row in rows}
    originals = sorted({row.original_id for row in rows if row.original_id})
    QUERIES.run("destroy_keys", client_id=client_id, originals=originals)
    QUERIES.run("forget_sheets", client_id=client_id, originals=originals)
    QUERIES.run("destroy_reading_keys", client_id=client_id, ids=list(digests))
    QUERIES.run("forget_words", client_id=client_id, ids=list(digests))
    QUERIES.run("forget_examples", client_id=client_id, ids=list(digests))
    trail.append(
        [
            trail.Event(client_id, "document.erased", one, actor.person_id, actor.at, {**told, "sha256": digest})
            for one, digest in digests.items()
        ]
    )
    return list(digests)


def over(actor: Actor, *, most: int) -> list[int]:
    """Documents of the actor's one client whose retention is over and whose originals nothing else keeps, the oldest first."""
    return [row.id for row in QUERIES.rows("retention_over", client_id=actor.clients[0], today=actor.at.date(), most=most)]


def law_of(client_id: int, retention: str, on: date) -> str:
    """The law that asks to keep a document of this class (`voucher`, `invoice`, `book`, `letter`)."""
    return law(access.client(client_id).country).retention(retention, on).source


def _refuse(row: Any, ground: str, actor: Actor) -> None:
    if row.on_hold:
        raise Refusal("documents.on_hold", document_id=row.id)
    today = actor.at.date()
    kept = row.keep_until is not None and row.keep_until >= today
    if kept and not overrides(ground, has_successor=row.successor is not None):
        found = {"until": row.keep_until.isoformat(), "law": law_of(actor.clients[0], row.retention, today)}
        raise Refusal("documents.must_be_kept", document_id=row.id, evidence=found)
    if row.state in AT_WORK:
        raise Refusal("documents.at_work", document_id=row.id)
    if not row.has_key:
        raise Refusal("documents.nothing_to_erase", document_id=row.id)


def _erasing(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (document,) -> what stands against erasing its original, which other documents may share: `has_key`, `on_hold`, `at_work`,
    `keep_until`, the `law` behind it, `successor` (the document that took its place); None where there is no original."""
    rows = QUERIES.rows("erasing", ids=[int(ask.about[0]) for ask in asks], at_work=list(AT_WORK), sealed=envelopes.SEALED)
    found = {
        str(row.id): {
            "has_key": row.has_key,
            "on_hold": row.on_hold,
            "at_work": row.at_work,
            "keep_until": row.keep_until.isoformat() if row.keep_until else None,
            "law": law_of(row.client_id, row.retention, as_of),
            "successor": row.successor,
        }
        for row in rows
    }
    return {ask: found.get(ask.about[0]) for ask in asks}


ANSWERS: Mapping[str, Answer] = {"documents.erasing": _erasing}
