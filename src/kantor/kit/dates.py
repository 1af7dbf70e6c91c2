"""Calendar arithmetic of an office: months, fiscal years and their periods, working days. Today is always an argument."""

from calendar import monthrange
from collections.abc import Container, Iterator
from datetime import date, timedelta
from typing import NamedTuple

MONTHS = 12
WEEKEND = frozenset({5, 6})
DAY = timedelta(days=1)


class Period(NamedTuple):
    """A month of a fiscal year: `year` is the calendar year in which the fiscal year begins, `number` 1 to 12."""

    year: int
    number: int
    starts_on: date
    ends_on: date


def month_end(on: date) -> date:
    """The last day of the month of `on`."""
    return on.replace(day=monthrange(on.year, on.month)[1])


def add_months(on: date, months: int) -> date:
    """The same day `months` later (or earlier); the last day of the month where that month is shorter."""
    month = on.year * MONTHS + on.month - 1 + months
    year, index = divmod(month, MONTHS)
    return date(year, index + 1, min(on.day, monthrange(year, index + 1)[1]))


def quarter(on: date) -> int:
    """The calendar quarter, 1 to 4."""
    return (on.month - 1) // 3 + 1


def fiscal_year(on: date, *, start_month: int = 1) -> int:
    """The fiscal year that `on` falls into, named by the calendar year in which it begins."""
    _check_month(start_month)
    return on.year if on.month >= start_month else on.year - 1


def period(on: date, *, start_month: int = 1) -> Period:
    """The period that `on` falls into."""
    year = fiscal_year(on, start_month=start_month)
    number = (on.month - start_month) % MONTHS + 1
    return Period(year, number, on.replace(day=1), month_end(on))


def periods(year: int, *, start_month: int = 1) -> list[Period]:
    """The twelve periods of a fiscal year."""
    _check_month(start_month)
    first = date(year, start_month, 1)
    starts = [add_months(first, count) for count in range(MONTHS)]
    return [Period(year, number, start, month_end(start)) for number, start in enumerate(starts, 1)]


def is_working_day(on: date, holidays: Container[date], *, weekend: Container[int] = WEEKEND) -> bool:
    """Neither weekend (Monday is 0) nor holiday."""
    return on.weekday() not in weekend and on not in holidays


def next_working_day(on: date, holidays: Container[date], *, weekend: Container[int] = WEEKEND) -> date:
    """`on` itself where it is a working day, else the first one after it."""
    return next(day for day in _days(on, DAY) if is_working_day(day, holidays, weekend=weekend))


def previous_working_day(on: date, holidays: Container[date], *, weekend: Container[int] = WEEKEND) -> date:
    """`on` itself where it is a working day, else the last one before it."""
    return next(day for day in _days(on, -DAY) if is_working_day(day, holidays, weekend=weekend))


def add_working_days(on: date, days: int, holidays: Container[date], *, weekend: Container[int] = WEEKEND) -> date:
    """The working day `days` after `on` (before it where negative); `on` does not count, with 0 it is the next working day."""
    if days == 0:
        return next_working_day(on, holidays, weekend=weekend)
    step = DAY if days > 0 else -DAY
    left = abs(days)
    for day in _days(on + step, step):
        left -= is_working_day(day, holidays, weekend=weekend)
        if not left:
            return day
    raise AssertionError("the calendar does not end")


def working_days(first: date, last: date, holidays: Container[date], *, weekend: Container[int] = WEEKEND) -> int:
    """How many working days lie from `first` to `last`, both included."""
    count = (last - first).days + 1
    return sum(is_working_day(first + timedelta(days=i), holidays, weekend=weekend) for i in range(max(count, 0)))


def _days(first: date, step: timedelta) -> Iterator[date]:
    day = first
    while True:
        yield day
        day += step


def _check_month(month: int) -> None:
    if not 1 <= month <= MONTHS:
        raise ValueError(f"a fiscal year begins in a month from 1 to 12, not {month}")
