"""The spans of a debt: what was open from which day to which, and the interest that the law gives for each; pure."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.countries import law
from kantor.words.field import day

ZERO = Decimal(0)
DAY = timedelta(days=1)


class Span(NamedTuple):
    """`base` was open on every day from `first` to `last`; interest None where the law names none."""

    first: date
    last: date
    base: Decimal
    interest: Decimal | None


def spans(known: Mapping[str, Any], until: date, country: str) -> Iterator[Span]:
    """From the day after the due day, or after the last one charged, to `until`; a day of payment counts for what was open before it."""
    due = day(known["due_on"])
    if due is None:
        return
    after = max(due, day(known["charged_until"]) or due)
    base = Decimal(known["amount"])
    for text, paid in (*known["paid"], [until.isoformat(), "0"]):
        on = min(day(text) or until, until)
        if on > after:
            if base > 0:
                found = law(country).delays.interest(base, due, on, is_business=known["is_business"], after=after)
                yield Span(after + DAY, on, base, found)
            after = on
        base -= Decimal(paid)
