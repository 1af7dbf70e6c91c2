"""The periods of a contract: whole ones by the calendar or from its own first day, cut where it begins and ends; pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from kantor.kit.dates import MONTHS, add_months

DAY = timedelta(days=1)
RHYTHMS = {"monthly": 1, "quarterly": 3, "half_yearly": 6, "yearly": 12}


class Period(NamedTuple):
    """first, last: the days that count of it; whole_first, whole_last: those of the whole one, by which its price is shared."""

    first: date
    last: date
    whole_first: date
    whole_last: date

    def share(self, first: date, last: date) -> Fraction:
        """The part of the whole period that lies from `first` to `last`, both included, by days."""
        return Fraction((last - first).days + 1, (self.whole_last - self.whole_first).days + 1)


def periods(first: date, ends: date | None, rhythm: str, aligned: str, until: date) -> Iterator[Period]:
    """Those that have begun by `until`, the oldest first."""
    begins, months = _begins(first, rhythm, aligned), RHYTHMS[rhythm]
    count = 0
    while True:
        whole_first, whole_last = _whole(begins, months, count)
        if max(whole_first, first) > until or (ends is not None and whole_first > ends):
            return
        yield Period(max(whole_first, first), min(whole_last, ends or whole_last), whole_first, whole_last)
        count += 1


def period_of(on: date, first: date, rhythm: str, aligned: str) -> tuple[date, date]:
    """First and last day of the whole period that a day lies in; a day before the contract counts to its first one."""
    begins, months = _begins(first, rhythm, aligned), RHYTHMS[rhythm]
    count = max((on.year - begins.year) * MONTHS + on.month - begins.month, 0) // months
    found = _whole(begins, months, count)
    return _whole(begins, months, count - 1) if found[0] > on and count else found


def _begins(first: date, rhythm: str, aligned: str) -> date:
    """The first day of the first whole period."""
    months = RHYTHMS[rhythm]
    return date(first.year, (first.month - 1) // months * months + 1, 1) if aligned == "calendar" else first


def _whole(begins: date, months: int, count: int) -> tuple[date, date]:
    return add_months(begins, months * count), add_months(begins, months * (count + 1)) - DAY
