"""Testimonies: what witnesses outside the house hold of a head - the client its copy by mail, a time-stamping service its stamp."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from kantor.engines.timestamps import NotStamped, Stamp, check_stamp
from kantor.spine.trail.append import Event, append
from kantor.spine.trail.heads import Head, heads
from kantor.spine.trail.keys import Certificates
from kantor.spine.trail.queries import QUERIES
from kantor.spine.trail.report import Faults

MAIL, STAMP = "mail", "stamp"
GIVEN = {MAIL: "head.mailed", STAMP: "head.stamped"}
"""What the trail says of a testimony that was given. These records alone are no reason to tell the witness again."""
LEASE = timedelta(minutes=5)
"""Longer than any witness is waited for: what a killed worker had in hand is told by another one then."""
PAUSES = tuple(timedelta(minutes=one) for one in (1, 5, 15, 60))
"""How long a witness who cannot be reached is left alone after each try; the last one goes on for ever."""
MOST_TOLD = 500


class Awaited(NamedTuple):
    """A client whose newest head witnesses are to be told, since when, and how many of them."""

    client_id: int
    due_at: datetime | None
    number: int


class Testimony(NamedTuple):
    """A head that a witness is to be told; number: of this testimony; tries: how often that was in vain."""

    number: int
    witness: str
    head: Head
    tries: int


class Late(NamedTuple):
    """A testimony that could not be had so far."""

    client_id: int
    witness: str
    tries: int
    since_at: datetime
    reason: str


def awaited(asked: Sequence[tuple[int, str]], at: datetime) -> list[Awaited]:
    """Acting clients with something to tell; asked: (client, witness) of all that are appointed."""
    clients, witnesses = zip(*asked, strict=True) if asked else ((), ())
    return [Awaited(*row) for row in QUERIES.rows("awaited_testimonies", clients=list(clients), witnesses=list(witnesses), at=at)]


def take_in_hand(client_id: int, witnesses: Sequence[str], at: datetime) -> list[Testimony]:
    """The testimonies that are due for the acting client, in one worker's hand for a while: each witness is told the newest head once
    a day, where more than the telling itself has happened since, and what could not be told is told again."""
    QUERIES.run("call_witnesses", client_id=client_id, witnesses=list(witnesses), at=at)
    rows = QUERIES.rows("take_testimonies", client_id=client_id, witnesses=list(witnesses), at=at, until=at + LEASE)
    known = {head.number: head for head in heads(client_id)} if rows else {}
    return [Testimony(row.id, row.witness, known[row.head_number], row.tries) for row in rows]


def note_given(one: Testimony, *, to: str, token: bytes | None, at: datetime) -> None:
    """The witness has it; to: where it was told, token: what it answered, to be kept."""
    client_id = one.head.client_id
    if QUERIES.run("note_testimony_given", client_id=client_id, id=one.number, to=to, token=token, at=at):
        content = _told(one.head.number, to, token)
        append([Event(client_id, GIVEN[one.witness], None, None, at, content)])


def note_in_vain(one: Testimony, *, reason: str, at: datetime) -> None:
    """The witness could not be reached, or answered with something that is no testimony: another time."""
    next_try_at = at + PAUSES[min(one.tries, len(PAUSES) - 1)]
    plain = reason.replace("\x00", "")[:MOST_TOLD]
    QUERIES.run("note_testimony_in_vain", client_id=one.head.client_id, id=one.number, reason=plain, next_try_at=next_try_at)


def late() -> list[Late]:
    """What witnesses of the acting clients could not be told, after more than one try."""
    return [Late(*row) for row in QUERIES.rows("late_testimonies")]


def stamps(client_id: int) -> dict[int, bytes]:
    """Number of a head -> the token by which a service says when it was there."""
    return {row.head_number: bytes(row.token) for row in QUERIES.rows("testimonies", client_id=client_id) if row.token is not None}


def check_token(head: Head, token: bytes, roots: Certificates) -> Stamp:
    """What the token says of this head; NotStamped where it is not about it or leads to none of the roots."""
    return check_stamp(token, stamped_bytes(head), roots)


def stamped_bytes(head: Head) -> bytes:
    """What is stamped: all that a head says, and its signature."""
    return head.message() + head.signature


def check_testimonies(client_id: int, known: Mapping[int, Head], roots: Certificates, faults: Faults) -> None:
    """Every testimony is as the trail says it was given, and every stamp is of its head; without roots only the former is asked."""
    given = [row for row in QUERIES.rows("testimonies", client_id=client_id) if row.given_at is not None]
    shown = Counter(_claim(GIVEN.get(row.witness, ""), _told(row.head_number, row.told, row.token), row.given_at) for row in given)
    said = Counter(_claim(row.kind, row.content, row.at) for row in QUERIES.rows("told_testimonies", client_id=client_id))
    for claim in (said - shown).elements():
        faults.add("testimony_removed", claim[1])
    for claim in (shown - said).elements():
        faults.add("testimony_changed", claim[1])
    for row in given:
        if row.token is not None and roots and not _holds(known.get(row.head_number), bytes(row.token), roots):
            faults.add("stamp_broken", row.head_number)


def _holds(head: Head | None, token: bytes, roots: Certificates) -> bool:
    try:
        return head is not None and bool(check_token(head, token, roots))
    except NotStamped:
        return False


def _told(number: int, to: str, token: bytes | None) -> dict[str, Any]:
    return {"head": number, "to": to, "token": None if token is None else hashlib.sha256(token).hexdigest()}


def _claim(kind: str, content: Mapping[str, Any], at: datetime) -> tuple[object, ...]:
    return kind, content["head"], content["to"], content["token"], at
