"""Writes tables that leave the house, row by row: CSV for any program, XLSX with numbers and dates as such."""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter

Cell = str | int | Decimal | date | None
SUFFIXES = (".csv", ".xlsx")
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the rows as they come, never all of them in memory; how many they were. ValueError for another suffix than .csv or .xlsx."""
    if path.suffix not in SUFFIXES:
        raise ValueError(f"{path.name}: write to a file that ends in {' or '.join(SUFFIXES)}")
    making = path.with_name(f".{path.name}.making")
    try:
        count = _csv(making, headers, rows) if path.suffix == ".csv" else _xlsx(making, headers, rows)
        making.replace(path)
    finally:
        making.unlink(missing_ok=True)
    return count


def _csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """UTF-8 with a byte order mark, so that spreadsheets take it for what it is; dates ISO, numbers with a point."""
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headers)
        for row in rows:
            writer.writerow([_text(cell) for cell in row])
            count += 1
    return count


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(STARTS_A_FORMULA):
        return f"'{cell}"  # a spreadsheet would run it as a formula
    return str(cell)


def _xlsx(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    count = 0
    with xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, bold, day = book.add_worksheet(), book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.write_row(0, 0, headers, bold)
        sheet.freeze_panes(1, 0)
        for row in rows:
            count += 1
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(count, place, cell, day)
                elif cell is not None:
                    sheet.write(count, place, cell)
    return count
