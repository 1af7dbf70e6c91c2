"""Months, fiscal years and working days, compared with a calendar on paper."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kantor.kit import dates

EASTER = frozenset({date(2026, 4, 3), date(2026, 4, 6)})
DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 12, 31))
MONTHS = st.integers(min_value=1, max_value=12)


def test_a_month_later_stays_within_the_month() -> None:
    assert dates.add_months(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert dates.add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert dates.add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)


def test_a_fiscal_year_that_begins_in_july() -> None:
    assert dates.fiscal_year(date(2026, 6, 30), start_month=7) == 2025
    assert dates.period(date(2026, 6, 30), start_month=7) == dates.Period(2025, 12, date(2026, 6, 1), date(2026, 6, 30))
    assert dates.periods(2025, start_month=7)[0] == dates.Period(2025, 1, date(2025, 7, 1), date(2025, 7, 31))


@given(DAYS, MONTHS)
def test_every_day_lies_in_exactly_one_period_of_its_year(on: date, start_month: int) -> None:
    found = dates.period(on, start_month=start_month)
    assert [period for period in dates.periods(found.year, start_month=start_month) if period.starts_on <= on <= period.ends_on] == [found]


@given(st.integers(min_value=1990, max_value=2090), MONTHS)
def test_periods_have_no_gap(year: int, start_month: int) -> None:
    months = [*dates.periods(year, start_month=start_month), dates.periods(year + 1, start_month=start_month)[0]]
    assert all(earlier.ends_on + timedelta(days=1) == later.starts_on for earlier, later in pairwise(months))


def test_easter_2026_is_not_worked() -> None:
    assert dates.add_working_days(date(2026, 4, 2), 1, EASTER) == date(2026, 4, 7)
    assert dates.add_working_days(date(2026, 4, 7), -1, EASTER) == date(2026, 4, 2)
    assert dates.next_working_day(date(2026, 4, 3), EASTER) == date(2026, 4, 7)
    assert dates.previous_working_day(date(2026, 4, 6), EASTER) == date(2026, 4, 2)
    assert dates.working_days(date(2026, 4, 1), date(2026, 4, 30), EASTER) == 20


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_working_days_are_counted_as_they_are_added(on: date, days: int) -> None:
    reached = dates.add_working_days(on, days, EASTER)
    assert dates.working_days(on + timedelta(days=1), reached, EASTER) == days


def test_quarters() -> None:
    assert [dates.quarter(date(2026, month, 1)) for month in (1, 3, 4, 12)] == [1, 1, 2, 4]
