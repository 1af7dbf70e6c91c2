"""Reads the law that lies beside the code: CSV tables and TOML files, dates and decimals made exact."""

import csv
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from importlib.resources import files
from io import StringIO
from typing import Any, Protocol, TypeVar


class Dated(Protocol):
    """A row of law with the days it holds on; `valid_until` is the last such day, None where it still holds."""

    @property
    def valid_from(self) -> date: ...

    @property
    def valid_until(self) -> date | None: ...


Row = TypeVar("Row", bound=Dated)


def rows(folder: str, name: str) -> Iterator[dict[str, str]]:
    """The rows of `countries/<folder>/<name>` (UTF-8, comma, first line names the columns); `folder` is '' for the package itself."""
    yield from csv.DictReader(StringIO(_text(folder, name)))


def settings(folder: str, name: str) -> dict[str, Any]:
    """The TOML file `countries/<folder>/<name>`."""
    return tomllib.loads(_text(folder, name))


def day(text: str) -> date | None:
    """An ISO date, None for an empty cell."""
    return date.fromisoformat(text) if text else None


def percent(text: str) -> Decimal | None:
    """An exact percentage, None for an empty cell."""
    return Decimal(text) if text else None


def words(text: str) -> tuple[str, ...]:
    """The words of a cell that holds several, separated by blanks."""
    return tuple(text.split())


def in_force(rows: Sequence[Row], on: date) -> Iterator[Row]:
    """The rows that hold on the day, in their order."""
    return (row for row in rows if row.valid_from <= on and (row.valid_until is None or on <= row.valid_until))


def _text(folder: str, name: str) -> str:
    place = files("kantor.countries")
    return (place / folder / name if folder else place / name).read_text(encoding="utf-8")
