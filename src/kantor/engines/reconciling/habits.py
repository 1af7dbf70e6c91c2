"""When somebody is likely to pay: how many days after the due date he paid before, and how far such forecasts were off."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

_OWN_COUNT_LIKE = 5
"""So many of all payers' payments stand beside a payer's own: whoever paid twice is not known by that alone."""
_MOST_REMEMBERED = 24
_USUAL = (0, 10, 25, 50, 75, 90, 100)


class Payment(NamedTuple):
    """An item that was paid. party_id: by whom; due_on, paid_on: when it was due and in full paid; amount: minor units."""

    party_id: int
    due_on: date
    paid_on: date
    amount: int

    @property
    def days_late(self) -> int:
        """Below zero where it came early."""
        return (self.paid_on - self.due_on).days


class Habit(NamedTuple):
    """How late a payer pays. days: at the percents 0, 10, 25, 50, 75, 90 and 100 of his payments, weighed with those of all payers; paid:
    how many of his own it rests on."""

    days: tuple[int, ...]
    paid: int

    @property
    def delay(self) -> int:
        """So many days behind the due day half of such items are paid."""
        return self.days[_USUAL.index(50)]

    def expected_on(self, due_on: date, percent: int = 50) -> date:
        """The day by which so many percent of such items are paid."""
        place = bisect_left(_USUAL, percent)
        high = _USUAL[place]
        if high == percent:
            return due_on + timedelta(days=self.days[place])
        low, first, last = _USUAL[place - 1], self.days[place - 1], self.days[place]
        return due_on + timedelta(days=first + round((last - first) * (percent - low) / (high - low)))


class BackTest(NamedTuple):
    """How far the forecast day of payments was off, in days: on average by habit, by taking the due date, and by the average lateness of
    all; forecasts: how many payments were tried."""

    forecasts: int
    by_habit: float
    by_due_date: float
    by_average: float


def habits(payments: Iterable[Payment], as_of: date) -> dict[int, Habit]:
    """The habit of every party that paid before a day, and of all under 0. Its last 24 payments count, in whatever order given."""
    own: dict[int, list[Payment]] = defaultdict(list)
    for payment in payments:
        if payment.paid_on < as_of:
            own[payment.party_id].append(payment)
    of_all = sorted(payment.days_late for paid in own.values() for payment in paid)
    if not of_all:
        return {}
    prior = [_at(of_all, (2 * step + 1) * 50 / _OWN_COUNT_LIKE) for step in range(_OWN_COUNT_LIKE)]
    found = {0: Habit(_percentiles(of_all), len(of_all))}
    for party_id, paid in own.items():
        last = sorted(paid, key=lambda payment: (payment.paid_on, payment.due_on, payment.amount))[-_MOST_REMEMBERED:]
        found[party_id] = Habit(_percentiles(sorted([*(payment.days_late for payment in last), *prior])), len(paid))
    return found


def habit_of(found: Mapping[int, Habit], party_id: int) -> Habit:
    """The party's habit; that of all where it never paid; to the day where nobody did."""
    return found.get(party_id) or found.get(0) or Habit((0,) * len(_USUAL), 0)


def back_test(payments: Sequence[Payment], *, days: Sequence[date]) -> BackTest:
    """On each day forecasts what became known later of the items due until the next of them, from what had been paid by then."""
    ordered = sorted(days)
    off: list[tuple[int, int, int]] = []
    for start, end in pairwise(ordered):
        found = habits(payments, start)
        usual = habit_of(found, 0)
        for payment in payments:
            if start <= payment.due_on < end and payment.paid_on >= start:
                expected = max(habit_of(found, payment.party_id).expected_on(payment.due_on), start)
                average = max(usual.expected_on(payment.due_on), start)
                off.append((abs((payment.paid_on - expected).days), abs(payment.days_late), abs((payment.paid_on - average).days)))
    sums = [sum(column) / len(off) for column in zip(*off, strict=True)] if off else [0.0, 0.0, 0.0]
    return BackTest(len(off), *sums)


def _percentiles(days: Sequence[int]) -> tuple[int, ...]:
    return tuple(_at(days, percent) for percent in _USUAL)


def _at(days: Sequence[int], percent: float) -> int:
    """The value at a percent of a sorted list, between two neighbours by their distance."""
    exact = (len(days) - 1) * percent / 100
    low = int(exact)
    high = min(low + 1, len(days) - 1)
    return round(days[low] + (days[high] - days[low]) * (exact - low))
