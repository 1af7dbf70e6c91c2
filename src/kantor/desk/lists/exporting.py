"""A whole list as a file: CSV or XLSX, every row and not only the page that is shown."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import HttpRequest, HttpResponse

from kantor.desk.lists.queries import PAGE
from kantor.kit.ui import shown

MOST = 200_000
"""Rows of one file; beyond, narrow the list down."""
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Column = tuple[str, Callable[[Any], Any]]
"""(key of the heading below `desk.lists.column`, what of a row stands in it)."""


def exported(
    request: HttpRequest, name: str, columns: Sequence[Column], fetch: Callable[[Any], Sequence[Any]], place: Callable[[Any], Any]
) -> HttpResponse | None:
    """The list as the file that ?export= asks for, None where it asks for none. fetch(place of the last row, None at first): a page."""
    kind = request.GET.get("export", "")
    if kind not in MEDIA_TYPES:
        return None
    headings = [shown.sentence(f"desk.lists.column.{key}") for key, _ in columns]
    rows = ([value(row) for _, value in columns] for row in _every(fetch, place))
    with TemporaryFile() as file:
        _WRITERS[kind](file, headings, rows)
        file.seek(0)
        answer = HttpResponse(file.read(), content_type=MEDIA_TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return answer


def _every(fetch: Callable[[Any], Sequence[Any]], place: Callable[[Any], Any]) -> Iterator[Any]:
    after = None
    for _ in range(MOST // PAGE):
        rows = fetch(after)
        yield from rows
        if len(rows) < PAGE:
            return
        after = place(rows[-1])


def _csv(file: IO[bytes], headings: Sequence[str], rows: Iterator[list[Any]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_plain(value) for value in row] for row in rows)
    text.flush()
    text.detach()


def _plain(value: Any) -> str:
    """As text that a spreadsheet takes for a value and never for a formula."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    text = "" if value is None else value.isoformat() if isinstance(value, date | datetime) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and isinstance(value, str) else text


def _xlsx(file: IO[bytes], headings: Sequence[str], rows: Iterator[list[Any]]) -> None:
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet()
    formats = {"day": book.add_format({"num_format": "yyyy-mm-dd"}), "amount": book.add_format({"num_format": "#,##0.00"})}
    sheet.write_row(0, 0, headings, book.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    for line, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _cell(sheet, (line, column), value, formats)
    book.close()


def _cell(sheet: Any, at: tuple[int, int], value: Any, formats: dict[str, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*at, value, formats["day"])
    elif isinstance(value, Decimal):
        sheet.write_number(*at, value, formats["amount"])
    elif isinstance(value, int):
        sheet.write_number(*at, value)
    elif value is not None:
        sheet.write_string(*at, str(value))


_WRITERS = {"csv": _csv, "xlsx": _xlsx}
