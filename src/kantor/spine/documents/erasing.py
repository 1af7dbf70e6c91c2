"""Erasing: an original's key is destroyed when its retention is over or somebody has a right to it (GDPR, article 17); the trail stays."""

from typing import Any

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import envelopes
from kantor.spine.documents.queries import QUERIES
from kantor.words import Refusal

AT_WORK = ("received", "read", "waiting", "ready")


def erase(document_id: int, reason: str, actor: Actor) -> list[int]:
    """Destroy the key of a document's original, for the actor's one client; answers every document whose bytes these were.

    Refuses (Refusal) while one of those must be kept by law, is on hold or is still being worked on, while it has no bytes, where they were
    erased before, and where they came before originals were encrypted. What was read stays: it is part of the books.
    """
    (client_id,) = actor.clients
    rows = QUERIES.rows("lock_for_erasing", client_id=client_id, document_id=document_id)
    if not rows:
        raise Refusal("documents.nothing_to_erase", document_id=document_id)
    for row in rows:
        _refuse(row, actor)
    QUERIES.run("destroy_key", client_id=client_id, original_id=rows[0].original_id)
    ids = [row.id for row in rows]
    QUERIES.run("forget_words", client_id=client_id, ids=ids)
    told = {"sha256": rows[0].sha256, "reason": reason}
    trail.append([trail.Event(client_id, "document.erased", one, actor.person_id, actor.at, told) for one in ids])
    return ids


def _refuse(row: Any, actor: Actor) -> None:
    if row.on_hold:
        raise Refusal("documents.on_hold", document_id=row.id)
    if row.keep_until is not None and row.keep_until >= actor.at.date():
        raise Refusal("documents.must_be_kept", document_id=row.id, evidence={"until": row.keep_until.isoformat()})
    if row.state in AT_WORK:
        raise Refusal("documents.at_work", document_id=row.id)
    if not row.stored_as.endswith(envelopes.SEALED) or not row.has_key:
        raise Refusal("documents.nothing_to_erase", document_id=row.id)
