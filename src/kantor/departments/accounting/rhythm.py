"""Days and shares of plans: the same day of every month, the parts of an amount by months or by days; pure."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from kantor.kit.dates import month_end
from kantor.kit.money import Money

MONTHS = 12
DAY = timedelta(days=1)
RHYTHMS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


def days_of(first: date, last: date, rhythm: str) -> Iterator[date]:
    """The day of `first` in every month of the rhythm until `last`; where a month is shorter, its last day; the last day stays the last."""
    is_last = (first + DAY).day == 1
    step = 0
    while True:
        month = months_later(first.replace(day=1), step)
        length = monthrange(month.year, month.month)[1]
        on = month.replace(day=length if is_last else min(first.day, length))
        if on > last:
            return
        yield on
        step += RHYTHMS[rhythm]


def months_later(first_of_month: date, months: int) -> date:
    years, zero_based = divmod(first_of_month.month - 1 + months, MONTHS)
    return date(first_of_month.year + years, zero_based + 1, 1)


def month_ends(first: date, months: int) -> list[date]:
    """The last days of so many months, the first one that of `first`."""
    return [month_end(months_later(first.replace(day=1), place)) for place in range(months)]


def shares(amount: Money, first: date, months: int, *, by_days: bool) -> list[Money]:
    """The parts of an amount, a month each; by days they count from `first`, and the last month ends where the time is over.

    By days, `months` is from `first` to the day before the same day so many months later, so that a begun month makes one part more.
    """
    if not by_days:
        return amount.allocate([1] * months)
    until = _same_day(first, months)
    weights, begun = [], first
    while begun < until:
        following = min(months_later(begun.replace(day=1), 1), until)
        weights.append((following - begun).days)
        begun = following
    return amount.allocate(weights)


def _same_day(first: date, months: int) -> date:
    month = months_later(first.replace(day=1), months)
    return month.replace(day=min(first.day, monthrange(month.year, month.month)[1]))
