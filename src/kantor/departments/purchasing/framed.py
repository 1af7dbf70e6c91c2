"""Reads the lines of orders and goods receipts off the table that a person framed on the pages of a paper."""

from collections.abc import Mapping, Sequence

from kantor.departments.purchasing.fields import ORDER_LINES, RECEIPT_LINES
from kantor.engines import extracting
from kantor.engines.extracting import Sheet
from kantor.words import PAGES, Page, Reading, Source, Table, Value

COLUMNS = {"line": "position", "article": "article", "name": "name", "quantity": "quantity", "unit": "unit", "price": "price"}
"""Column of the form -> what the paper's column holds."""


def prepare() -> None:
    """The labels of headers, opened before the sandbox closes."""
    extracting.prepare()


def order_lines(pages: Sequence[Page]) -> Sequence[Reading]:
    """The lines of an order; none where the words are no table."""
    return _read(pages, ORDER_LINES)


def receipt_lines(pages: Sequence[Page]) -> Sequence[Reading]:
    """What came of which line, as a delivery note says it; none where the words are no table."""
    return _read(pages, RECEIPT_LINES)


def _read(pages: Sequence[Page], table: Table) -> Sequence[Reading]:
    rows = [_row(item, table) for item in extracting.goods(Sheet(pages))]
    return [Reading(reader=PAGES, tables={table.key: tuple(rows)})] if rows else []


def _row(item: extracting.Item, table: Table) -> Mapping[str, Value]:
    told = {column.key: item[role] for column in table.columns if (role := COLUMNS.get(column.key)) and role in item}
    return {key: Value(one.value, Source("page", "", one.page, one.box), one.confidence) for key, one in told.items()}
