"""The work behind webhooks: events become deliveries, deliveries are posted, and what fails is tried again after growing pauses."""

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.channels.hooks.events import QUERIES, Place, events
from kantor.channels.hooks.posting import Unsendable, post
from kantor.channels.hooks.seeing import keys_of, seen_ways, why_over
from kantor.channels.hooks.subscribing import end, secret_of
from kantor.spine import access
from kantor.spine.access import Actor

PAUSES = tuple(timedelta(seconds=one) for one in (5, 60, 300, 1800, 7200, 21600, 43200, 86400))
"""How long a delivery rests after each try in vain; after the last it has failed and waits for a replay."""
LEASE = timedelta(minutes=5)
"""Longer than any batch takes: a delivery that a killed worker had in hand is sent by another one then."""
AT_ONCE = 100
OF_EACH, IN_HAND, SIDE_BY_SIDE = 8, 256, 16
"""Deliveries in hand at once: of one webhook, of all of a client, and under way. No two of a webhook are about the same document, and a
program that does not answer holds up few others."""
MOST_TOLD = 300
GONE = 410
NOT_SEEN = "hooks.not_seen"


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
    """Turn a chunk of events into deliveries and post what is due; answers how much was done.

    Who may see what is asked anew each time: a subscription whose key is over ends here, and what it may not tell of any more is not sent.
    """
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        done = _take_down_all(client_id, actor)
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        in_hand = _in_hand(client_id, actor)
    standing = [row for row in in_hand if not _key_is_over(row, now())]  # in the seconds since; ended with the next chunk
    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        posted = {threads.submit(_post, row, now, to_private=to_private): row for row in standing}
        for answered in as_completed(posted):
            with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
                _note(posted[answered], *answered.result(), actor)
    return done + len(in_hand)


def _take_down_all(client_id: int, actor: Actor) -> int:
    rows = QUERIES.rows("subscriptions_behind", client_id=client_id)
    keys = keys_of(rows)
    done = 0
    for row in rows:
        if why := why_over(row, keys, actor):
            done += end(client_id, row.id, actor, why)
        else:
            done += _take_down(row, seen_ways(row, keys, actor), actor)
    return done


def _take_down(row: Any, ways: list[str], actor: Actor) -> int:
    """The next events that this subscription wants and may tell of; it stands behind them afterwards."""
    after = Place(row.seen_transaction, row.seen_record)
    found, place, _ = events([row.client_id], {(row.client_id, way) for way in ways}, after, at_most=AT_ONCE)
    wanted = [one for one in found if is_wanted(one.kind, row.kinds)]
    told = [
        {"record_id": one.place.record_id, "document_id": one.document_id, "kind": one.kind, "content": one.as_json()} for one in wanted
    ]
    if told:
        QUERIES.run("add_deliveries", client_id=row.client_id, subscription_id=row.id, at=actor.at, rows=Jsonb(told))
    QUERIES.run("note_seen_until", client_id=row.client_id, id=row.id, transaction=place.transaction, record=place.record_id)
    return int(place != after)


def _in_hand(client_id: int, actor: Actor) -> list[Any]:
    """Deliveries that are due and may be told of by now; the others are put down as withheld."""
    rows = QUERIES.rows("subscriptions_due", client_id=client_id, at=actor.at)
    keys = keys_of(rows)
    rows = [row for row in rows if not why_over(row, keys, actor)]
    pairs = [(row.id, way) for row in rows for way in seen_ways(row, keys, actor)]
    seen = {"subscriptions": [one for one, _ in pairs], "ways": [way for _, way in pairs]}
    QUERIES.run("withhold_deliveries", client_id=client_id, at=actor.at, due=[row.id for row in rows], reason=NOT_SEEN, **seen)
    given = {"at": actor.at, "until": actor.at + LEASE, "of_each": OF_EACH, "limit": IN_HAND}
    return QUERIES.rows("take_deliveries", client_id=client_id, **given, **seen)


def _key_is_over(row: Any, at: datetime) -> bool:
    return row.token_id is not None and not access.tokens_by_id([row.token_id])[row.token_id].holds(at)


def is_wanted(kind: str, kinds: list[str]) -> bool:
    """`*` is everything, `document.*` all that begins so."""
    return any(one in ("*", kind) or (one.endswith(".*") and kind.startswith(one[:-1])) for one in kinds)


def _post(row: Any, now: Callable[[], datetime], *, to_private: bool) -> tuple[int | None, str]:
    """The status answered, and the reason where it is no success; runs beside others and leaves the database alone."""
    body = json.dumps(row.content, separators=(",", ":"), ensure_ascii=False)
    message_id = f"msg_{row.subscription_id}_{row.record_id}"
    try:
        status = post(row.url, body, secret=secret_of(row.secret), message_id=message_id, at=now(), to_private=to_private)
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
        end(row.client_id, row.subscription_id, actor, reason)
