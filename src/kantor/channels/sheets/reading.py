"""Reads a sheet, CSV or XLSX, into rows of text; pure."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = (";", ",", "\t")
ZIP_START = b"PK\x03\x04"
MOST_ROWS = 200_000


class SheetUnreadable(Exception):
    """A file that is no sheet; key: the sentence that says why, evidence: what it is filled with."""

    def __init__(self, key: str, evidence: Mapping[str, str] | None = None) -> None:
        super().__init__(key)
        self.key = key
        self.evidence = dict(evidence or {})


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """headers as written; rows: (number as the sheet shows it, its cells as text); empty rows are left out.

    exact: numbers and dates come from typed cells, written with a point and in ISO form, whatever the language.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    exact: bool


def read_sheet(data: bytes) -> Sheet:
    """The first sheet of a workbook, or a CSV with ; , or tabs, in UTF-8 or CP1252. Raises SheetUnreadable."""
    lines = _workbook(data) if data.startswith(ZIP_START) else _csv(data)
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise SheetUnreadable("sheets.empty")
    if len(filled) > MOST_ROWS:
        raise SheetUnreadable("sheets.too_long", {"most": str(MOST_ROWS)})
    (_, headers), *rows = filled
    return Sheet(headers=headers, rows=tuple(rows), exact=data.startswith(ZIP_START))


def _csv(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    text = _text(data)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, tuple(cell.strip() for cell in row)) for row in reader]
    except csv.Error as error:
        raise SheetUnreadable("sheets.not_csv", {"line": str(reader.line_num), "reason": str(error)}) from error


def _text(data: bytes) -> str:
    if b"\x00" in data:
        raise SheetUnreadable("sheets.not_a_sheet")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetUnreadable("sheets.not_a_sheet")


def _workbook(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return [(number, tuple(_cell(cell) for cell in row)) for number, row in enumerate(_rows(sheet), 1)]
    except CalamineError as error:
        raise SheetUnreadable("sheets.not_a_workbook", {"reason": str(error)}) from error


def _rows(sheet: Any) -> Sequence[Sequence[Any]]:
    rows: Sequence[Sequence[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
