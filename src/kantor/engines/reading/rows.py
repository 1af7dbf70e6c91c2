"""Reads a sheet, CSV or XLSX, into rows of text.

This parses what strangers sent: `kantor.channels.sheets.read_sheet` runs it in the sandbox.
"""

import codecs
import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from kantor.engines.reading.refusal import Refused

ENCODINGS = ("utf-8-sig", "cp1252")
DELIMITERS = (";", ",", "\t")
ZIP_START = b"PK\x03\x04"
MOST_ROWS = 200_000
Row = tuple[int, tuple[str, ...]]


def prepare() -> None:
    """Load the encodings; behind the walls Python cannot fetch them."""
    for encoding in ENCODINGS:
        codecs.lookup(encoding)


def rows(data: bytes) -> list[Row]:
    """(number as the sheet shows it, its cells as text) of the first sheet of a workbook, or of a CSV with ; , or tabs, in UTF-8 or CP1252.

    Empty rows are left out. Raises Refused: `sheets.empty`, `.too_long`, `.not_csv`, `.not_a_sheet`, `.not_a_workbook`.
    """
    lines = _workbook(data) if data.startswith(ZIP_START) else _csv(data)
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if not filled:
        raise Refused("sheets.empty")
    if len(filled) > MOST_ROWS:
        raise Refused("sheets.too_long", most=str(MOST_ROWS))
    return filled


def _csv(data: bytes) -> list[Row]:
    text = _text(data)
    head = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [(reader.line_num, tuple(cell.strip() for cell in row)) for row in reader]
    except csv.Error as error:
        raise Refused("sheets.not_csv", line=str(reader.line_num), reason=str(error)) from error


def _text(data: bytes) -> str:
    if b"\x00" in data:
        raise Refused("sheets.not_a_sheet")
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("sheets.not_a_sheet")


def _workbook(data: bytes) -> list[Row]:
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
        return [(number, tuple(_cell(cell) for cell in row)) for number, row in enumerate(_cells(sheet), 1)]
    except CalamineError as error:
        raise Refused("sheets.not_a_workbook", reason=str(error)) from error


def _cells(sheet: Any) -> Sequence[Sequence[Any]]:
    found: Sequence[Sequence[Any]] = sheet.to_python(skip_empty_area=False)
    return found


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()
