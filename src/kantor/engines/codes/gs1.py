"""Reads GS1 element strings, as stand in GS1-128, GS1 DataMatrix and GS1 QR codes (GS1 General Specifications, section 3)."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from stdnum import ean

_FNC1 = "\x1d"
_IN_BRACKETS = re.compile(r"\((\d{2,4})\)([^(]*)")
# Lengths of values that end without a separator, by the first two digits of their identifier (figure 7.8.5-2 of the specifications).
_FIXED = {
    "00": 18,
    "01": 14,
    "02": 14,
    "03": 14,
    "04": 16,
    "20": 2,
    "41": 13,
    **dict.fromkeys(("11", "12", "13", "14", "15", "16", "17", "18", "19"), 6),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36"), 6),
}
# How many digits an identifier has, by its first two; two where it is not named.
_DIGITS = {
    **dict.fromkeys(("23", "24", "25", "40", "41", "42", "71"), 3),
    **dict.fromkeys(("31", "32", "33", "34", "35", "36", "39", "43", "70", "72", "80", "81", "82"), 4),
}
_NUMBERS = frozenset(("01", "02", "00", "410", "411", "412", "413", "414", "415", "416", "417"))
_DECIMALS = re.compile(r"(31|32|33|34|35|36|39[0-3])")


class Element(NamedTuple):
    """A value with its application identifier, e.g. `01` (GTIN) or `3922` (amount with two places)."""

    identifier: str
    text: str

    @property
    def number(self) -> Decimal | None:
        """The measure or amount, with the places that the identifier's last digit names; None for anything else."""
        if len(self.identifier) != 4 or not _DECIMALS.match(self.identifier):
            return None
        digits = self.text[3:] if self.identifier[:3] in ("391", "393") else self.text
        return Decimal(int(digits)).scaleb(-int(self.identifier[3])) if digits.isdigit() else None

    @property
    def currency(self) -> str:
        """The currency's number (ISO 4217) in front of an amount that names one."""
        return self.text[:3] if self.identifier[:3] in ("391", "393") else ""


def read_gs1(text: str) -> tuple[Element, ...]:
    """The elements of a code, written with brackets or as scanned, with FNC1 as group separator; nothing where it is no element string,
    or a check digit is wrong."""
    found = tuple(_bracketed(text) if text.startswith("(") else _scanned(text.removeprefix("]C1").removeprefix("]d2").removeprefix("]Q3")))
    is_whole = bool(found) and all(element.text for element in found)
    return found if is_whole and all(_is_sound(element) for element in found) else ()


def _bracketed(text: str) -> Iterator[Element]:
    return (Element(*pair) for pair in _IN_BRACKETS.findall(text))


def _scanned(text: str) -> Iterator[Element]:
    rest = text.lstrip(_FNC1)
    while rest:
        identifier = rest[: _DIGITS.get(rest[:2], 2)]
        if not identifier.isdigit():
            yield Element(identifier, "")
            return
        body = rest[len(identifier) :]
        length = _FIXED.get(identifier[:2], 0)
        value = body[:length] if length else body.partition(_FNC1)[0]
        yield Element(identifier, value if len(value) >= length else "")
        rest = body[len(value) :].lstrip(_FNC1)


def _is_sound(element: Element) -> bool:
    if element.identifier not in _NUMBERS:
        return True
    return element.text.isdigit() and ean.calc_check_digit(element.text[:-1]) == element.text[-1]
