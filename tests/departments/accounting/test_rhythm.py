"""Days and shares of plans, against days counted by hand."""

from datetime import date
from decimal import Decimal

import pytest

from kantor.departments.accounting.rhythm import days_of, month_ends, shares
from kantor.kit.money import Money, total


@pytest.mark.parametrize(
    ("first", "last", "rhythm", "days"),
    [
        ("2026-01-31", "2026-04-30", "monthly", ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]),
        ("2028-01-30", "2028-03-30", "monthly", ["2028-01-30", "2028-02-29", "2028-03-30"]),
        ("2026-02-28", "2026-08-31", "quarterly", ["2026-02-28", "2026-05-31", "2026-08-31"]),
        ("2028-02-29", "2030-03-01", "yearly", ["2028-02-29", "2029-02-28", "2030-02-28"]),
        ("2026-05-02", "2026-05-01", "half_yearly", []),
    ],
)
def test_the_day_stays_the_day_and_the_last_day_the_last(first: str, last: str, rhythm: str, days: list[str]) -> None:
    assert [on.isoformat() for on in days_of(date.fromisoformat(first), date.fromisoformat(last), rhythm)] == days


def test_shares_by_months_differ_by_a_cent_at_most_and_come_to_the_amount() -> None:
    parts = shares(Money.of("1000", "EUR"), date(2026, 10, 1), 12, by_days=False)
    assert {part.amount for part in parts} == {Decimal("83.33"), Decimal("83.34")}
    assert total(parts, "EUR") == Money.of("1000", "EUR")


def test_shares_by_days_count_each_day_of_a_year_begun_in_a_month() -> None:
    """365 EUR from 15 November 2026 on for a year: 16 days of November, 14 days of the next November."""
    parts = shares(Money.of("365", "EUR"), date(2026, 11, 15), 12, by_days=True)
    assert [int(part.amount) for part in parts] == [16, 31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 14]
    assert month_ends(date(2026, 11, 15), len(parts))[-1] == date(2027, 11, 30)
