"""How numbers and dates are written and read in each language of the house."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from kantor.countries import tables


@dataclass(frozen=True, kw_only=True)
class Conventions:
    """The signs of one language; see `conventions.toml`. months: names and short forms, in lower case, to the month's number."""

    language: str
    decimal: str
    group: str
    also: str
    date: str
    months: dict[str, int]


def conventions(language: str) -> Conventions:
    """The conventions of a language (`de`, `de-AT`); those of English where it is not known."""
    known = _conventions()
    return known.get(language.lower().partition("-")[0], known["en"])


def read_number(text: str, language: str) -> Decimal | None:
    """The number a person wrote, None where it is none or could be read two ways.

    Groups must be whole: `1.234,56` is read in German, `1.23,45` in no language. A sign may stand behind (`5,00-`).
    """
    signs = conventions(language)
    compact = text.strip().replace("\u2212", "-")
    if compact.endswith("-"):
        compact = "-" + compact[:-1].strip()
    groups = re.escape(signs.group + signs.also)
    pattern = rf"[+-]?(\d+|\d{{1,3}}([{groups}])\d{{3}}(\2\d{{3}})*)?({re.escape(signs.decimal)}\d*)?"
    match = re.fullmatch(pattern, compact, re.ASCII)
    if not match or not re.search(r"[0-9]", compact):
        return None
    whole, _, fraction = compact.partition(signs.decimal)
    try:
        return Decimal(re.sub(f"[{groups}]", "", whole) + "." + fraction if fraction else re.sub(f"[{groups}]", "", whole))
    except InvalidOperation:
        return None


def write_date(day: date, language: str) -> str:
    return day.strftime(conventions(language).date)


def read_date(text: str, language: str) -> date | None:
    """A date as people type it: ISO, day.month.year with any of `. / -`, two-digit years of this century, or with the month's name."""
    compact = text.strip().lower().replace(",", " ")
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", compact)
    if iso:
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    figures = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})", compact.replace(" ", ""))
    if figures:
        return _day(_year(figures[3]), int(figures[2]), int(figures[1]))
    named = re.fullmatch(r"(\d{1,2})\.?\s+([^\W\d]+)\.?\s+(\d{4})", compact)
    if named and named[2] in conventions(language).months:
        return _day(int(named[3]), conventions(language).months[named[2]], int(named[1]))
    return None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _conventions() -> dict[str, Conventions]:
    return {language: _read(language, row) for language, row in tables.settings("", "conventions.toml").items()}


def _read(language: str, row: dict[str, Any]) -> Conventions:
    return Conventions(
        language=language,
        decimal=row["decimal"],
        group=row["group"],
        also=row["also"],
        date=row["date"],
        months={name: number for number, names in enumerate(row["months"], 1) for name in names.split()},
    )
