"""Documents that were refused because they could not be read: they keep their bytes, and may be read again by a house that has learnt."""

from collections.abc import Sequence
from typing import Any

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES


def refused_unread(document_ids: Sequence[int], actor: Actor) -> dict[int, list[tuple[int, int]]]:
    """Of these documents of the actor's one client, and of those inside of them, the ones that nobody could read, locked: asked for ->
    (document, its part of the file). What somebody declined is not among them."""
    found: dict[int, list[tuple[int, int]]] = {}
    rows: Sequence[Any] = QUERIES.rows("refused_unread", client_id=actor.clients[0], ids=list(document_ids)) if document_ids else ()
    for row in rows:
        found.setdefault(row.asked_id, []).append((row.id, row.part))
    return found


def every_refused_unread(client_id: int) -> list[int]:
    """All of them of one of the acting clients."""
    return [row.id for row in QUERIES.rows("every_refused_unread", client_id=client_id)]


def take_up_again(document_ids: Sequence[int], actor: Actor) -> None:
    """They are read once more, as if they had only just come; the audit trail keeps both."""
    if not document_ids:
        return
    (client_id,) = actor.clients
    QUERIES.run("take_up_again", client_id=client_id, ids=list(document_ids))
    trail.append([trail.Event(client_id, "document.taken_up_again", one, actor.person_id, actor.at, {}) for one in document_ids])
