"""Understands the rows of a sheet: finds its columns whatever language they are headed in, reads every cell, tells what is wrong; pure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from kantor.channels.sheets.reading import Sheet, SheetUnreadable
from kantor.countries import read_date, read_number
from kantor.engines.einvoice import is_country, is_currency
from kantor.kit.text import fold

YES = frozenset({"yes", "ja", "tak", "ya", "x", "1", "true", "y", "j", "t"})
NO = frozenset({"", "no", "nein", "nie", "tidak", "0", "false", "n"})
CODES = {"country": is_country, "currency": is_currency}


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """key: what the house calls it; names: what it may be headed with; choices: code -> words for it."""

    key: str
    kind: str
    required: bool
    names: frozenset[str]
    choices: Mapping[str, frozenset[str]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """Something wrong in a row. column: key of the column, '' for the row as a whole; key: its sentence."""

    row: int
    column: str
    key: str
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A good row: its number and its values as normalised text (dates ISO, numbers with a point, yes or no, codes); '' where empty."""

    row: int
    values: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.values.get(key, "")

    def number(self, key: str) -> Decimal:
        return Decimal(self[key] or "0")

    def day(self, key: str) -> date | None:
        return date.fromisoformat(self[key]) if self[key] else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Parsed:
    """lines without a fault; faults of the others; unknown: headers that name no column."""

    lines: tuple[Line, ...]
    faults: tuple[Fault, ...]
    unknown: tuple[str, ...]


def kinds() -> tuple[str, ...]:
    """The sheets that can be imported."""
    return tuple(_layouts())


def parse(sheet: Sheet, kind: str, language: str) -> Parsed:
    """The rows of a sheet of this kind; numbers and dates as the language writes them. Raises SheetUnreadable where columns are missing."""
    columns = _layouts()[kind]
    places = _places(sheet.headers, columns)
    missing = [column.key for column in columns if column.required and column.key not in places]
    if missing:
        raise SheetUnreadable("sheets.column_missing", {"columns": ", ".join(missing), "found": ", ".join(filter(None, sheet.headers))})
    lines, faults = [], []
    for number, cells in sheet.rows:
        values: dict[str, str] = {}
        wrong: list[Fault] = []
        for column in columns:
            place = places.get(column.key)
            text = cells[place] if place is not None and place < len(cells) else ""
            value = _value(text, column, "en" if sheet.exact else language)
            if value is None or (column.required and not value):
                key = f"sheets.{column.kind}_wrong" if text else "sheets.cell_empty"
                wrong.append(Fault(row=number, column=column.key, key=key, evidence={"value": text, "choices": ", ".join(column.choices)}))
            else:
                values[column.key] = value
        faults += wrong
        if not wrong:
            lines.append(Line(row=number, values=values))
    known = set(places.values())
    unknown = tuple(header for place, header in enumerate(sheet.headers) if place not in known and header)
    return Parsed(lines=tuple(lines), faults=tuple(faults), unknown=unknown)


def _places(headers: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Column key -> where it stands; the first of several headers that fit wins, a key in English before any other name."""
    folded = [_plain(header) for header in headers]
    places: dict[str, int] = {}
    for column in columns:
        by_key = [place for place, header in enumerate(folded) if header == _plain(column.key)]
        by_name = [place for place, header in enumerate(folded) if header in column.names and place not in places.values()]
        if found := by_key or by_name:
            places[column.key] = found[0]
    return places


def _plain(header: str) -> str:
    return "".join(sign for sign in fold(header) if sign.isalnum())


def _value(text: str, column: Column, language: str) -> str | None:
    """The cell as normalised text, None where it cannot be read."""
    if not text:
        return ""
    if column.kind in ("number", "whole"):
        number = read_number(text, language)
        number = read_number(text, "en") if number is None else number
        if number is None or (column.kind == "whole" and number != int(number)):
            return None
        return str(int(number)) if column.kind == "whole" else format(number, "f")
    if column.kind == "day":
        day = read_date(text, language)
        return day.isoformat() if day else None
    if column.kind == "yes":
        plain = text.strip().casefold()
        return "yes" if plain in YES else "no" if plain in NO else None
    if is_one := CODES.get(column.kind):
        code = text.upper()
        return code if is_one(code) else None
    if column.kind == "choice":
        plain = _plain(text)
        return next((code for code, words in column.choices.items() if plain in words), None)
    return text


@cache
def _layouts() -> dict[str, tuple[Column, ...]]:
    told = tomllib.loads(resources.files(__package__).joinpath("columns.toml").read_text("utf-8"))
    return {kind: tuple(_column(key, row) for key, row in columns.items()) for kind, columns in told.items()}


def _column(key: str, row: Mapping[str, Any]) -> Column:
    return Column(
        key=key,
        kind=row["kind"],
        required=row.get("required", False),
        names=frozenset(_plain(name) for name in (*row.get("names", ()), key)),
        choices={code: frozenset(_plain(word) for word in (*words, code)) for code, words in row.get("choices", {}).items()},
    )
