"""The forms a value of FA(3) may have: what counts as white space, the pattern it must match, dates, moments and percentages."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import NamedTuple

from kantor.engines.einvoice.days import a_day

_LINE_ENDS = str.maketrans("\t\n\r", "   ")
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
# Markers of the notation that follow a pattern: attributes the element must carry with exactly this value.
_FIXED_ATTRIBUTE = re.compile(r"\s@(\w+)=(.*?)(?=\s@|\Z)")


class Form(NamedTuple):
    """The form of a value: `fits` judges the text after white space has been treated; attributes the element must have."""

    white_space: str
    fits: Callable[[str], object]
    attributes: dict[str, frozenset[str]]

    def accepts(self, text: str) -> bool:
        if text and text[0] > " " and text[-1] > " " and self.fits(text):
            return True
        return bool(self.fits(seen(text, self.white_space)))


def seen(text: str, white_space: str) -> str:
    """The text as the schema sees it (XML Schema part 2, 4.3.6 whiteSpace)."""
    if white_space == "keep":
        return text
    if white_space == "replace":
        return text.translate(_LINE_ENDS)
    return " ".join(part for part in text.translate(_LINE_ENDS).split(" ") if part)


def form_of(white_space: str, rule: str) -> Form:
    """Read one line of the section [values]."""
    attributes = {name: frozenset({value.strip()}) for name, value in _FIXED_ATTRIBUTE.findall(rule)}
    rule = _FIXED_ATTRIBUTE.sub("", rule).strip()
    if white_space == "text":
        least, most = map(int, rule.split())
        return Form("collapse", lambda text: least <= len(text) <= most, attributes)
    if not rule.startswith("@"):
        return Form(white_space, re.compile(rule, re.ASCII | re.DOTALL).fullmatch, attributes)
    kind, *words = rule.split()
    if kind == "@code":
        return Form(white_space, frozenset(words).__contains__, attributes)
    if kind == "@day":
        return Form(white_space, _between_days(words[0], words[1]), attributes)
    if kind == "@moment":
        return Form(white_space, _between_moments(words[0], words[1]), attributes)
    return Form(white_space, _is_percentage, attributes)


def _between_days(first: str, last: str) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        return first <= text <= last and len(text) == 10 and a_day(text) is not None

    return fits


def _between_moments(first: str, last: str) -> Callable[[str], bool]:
    lower, upper = datetime.fromisoformat(first), datetime.fromisoformat(last)

    def fits(text: str) -> bool:
        moment = _moment(text)
        return moment is not None and lower <= moment <= upper

    return fits


def _moment(text: str) -> datetime | None:
    """The moment in UTC; a moment without zone is taken as UTC."""
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    day, hour, minute, second, zone = found[1], int(found[2]), int(found[3]), int(found[4]), found[5]
    whole_day = hour == 24 and minute == second == 0
    try:
        moment = datetime.fromisoformat(f"{day}T00:00:00") + timedelta(hours=hour, minutes=minute, seconds=second)
    except (ValueError, OverflowError):
        return None
    if not whole_day and (hour > 23 or minute > 59 or second > 59):
        return None
    if zone and zone != "Z":
        hours, minutes = int(zone[1:3]), int(zone[4:])
        if hours > 14 or minutes > 59 or (hours == 14 and minutes):
            return None
        try:
            moment -= timedelta(hours=hours, minutes=minutes) * (-1 if zone[0] == "-" else 1)
        except OverflowError:
            return None
    return moment


def _is_percentage(text: str) -> bool:
    """0 to 100 with at most six places, nine digits in all (TProcentowy)."""
    if not _DECIMAL.fullmatch(text):
        return False
    number = Decimal(text).normalize()
    _, digits, exponent = number.as_tuple()
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    return 0 <= number <= 100 and places <= 6 and max(len(digits), places) <= 9
