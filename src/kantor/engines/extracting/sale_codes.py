"""Days of sale that a till printed a second time, into a long number: they mend a day that was misread beside the time of the sale."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kantor.engines.extracting.lines import Line

_TIME = re.compile(r"(?<![\d:.,])([01]?\d|2[0-3]):([0-5]\d)(?![\d])")
_CODE = re.compile(r"\d{14,}")
_FIGURES = re.compile(r"\d+")
_FIRST_YEAR = 2000


class SaleDay(NamedTuple):
    """A day, and the line and signs where it stands, however badly: from the first figures to the time of the sale."""

    value: str
    line: int
    first: int
    end: int


def sale_days(lines: Sequence[Line]) -> Iterator[SaleDay]:
    """Year, month, day, hour and minute in a row within a long number count where the same time stands on a line that shows the month and
    the last figure of the day before it."""
    codes = [code for line in lines for code in _CODE.findall(line.text)]
    for index, line in enumerate(lines) if codes else ():
        for time in _TIME.finditer(line.text):
            figures = list(_FIGURES.finditer(line.text, 0, time.start()))[-3:]
            told = {
                day for code in codes for day in _days(code, f"{int(time[1]):02d}{time[2]}") if _shows([one[0] for one in figures], day)
            }
            if len(told) == 1:
                yield SaleDay(told.pop().isoformat(), index, figures[0].start(), time.start())


def _days(code: str, time: str) -> Iterator[date]:
    for at in range(6, len(code) - 3):
        if code.startswith(time, at):
            year, month, day = (int(code[place : place + 2]) for place in (at - 6, at - 4, at - 2))
            try:
                yield date(_FIRST_YEAR + year, month, day)
            except ValueError:
                continue


def _shows(figures: Sequence[str], day: date) -> bool:
    """Day and month stand one behind the other; of the day its last figure is enough."""
    return any(int(month) == day.month and int(own) % 10 == day.day % 10 for own, month in pairwise(figures))
