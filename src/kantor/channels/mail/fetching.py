"""Fetches mail: each message is sealed and noted under its uid before it is moved, so that a process killed anywhere loses nothing.

The order is: read the message, take it in (committed), note its uid (committed), move or flag it. Whatever of that is missing is done by
the next visit; a message that is taken in a second time is known by its bytes.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError
from psycopg.types.json import Jsonb

from kantor.channels.door import Door, File, arrivals, opened
from kantor.channels.mail import imap
from kantor.channels.mail.admitting import admit, carry_all
from kantor.channels.mail.guarding import Guard
from kantor.channels.mail.imap import Box, Unusable
from kantor.channels.mail.mailboxes import QUERIES, place_of
from kantor.channels.mail.secrets import password
from kantor.engines.reading import Unavailable
from kantor.spine import access, documents
from kantor.spine.access import Actor

LOG = logging.getLogger("kantor.working")
CHANNEL = "mail"
EVERY = timedelta(seconds=60)
LEASE = timedelta(minutes=10)
"""Longer than a visit takes: a mailbox that a killed worker had in hand is looked into again then."""
LONGEST_PAUSE = timedelta(minutes=30)
AT_ONCE, MOST_AT_ONCE_BYTES = 50, 64 << 20
MOST_TOLD = 300


def fetch(client_id: int, guard: Guard, now: Callable[[], datetime], *, limit_bytes: int) -> int:
    """Take in what was released from quarantine, and what is new in the mailbox that is due; answers how many messages that was."""
    door = Door(channel=CHANNEL, person_id=None, client_id=client_id, fallback_client_id=client_id, now=now)
    count = _take_released(door)
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        row = QUERIES.one("take_mailbox", client_id=client_id, at=actor.at, until=actor.at + LEASE)
    if row is None:
        return count
    reason, taken, is_at_its_end = "", 0, True
    try:
        with imap.opened(place_of(row), password(row.kept_in)) as box:
            taken, is_at_its_end = _visit(row, box, door, guard, limit_bytes)
    except (OperationalError, InterfaceError, Unavailable):
        raise
    except OSError as error:
        reason = f"{type(error).__name__}: {error}"[:MOST_TOLD]
        LOG.warning("mailbox=%r client=%d outcome=not_looked_into reason=%r", row.name, client_id, reason)
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        pause = min(EVERY * 2 ** min(row.tries, 10), LONGEST_PAUSE) if reason else EVERY if is_at_its_end else timedelta(0)
        given = {"client_id": client_id, "id": row.id, "leased_until": row.leased_until}
        QUERIES.run("looked_into", **given, at=actor.at, next_at=actor.at + pause, reason=reason)
    return count + taken


def release(document_ids: Sequence[int], actor: Actor) -> None:
    """Let mails out of quarantine; what is in them is taken in by the next visit."""
    QUERIES.run("release", client_id=actor.clients[0], documents=list(document_ids), at=actor.at)


def _visit(row: Any, box: Box, door: Door, guard: Guard, limit_bytes: int) -> tuple[int, bool]:
    """A batch of what is new; whether that was all."""
    given = {"client_id": row.client_id, "mailbox_id": row.id, "validity": box.validity}
    _put_away(row, box, door, given)
    with access.acting(clients=[row.client_id], person_id=None, at=door.now()):
        last = QUERIES.value("last_uid", **given)
    fresh = box.after(last, AT_ONCE)
    notes = [_too_large(uid, size, limit_bytes) for uid, size in fresh if size > limit_bytes]
    for note in notes:
        box.flag(note["uid"])
    for batch in _batches([one for one in fresh if one[1] <= limit_bytes]):
        read = [(uid, data) for uid in batch if (data := box.message(uid)) is not None]
        outcomes = admit([File(name="mail.eml", data=data) for _, data in read], door, guard)
        notes += [{"uid": uid, "outcome": outcome, "reason": ""} for (uid, _), outcome in zip(read, outcomes, strict=True)]
        notes += [{"uid": uid, "outcome": "refused", "reason": "it was gone"} for uid in set(batch) - {uid for uid, _ in read}]
    if notes:
        with access.acting(clients=[row.client_id], person_id=None, at=door.now()) as actor:
            QUERIES.run("note_fetched", **given, at=actor.at, rows=Jsonb(notes))
        _put_away(row, box, door, given)
    return len(fresh), len(fresh) < AT_ONCE


def _put_away(row: Any, box: Box, door: Door, given: dict[str, Any]) -> None:
    """Move or flag what was taken in, of an earlier visit too that was killed before it could."""
    with access.acting(clients=[row.client_id], person_id=None, at=door.now()):
        uids = [one.uid for one in QUERIES.rows("to_put_away", **given)]
    if uids:
        box.put_away(uids, row.done_folder)
        with access.acting(clients=[row.client_id], person_id=None, at=door.now()) as actor:
            QUERIES.run("note_put_away", **given, uids=uids, at=actor.at)


def _too_large(uid: int, size_bytes: int, limit_bytes: int) -> dict[str, Any]:
    return {"uid": uid, "outcome": "refused", "reason": f"{size_bytes} bytes are more than upload_limit_bytes allows ({limit_bytes})"}


def _batches(fresh: Iterable[tuple[int, int]]) -> list[list[int]]:
    batches: list[list[int]] = []
    room = 0
    for uid, size in fresh:
        if not batches or size > room:
            batches.append([])
            room = MOST_AT_ONCE_BYTES
        batches[-1].append(uid)
        room -= size
    return batches


def _take_released(door: Door) -> int:
    """What is in mails that somebody let through; each stands above what came in it."""
    client_id = door.fallback_client_id
    with access.acting(clients=[client_id], person_id=None, at=door.now()):
        ids = [row.document_id for row in QUERIES.rows("released", client_id=client_id)]
        mails = [File(name=row.file_name, data=documents.original(row)) for row in documents.known(ids)]
    if not ids:
        return 0
    carry_all(arrivals(opened(mails, door)), door)
    with access.acting(clients=[client_id], person_id=None, at=door.now()) as actor:
        QUERIES.run("note_released", client_id=client_id, documents=ids, at=actor.at)
    return len(ids)


__all__ = ["Unusable", "fetch", "release"]
