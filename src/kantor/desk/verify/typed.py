"""Values as people type and read them, and back to the normalised text that readings hold."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from kantor.kit.money import FIGURES, exponent
from kantor.kit.ui import shown
from kantor.words import Kind
from kantor.words.field import day, number

NUMBERS = frozenset({Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT})
SQUEEZED = frozenset({Kind.IBAN, Kind.VAT_ID, Kind.CURRENCY, Kind.COUNTRY})
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})")
_SPACES = re.compile(r"[\s\u00a0\u202f']")


def shown_text(kind: Kind, text: str, currency: str = "", *, places: int = 0) -> str:
    """A normalised text as the reader's language writes it, numbers with at least `places` decimals; what is no such value stays."""
    if not text:
        return ""
    if kind is Kind.DATE:
        on = day(text)
        return on.strftime(shown.TYPED_DAYS[shown.language()]) if on else text
    if kind in NUMBERS and number(text) is not None:
        return shown.number(text, places=exponent(currency) if kind is Kind.AMOUNT else places)
    if kind is Kind.IBAN and text[:2].isalpha():
        return " ".join(text[start : start + 4] for start in range(0, len(text), 4))
    return text


def typed_text(kind: Kind, text: str) -> str:
    """What somebody typed, normalised; what cannot be understood stays as typed, so that nothing is lost."""
    text = text.strip()
    if not text:
        return ""
    if kind is Kind.DATE:
        return _typed_day(text)
    if kind in NUMBERS:
        return _typed_number(text)
    return _SPACES.sub("", text).upper() if kind in SQUEEZED else text


def is_readable(kind: Kind, text: str) -> bool:
    """Whether a normalised text is a value of that kind."""
    if not text:
        return True
    if kind is Kind.DATE:
        return day(text) is not None
    return number(text) is not None if kind in NUMBERS else True


def _typed_day(text: str) -> str:
    found = _DAY.fullmatch(_SPACES.sub("", text))
    if not found:
        return text
    year = int(found[3]) + (2000 if len(found[3]) == 2 else 0)
    try:
        return date(year, int(found[2]), int(found[1])).isoformat()
    except ValueError:
        return text


def _typed_number(text: str) -> str:
    """The last of two different marks is the decimal one; a single mark before three digits is what the language makes of it."""
    plain = _SPACES.sub("", text)
    marks = [mark for mark in plain if mark in ".,"]
    if len(set(marks)) == 2:
        decimal = marks[-1]
        plain = plain.replace("." if decimal == "," else ",", "").replace(decimal, ".")
    elif len(marks) > 1:
        plain = plain.replace(marks[0], "")
    elif marks:
        thousands, point, _ = FIGURES[shown.language()]
        is_thousands = marks[0] == thousands and marks[0] != point and re.fullmatch(r"-?\d{1,3}[.,]\d{3}", plain)
        plain = plain.replace(marks[0], "" if is_thousands else ".")
    try:
        exact = Decimal(plain)
    except InvalidOperation:
        return text
    return format(exact, "f") if exact.is_finite() else text
