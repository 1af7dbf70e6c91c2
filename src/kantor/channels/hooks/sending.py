"""The work behind webhooks: events become deliveries, deliveries are posted, and what fails is tried again after growing pauses."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.channels.hooks.events import QUERIES, Place, events
from kantor.channels.hooks.posting import Unsendable, post
from kantor.channels.hooks.subscribing import Hook, end, secret_of
from kantor.desk.visit import UNRECOGNISED
from kantor.spine import access, documents
from kantor.spine.access import Actor

PAUSES = tuple(timedelta(seconds=one) for one in (5, 60, 300, 1800, 7200, 21600, 43200, 86400))
"""How long a delivery rests after each try in vain; after the last it has failed and waits for a replay."""
LEASE = timedelta(minutes=5)
"""Longer than any batch takes: a delivery that a killed worker had in hand is sent by another one then."""
AT_ONCE = 100
IN_HAND = 10
MOST_TOLD = 300
GONE = 410


class Waits(NamedTuple):
    """A client with something to tell or to send, since when and how much."""

    client_id: int
    due_at: datetime | None
    number: int


def waiting(at: datetime) -> list[Waits]:
    """Clients with events that subscriptions have not seen, or deliveries that are due."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("hooks_waiting", clients=every, at=at)]


def deliver(client_id: int, now: Callable[[], datetime], *, to_private: bool) -> int:
    """Turn a chunk of events into deliveries and post what is due; answers how much was done."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        seen = sum(_take_down(row, actor) for row in QUERIES.rows("subscriptions_behind", client_id=client_id))
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        in_hand = QUERIES.rows("take_deliveries", client_id=client_id, at=actor.at, until=actor.at + LEASE, limit=IN_HAND)
    for row in in_hand:
        status, reason = _post(row, now(), to_private=to_private)
        with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
            _note(row, status, reason, actor)
    return seen + len(in_hand)


def _take_down(row: Any, actor: Actor) -> int:
    """The next events that this subscription wants and its person may see; it stands behind them afterwards."""
    may = access.permissions(row.person_id, [row.client_id], actor.at.date())[row.client_id]
    types = [type.key for type in documents.all_types() if f"{type.key}.see" in may] + ([""] if UNRECOGNISED in may else [])
    pairs = {(row.client_id, type) for type in types}
    after = Place(row.seen_transaction, row.seen_record)
    found, place = events([row.client_id], pairs, after, at_most=AT_ONCE)
    wanted = [one for one in found if is_wanted(one.kind, row.kinds)]
    told = [{"record_id": one.place.record_id, "kind": one.kind, "content": one.as_json()} for one in wanted]
    if told:
        QUERIES.run("add_deliveries", client_id=row.client_id, subscription_id=row.id, at=actor.at, rows=Jsonb(told))
    QUERIES.run("note_seen_until", client_id=row.client_id, id=row.id, transaction=place.transaction, record=place.record_id)
    return int(place != after)


def is_wanted(kind: str, kinds: list[str]) -> bool:
    """`*` is everything, `document.*` all that begins so."""
    return any(one in ("*", kind) or (one.endswith(".*") and kind.startswith(one[:-1])) for one in kinds)


def _post(row: Any, at: datetime, *, to_private: bool) -> tuple[int | None, str]:
    """The status answered, and the reason where it is no success."""
    body = json.dumps(row.content, separators=(",", ":"), ensure_ascii=False)
    message_id = f"msg_{row.subscription_id}_{row.record_id}"
    try:
        status = post(row.url, body, secret=secret_of(row.secret), message_id=message_id, at=at, to_private=to_private)
    except (Unsendable, OSError, UnicodeError) as error:
        return None, f"{type(error).__name__}: {error}"[:MOST_TOLD]
    return status, "" if 200 <= status < 300 else f"HTTP {status}"


def _note(row: Any, status: int | None, reason: str, actor: Actor) -> None:
    given: Mapping[str, Any] = {"client_id": row.client_id, "id": row.id, "status": status, "at": actor.at}
    if not reason:
        QUERIES.run("note_delivered", **given)
        return
    tries = row.tries + 1
    next_try_at = actor.at + PAUSES[tries - 1] if tries <= len(PAUSES) and status != GONE else None
    QUERIES.run("note_failed", **given, reason=reason, tries=tries, next_try_at=next_try_at)
    if status == GONE:  # the receiver says that it wants no more, as the specification puts it
        end(Hook(id=row.subscription_id, client_id=row.client_id, url=row.url, kinds=(), created_at=actor.at), actor, reason)
