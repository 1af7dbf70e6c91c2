"""When payers are expected to pay, from when they paid before."""

from datetime import date, timedelta
from random import Random

from kantor.engines.reconciling import Payment, back_test, habit_of, habits

DUE = date(2026, 1, 5)


def paid(party_id: int, *days_late: int) -> list[Payment]:
    due = [DUE + timedelta(days=7 * number) for number in range(len(days_late))]
    return [Payment(party_id, on, on + timedelta(days=late), 10_000) for on, late in zip(due, days_late, strict=True)]


def test_who_always_pays_ten_days_late_is_expected_ten_days_late() -> None:
    found = habits([*paid(1, *[10] * 20), *paid(2, *[0] * 20)], date(2027, 1, 1))
    assert found[1].expected_on(DUE) == DUE + timedelta(days=10)
    assert found[2].expected_on(DUE) == DUE


def test_who_is_not_known_pays_like_all_and_where_nobody_is_known_on_the_day() -> None:
    found = habits(paid(1, 3, 5, 7), date(2027, 1, 1))
    assert habit_of(found, 99).expected_on(DUE) == DUE + timedelta(days=5)
    assert habit_of({}, 99).expected_on(DUE) == DUE


def test_one_payment_hardly_moves_what_is_expected() -> None:
    found = habits([*paid(1, *[0] * 50), *paid(2, 90)], date(2027, 1, 1))
    assert found[2].expected_on(DUE) == DUE
    assert found[2].days[-1] == 90


def test_percents_between_those_kept_lie_between_their_days() -> None:
    found = habits(paid(1, *range(41)), date(2027, 1, 1))
    days = [(found[0].expected_on(DUE, percent) - DUE).days for percent in range(0, 101, 5)]
    assert days == sorted(days)
    assert (days[0], days[10], days[-1]) == (0, 20, 40)


def test_what_was_paid_later_is_not_known_before() -> None:
    payments = paid(1, *[10] * 5)
    assert habits(payments, DUE) == {}
    assert habits(payments, DUE + timedelta(days=11))[1].paid == 1


def test_the_back_test_shows_that_habits_forecast_better_than_due_dates() -> None:
    chance = Random(7)
    late = {party: chance.gauss(8, 12) for party in range(1, 60)}
    payments = [
        Payment(party, due, due + timedelta(days=round(chance.gauss(late[party], 3))), 100)
        for party in late
        for due in [DUE + timedelta(days=chance.randrange(360)) for _ in range(14)]
    ]
    tested = back_test(payments, days=[DUE + timedelta(days=30 * month) for month in range(3, 13)])
    assert tested.forecasts > 300
    assert tested.by_habit < tested.by_average < tested.by_due_date
    assert tested.by_habit < 5
    assert back_test(payments[::-1], days=[DUE + timedelta(days=30 * month) for month in range(3, 13)]) == tested
