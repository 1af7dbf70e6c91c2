"""Sending: what was approved leaves the outbox, in order, under a key by which the receiver recognises it when it comes twice."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES

BATCH = 100


@dataclass(frozen=True, kw_only=True, slots=True)
class Outgoing:
    """What leaves: kind `letter` (its content says to whom and what) or `payment_file` (file holds its bytes)."""

    client_id: int
    document_id: int
    key: str
    kind: str
    content: Mapping[str, Any]
    file: bytes | None


def send(deliver: Callable[[Outgoing], None], actor: Actor) -> int:
    """Deliver up to a batch of the actor's one client; answers how many left.

    Delivering comes before the commit: a process killed in between delivers again under the same key, and nothing is lost.
    """
    (client_id,) = actor.clients
    rows = QUERIES.rows("claim_outbox", client_id=client_id, most=BATCH)
    for row in rows:
        file = bytes(row.file) if row.file is not None else None
        deliver(Outgoing(client_id=client_id, document_id=row.document_id, key=row.key, kind=row.kind, content=row.content, file=file))
    QUERIES.run("mark_sent", client_id=client_id, at=actor.at, ids=[row.id for row in rows])
    trail.append(
        [
            trail.Event(client_id, "outbox.sent", row.document_id, actor.person_id, actor.at, {"key": row.key, "kind": row.kind})
            for row in rows
        ]
    )
    return len(rows)
