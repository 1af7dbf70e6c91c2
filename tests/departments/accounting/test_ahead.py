"""The cash forecast: customers pay as they did, what is late moves today, and the error of the past is reckoned."""

from datetime import date, timedelta
from decimal import Decimal

from kantor.departments.accounting.reports.ahead import WEEKS, Flow, off_by, usual_delays, weeks
from kantor.engines.reconciling.habits import Payment, habits
from kantor.kit.money import Money

TODAY = date(2026, 3, 11)  # a Wednesday
TEN_LATE = [Payment(7, on, on + timedelta(days=10), 100) for on in (date(2025, month, 5) for month in range(1, 13))]


def euro(amount: str) -> Money:
    return Money(Decimal(amount), "EUR")


def test_a_customer_is_expected_when_it_usually_pays() -> None:
    assert usual_delays(habits(TEN_LATE, TODAY)) == {0: 10, 7: 10}
    assert usual_delays({}) == {0: 0}


def test_weeks_follow_one_another_to_the_balance_that_is_left() -> None:
    flows = [
        Flow("customers", TODAY, TODAY, "a", 1, euro("50.00")),
        Flow("planned", TODAY + timedelta(days=7), TODAY, "b", 2, euro("-20.00")),
        Flow("suppliers", TODAY + timedelta(days=7 * WEEKS), TODAY, "later", 3, euro("-1000.00")),
    ]
    found = weeks(flows, euro("10.00"), TODAY)
    assert (len(found), found[0].begins_on) == (WEEKS, date(2026, 3, 9))
    assert [week.closing.amount for week in found[:3]] == [Decimal("60.00"), Decimal("40.00"), Decimal("40.00")]


def test_the_error_of_the_past_is_less_by_habit_than_by_the_due_day() -> None:
    told = off_by(TEN_LATE, TODAY)
    assert int(told["count"]) > 0
    assert Decimal(told["by_habit"]) < Decimal(told["by_due_date"])
