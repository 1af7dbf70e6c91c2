"""Sending: what was approved leaves the outbox, in order, under a key by which the receiver recognises it when it comes twice."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES
from kantor.words import Refusal

TRIES = 5
"""How often something is tried before it is kept back: at once, and again 1, 5, 25 and 125 minutes later."""
FIRST_PAUSE = timedelta(minutes=1)
MOST_TOLD = 500
NO_PROOFS: Mapping[int, Mapping[str, str]] = {}
IN_HAND = "in hand"
"""Stands as the reason while a worker gives something to a server."""


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
    rows = QUERIES.dicts("approved_to_leave", client_id=actor.clients[0], at=actor.at, most=most)
    return [Outgoing(**{**row, "file": bytes(row["file"]) if row["file"] is not None else None}) for row in rows]


def take_in_hand(outbox_id: int, until: datetime, actor: Actor) -> str | None:
    """Keep something that may leave for one worker until a moment. None where another one has it, or where it left; IN_HAND where a worker
    had it that ended before it said what became of it, else ''."""
    row = QUERIES.one("take_in_hand", client_id=actor.clients[0], id=outbox_id, at=actor.at, until=until, mark=IN_HAND)
    if row is None:
        return None
    return IN_HAND if row.reason == IN_HAND else ""


def send(
    outbox_ids: Sequence[int],
    deliver: Callable[[int], None],
    actor: Actor,
    *,
    proofs: Mapping[int, Mapping[str, str]] = NO_PROOFS,
) -> list[int]:
    """Let these leave, if they still may and nobody else is at it; answers those that did.

    `deliver` is called with the id of each before the commit: a process killed in between delivers again, under the same key. What it
    fails with holds up none of the others: that one is postponed with the reason. proofs: by id, what shows that it left; it is kept with
    it, and recorded.
    """
    rows = QUERIES.rows("claim_outbox", client_id=actor.clients[0], ids=list(outbox_ids))
    faults: dict[int, str] = {}
    for row in rows:
        try:
            deliver(row.id)
        except Exception as error:
            faults[row.id] = reason_of(error)
    left = [row for row in rows if row.id not in faults]
    kept = {str(outbox_id): dict(proof) for outbox_id, proof in proofs.items()}
    QUERIES.run("mark_sent", client_id=actor.clients[0], at=actor.at, ids=[row.id for row in left], proofs=Jsonb(kept))
    _tell(left, "sent", actor, proofs)
    postpone(faults, actor)
    return [row.id for row in left]


def keep_back(reasons: Mapping[int, str], actor: Actor) -> list[int]:
    """What cannot leave as it is (outbox id -> reason) is kept back as `failed`, for somebody to look at."""
    rows = _changed("keep_back", reasons, actor)
    _tell(rows, "failed", actor)
    return [row.id for row in rows]


def postpone(reasons: Mapping[int, str], actor: Actor) -> list[int]:
    """What could not leave this time (outbox id -> reason) rests for a while, longer each time, and is kept back when that was in vain."""
    rows = _changed("postpone", reasons, actor, most=TRIES, pause=FIRST_PAUSE)
    _tell([row for row in rows if row.state != "failed"], "postponed", actor)
    _tell([row for row in rows if row.state == "failed"], "failed", actor)
    return [row.id for row in rows]


def try_again(outbox_id: int, actor: Actor) -> None:
    """Let something that was kept back, or that rests, leave with the next delivery. Raises Refusal where it does neither."""
    row = QUERIES.one("try_again", client_id=actor.clients[0], id=outbox_id)
    if row is None:
        raise Refusal("documents.not_kept_back")
    content = {"outbox": outbox_id, "key": row.key, "reason": row.reason}
    trail.append([trail.Event(actor.clients[0], "outbox.tried_again", row.document_id, actor.person_id, actor.at, content)])


def reason_of(error: Exception) -> str:
    return f"{error.__class__.__name__}: {error}"[:MOST_TOLD]


def _changed(query: str, reasons: Mapping[int, str], actor: Actor, **given: Any) -> Sequence[Any]:
    if not reasons:
        return ()
    plain = [reason.replace("\x00", "") for reason in reasons.values()]
    return QUERIES.rows(query, client_id=actor.clients[0], at=actor.at, ids=list(reasons), reasons=plain, **given)


def _tell(rows: Sequence[Any], what: str, actor: Actor, proofs: Mapping[int, Mapping[str, str]] = NO_PROOFS) -> None:
    """A record for each; with the reason or the proof, where there is one."""
    told = [
        {
            "key": row.key,
            "kind": row.kind,
            **({"reason": row.reason} if hasattr(row, "reason") else {}),
            **({"proof": dict(proofs[row.id])} if row.id in proofs else {}),
        }
        for row in rows
    ]
    trail.append(
        [
            trail.Event(actor.clients[0], f"outbox.{what}", row.document_id, actor.person_id, actor.at, content)
            for row, content in zip(rows, told, strict=True)
        ]
    )


def note_fetched(outbox_id: int, document_id: int, actor: Actor) -> None:
    """Somebody took a copy of what has left already."""
    (client_id,) = actor.clients
    trail.append([trail.Event(client_id, "outbox.fetched", document_id, actor.person_id, actor.at, {"outbox": outbox_id})])
