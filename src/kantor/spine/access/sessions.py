"""The log-ins of people that are open now: looked at, and ended by themselves or by somebody who may."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from kantor.spine import trail
from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.queries import QUERIES

BY_ITSELF = "X-By-Itself"
"""Header of requests that a page sends by a clock, not because somebody did something."""
PROVED_BY = "proved_by"
"""Where a session keeps how somebody on the way in has proved to be themselves so far."""
LOG_IN = "log_in"
"""Where a session says of its log-in: {at: when, from: address, agent: the browser as it calls itself, by: proofs,
proved_at: seconds since 1970}."""


def is_by_itself(headers: Mapping[str, str]) -> bool:
    """Whether a page asks by its clock; a stream of events cannot send headers of its own, and a page opens it again and again."""
    return BY_ITSELF in headers or headers.get("Accept") == "text/event-stream"


@dataclass(frozen=True, kw_only=True, slots=True)
class SessionRow:
    """A log-in that is open. key: names it, and opens nothing; address: where it was made from; agent: the browser as it calls itself;
    proved_by: how the person proved to be themselves (`password`, `totp`, `passkey`, `recovery_code`, `oidc`); seen_at: to the minute."""

    key: str
    address: str
    agent: str
    proved_by: tuple[str, ...]
    began_at: datetime
    seen_at: datetime


def sessions_of(person_id: int, at: datetime) -> list[SessionRow]:
    """The open log-ins of a person, the one used last first. Needs no acting client."""
    idle_since = at - timedelta(minutes=settings.KANTOR.session_idle_minutes)
    rows = QUERIES.dicts("sessions_of", person_id=person_id, at=at, idle_since=idle_since)
    return [SessionRow(**{**row, "proved_by": tuple(row["proved_by"])}) for row in rows]


def key_of(session_key: str | None) -> str:
    """The `SessionRow.key` of the log-in with this cookie; '' where there is none."""
    return hashlib.sha256(session_key.encode()).hexdigest() if session_key else ""


def end_sessions(person_id: int, *, at: datetime, by: int | None, reason: str, key: str | None = None, keep: str | None = None) -> int:
    """End a person's log-ins at once, and write down that it was done; answers how many.

    key: that one alone; keep: all but that one; both as in `SessionRow.key`. by: who does it, None for the house.
    """
    with acting(clients=(HOUSE,), person_id=by, at=at):
        ended = QUERIES.run("end_sessions", person_id=person_id, key=key, keep=keep)
        if ended:
            told = {"person": person_id, "sessions": ended, "reason": reason}
            trail.append([trail.Event(HOUSE, "access.sessions_ended", None, by, at, told)])
    return ended
