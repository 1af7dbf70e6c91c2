"""Single cells of a bank's CSV file: days, amounts, account numbers - in the ways in which banks of many countries write them."""

import re
from datetime import date
from decimal import Decimal

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar mär mrz", "apr", "may mai mei", "jun", "jul", "aug agu", "sep", "oct okt", "nov", "dec dez des"), start=1
    )
    for name in names.split()
}
_DAY = re.compile(
    r"(?P<a>\d{1,4})[./ -]+(?P<b>\d{1,2}|[A-Za-zä]{3,9})\.?[./ -]+(?P<c>\d{2,4})\.?(?:[T ]\d{1,2}:\d{2}.*)?|(?P<plain>\d{8})", re.DOTALL
)
_AMOUNT = re.compile(r"[+-]?\s*[£€$]?\s*[+-]?\s*(?:\d{1,3}(?:[., '\u00a0]\d{3})+|\d+)(?:[.,]\d{1,4})?\s*[+-]?\s*(?:[A-Z]{3}|[£€$])?")
_FRACTION = re.compile(r"([.,])(\d{1,2})\D*$")
IBAN = re.compile(r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]){10,30}")
ORDERS = ("dmy", "mdy", "ymd")
LONGEST_CELL = 40
"""What is longer is neither a day nor an amount, and is not searched for one: with spaces by the thousand that would take minutes."""


def day(text: str, order: str) -> date | None:
    """order: `dmy`, `mdy` or `ymd`; a year that stands first and months by name are known anyhow. None for what is no day."""
    bare = text.strip()
    found = _DAY.fullmatch(bare) if len(bare) <= LONGEST_CELL else None
    if found is None:
        return None
    if plain := found["plain"]:
        return _valid(plain[:4], plain[4:6], plain[6:]) or _valid(plain[4:], plain[2:4], plain[:2])
    first, middle, last = found["a"], found["b"], found["c"]
    if middle[0].isalpha():
        return _valid(last, str(MONTHS.get(middle[:3].lower(), 0)), first)
    if len(first) == 4:
        return _valid(first, middle, last)
    if len(first) == 3 or len(last) == 3:
        return None
    if order == "ymd":
        return _valid(first, middle, last)
    return _valid(last, first, middle) if order == "mdy" else _valid(last, middle, first)


def _valid(year: str, month: str, day: str) -> date | None:
    whole = int(year)
    try:
        return date(whole + 2000 if whole < 80 else whole + 1900 if whole < 100 else whole, int(month), int(day))
    except ValueError:
        return None


def looks_like_a_day(text: str) -> bool:
    return any(day(text, order) for order in ORDERS) and not text.strip().isdigit()


def looks_like_an_amount(text: str) -> bool:
    bare = text.strip()
    return len(bare) <= LONGEST_CELL and _AMOUNT.fullmatch(bare) is not None


def decimal_sign(text: str) -> str:
    """The sign in front of one or two last digits; '' where the amount does not show it."""
    found = _FRACTION.search(text.strip()[-LONGEST_CELL:])
    return found[1] if found else ""


def amount(text: str, sign: str) -> Decimal | None:
    """sign: the decimal sign, `,` or `.`. None for what is no amount."""
    bare = text.strip()
    if not looks_like_an_amount(bare):
        return None
    digits = re.sub(rf"[^\d{re.escape(sign)}]", "", bare).replace(sign, ".")
    if digits.count(".") > 1 or not digits.strip("."):
        return None
    value = Decimal(digits)
    return -value if "-" in bare else value
