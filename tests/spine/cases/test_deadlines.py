"""Deadlines count open hours on the client's business calendar."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kantor.countries import working_day
from kantor.spine.cases import deadlines

BERLIN = deadlines.zone_of("DE")


def _works(on: date) -> bool:
    return working_day(on, "DE", "HB")


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN).astimezone(UTC)


def test_eight_hours_from_friday_noon_end_on_monday_noon():
    assert deadlines.due(_at("2026-11-20T12:00"), 8, (), works=_works, zone=BERLIN) == _at("2026-11-23T12:00")


def test_a_public_holiday_does_not_count():
    # 3 October 2025, a Friday: German Unity Day
    assert deadlines.due(_at("2025-10-02T12:00"), 8, (), works=_works, zone=BERLIN) == _at("2025-10-06T12:00")


def test_hours_before_opening_wait_for_the_door():
    assert deadlines.due(_at("2026-11-23T05:30"), 2, (), works=_works, zone=BERLIN) == _at("2026-11-23T10:00")


def test_the_hour_that_summer_time_takes_is_not_an_office_hour():
    # clocks go forward in the night to Sunday 29 March 2026
    assert deadlines.due(_at("2026-03-27T15:00"), 2, (), works=_works, zone=BERLIN) == _at("2026-03-30T09:00")


def test_a_pause_gives_back_exactly_the_working_time_it_took():
    pause = (_at("2026-11-23T10:00"), _at("2026-11-24T14:00"))
    # 8 hours: 2 used on Monday before the question, 6 left from Tuesday 14:00
    assert deadlines.due(_at("2026-11-23T08:00"), 8, [pause], works=_works, zone=BERLIN) == _at("2026-11-25T12:00")


moments = st.integers(min_value=0, max_value=353 * 24 * 60).map(
    lambda minutes: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@given(start=moments, hours=st.integers(min_value=1, max_value=60))
def test_elapsed_time_to_the_deadline_is_the_budget(start: datetime, hours: int):
    end = deadlines.advance(start, timedelta(hours=hours), works=_works, zone=BERLIN)
    assert deadlines.elapsed(start, end, works=_works, zone=BERLIN) == timedelta(hours=hours)


@given(start=moments, hours=st.integers(min_value=1, max_value=30), first=st.integers(0, 200), length=st.integers(0, 200))
def test_a_pause_never_brings_a_deadline_forward(start: datetime, hours: int, first: int, length: int):
    without = deadlines.due(start, hours, (), works=_works, zone=BERLIN)
    paused_at = min(start + timedelta(hours=first), without)
    with_pause = deadlines.due(start, hours, [(paused_at, paused_at + timedelta(hours=length))], works=_works, zone=BERLIN)
    assert with_pause >= without
