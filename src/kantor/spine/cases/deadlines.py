"""Deadlines: working hours on a client's business calendar; a pause is an event, never a remainder that somebody keeps."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS = time(8)
CLOSES = time(16)
WORKS = Callable[[date], bool]
ZONES = {"DE": "Europe/Berlin", "PL": "Europe/Warsaw", "ID": "Asia/Jakarta"}


def zone_of(country: str) -> ZoneInfo:
    return ZoneInfo(ZONES.get(country, "UTC"))


def advance(start: datetime, work: timedelta, *, works: WORKS, zone: ZoneInfo) -> datetime:
    """The moment (UTC) at which `work` of open hours (8 to 16 local time on working days) has passed since `start`."""
    left = work
    on = start.astimezone(zone).date()
    while True:
        opens, closes = _hours(on, zone)
        begin = max(opens, start)
        if works(on) and begin < closes:
            if closes - begin >= left:
                return begin + left
            left -= closes - begin
        on += timedelta(days=1)


def elapsed(start: datetime, end: datetime, *, works: WORKS, zone: ZoneInfo) -> timedelta:
    """Open hours between two moments."""
    total = timedelta()
    on = start.astimezone(zone).date()
    while on <= end.astimezone(zone).date():
        opens, closes = _hours(on, zone)
        if works(on):
            total += max(timedelta(), min(closes, end) - max(opens, start))
        on += timedelta(days=1)
    return total


def due(started_at: datetime, hours: int, pauses: Sequence[tuple[datetime, datetime]], *, works: WORKS, zone: ZoneInfo) -> datetime:
    """The deadline of `hours` open hours since the start, with every finished pause (from, until; in order) left out of the count."""
    left = timedelta(hours=hours)
    at = started_at
    for paused_at, resumed_at in pauses:
        left = max(timedelta(), left - elapsed(at, paused_at, works=works, zone=zone))
        at = resumed_at
    return advance(at, left, works=works, zone=zone)


def _hours(on: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    return (
        datetime.combine(on, OPENS, tzinfo=zone).astimezone(UTC),
        datetime.combine(on, CLOSES, tzinfo=zone).astimezone(UTC),
    )
