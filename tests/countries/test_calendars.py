"""Working days, with holidays that everybody in the country knows."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kantor.countries import is_bank_day, next_bank_day, working_day, working_days

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2027, 12, 31))
CALENDARS = st.sampled_from([working_days("DE", "BY"), working_days("DE", "NW"), working_days("PL"), working_days("ID")])


@pytest.mark.parametrize(
    ("country", "region", "day"),
    [
        ("DE", "", date(2025, 10, 3)),
        ("DE", "BY", date(2025, 6, 19)),
        ("DE", "BE", date(2025, 3, 8)),
        ("DE", "SN", date(2025, 11, 19)),
        ("PL", "", date(2025, 11, 11)),
        ("PL", "", date(2025, 6, 19)),
        ("PL", "", date(2025, 12, 24)),
        ("ID", "", date(2025, 8, 17)),
        ("ID", "", date(2025, 3, 31)),
        ("ID", "", date(2025, 4, 2)),
    ],
)
def test_a_holiday_is_no_working_day(country, region, day):
    calendar = working_days(country, region)
    assert calendar.holiday(day)
    assert not calendar.is_working(day)


@pytest.mark.parametrize(
    ("country", "region", "day"),
    [("DE", "BE", date(2025, 6, 19)), ("DE", "BY", date(2025, 11, 19)), ("PL", "", date(2024, 12, 24)), ("ID", "", date(2025, 10, 3))],
)
def test_a_holiday_of_elsewhere_or_of_another_year_is_a_working_day(country, region, day):
    assert working_days(country, region).is_working(day)


def test_holidays_are_named_in_the_language_of_the_country():
    assert working_days("DE").holiday(date(2025, 10, 3)) == "Tag der Deutschen Einheit"
    assert working_days("PL").holiday(date(2025, 11, 11)) == "Narodowe Święto Niepodległości"


def test_a_company_may_work_through_joint_leave():
    assert working_days("ID", joint_leave=False).is_working(date(2025, 4, 2))


def test_the_company_s_own_days_go_before_the_calendar():
    calendar = working_days("DE", "BY", closed=[date(2025, 12, 29)], open=[date(2025, 10, 3)])
    assert not calendar.is_working(date(2025, 12, 29))
    assert calendar.is_working(date(2025, 10, 3))


def test_easter_moves_a_deadline():
    calendar = working_days("DE", "NW")
    assert calendar.next_working(date(2025, 4, 18)) == date(2025, 4, 22)
    assert calendar.previous_working(date(2025, 4, 21)) == date(2025, 4, 17)
    assert calendar.add(date(2025, 4, 17), 1) == date(2025, 4, 22)
    assert calendar.add(date(2025, 4, 22), -1) == date(2025, 4, 17)
    assert calendar.between(date(2025, 4, 17), date(2025, 4, 22)) == 1


def test_banks_settle_on_the_day_of_german_unity_but_not_on_good_friday():
    assert is_bank_day(date(2025, 10, 3))
    assert not is_bank_day(date(2025, 4, 18))
    assert next_bank_day(date(2025, 4, 18)) == date(2025, 4, 22)
    assert next_bank_day(date(2025, 12, 25)) == date(2025, 12, 29)


def test_a_place_without_a_calendar_is_refused_or_works_monday_to_friday():
    with pytest.raises(LookupError):
        working_days("XX")
    with pytest.raises(LookupError):
        working_days("DE", "Bavaria")
    assert working_day(date(2025, 6, 2), "XX")
    assert not working_day(date(2025, 6, 1), "XX")


def test_a_calendar_that_is_closed_throughout_is_an_error_and_no_endless_loop():
    with pytest.raises(ValueError, match="closed throughout"):
        working_days("DE", weekend=range(7)).next_working(date(2025, 1, 1))


@given(CALENDARS, DAYS, st.integers(min_value=1, max_value=40))
def test_going_forth_and_back_counts_the_same_days(calendar, day, steps):
    later = calendar.add(day, steps)
    assert calendar.is_working(later)
    assert calendar.between(day, later) == steps
    assert later >= day + timedelta(days=steps)
