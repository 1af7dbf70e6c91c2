"""Sending: what was approved leaves the outbox, in order, under a key by which the receiver recognises it when it comes twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """What leaves: kind `letter` (its content says to whom and what) or `payment_file` (file holds its bytes)."""

    id: int
    document_id: int
    key: str
    kind: str
    content: Mapping[str, Any]
    file: bytes | None
    created_at: datetime


def approved(actor: Actor, *, most: int) -> list[Outgoing]:
    """What waits to leave for the actor's one client; nothing is claimed yet, so that it can be prepared at leisure."""
    rows = QUERIES.dicts("approved_to_leave", client_id=actor.clients[0], most=most)
    return [Outgoing(**{**row, "file": bytes(row["file"]) if row["file"] is not None else None}) for row in rows]


def send(outbox_ids: Sequence[int], deliver: Callable[[int], None], actor: Actor) -> list[int]:
    """Let these leave, if they still may and nobody else is at it; answers those that did.

    `deliver` is called with the id of each before the commit: a process killed in between delivers again, under the same key.
    """
    return _mark(outbox_ids, "sent", deliver, {}, actor)


def keep_back(reasons: Mapping[int, str], actor: Actor) -> list[int]:
    """What cannot leave as it is (outbox id -> reason) is kept back as `failed`, for somebody to look at."""
    return _mark(list(reasons), "failed", lambda _: None, reasons, actor)


def _mark(ids: Sequence[int], state: str, deliver: Callable[[int], None], reasons: Mapping[int, str], actor: Actor) -> list[int]:
    (client_id,) = actor.clients
    rows = QUERIES.rows("claim_outbox", client_id=client_id, ids=list(ids))
    for row in rows:
        deliver(row.id)
    claimed = [row.id for row in rows]
    QUERIES.run("mark_sent", client_id=client_id, at=actor.at, ids=claimed, state=state)
    trail.append(
        [
            trail.Event(
                client_id,
                f"outbox.{state}",
                row.document_id,
                actor.person_id,
                actor.at,
                {"key": row.key, "kind": row.kind} | ({"reason": reasons[row.id]} if row.id in reasons else {}),
            )
            for row in rows
        ]
    )
    return claimed


def note_fetched(outbox_id: int, document_id: int, actor: Actor) -> None:
    """Somebody took a copy of what has left already."""
    (client_id,) = actor.clients
    trail.append([trail.Event(client_id, "outbox.fetched", document_id, actor.person_id, actor.at, {"outbox": outbox_id})])
