"""Sets the cells of a spreadsheet as a table: as many columns as say something, with a little room where some were left empty."""

from collections.abc import Mapping
from itertools import groupby
from typing import NamedTuple

from kantor.engines.reading.office.blocks import A4_PT, Block, Cell, Section, Table, plain

SIZE_PT = 9.0
_TITLE_PT = 8.0
_MARGIN_PT = 36.0
_SPARE_PT = 14.0
_WIDEST_PT = 230.0
_MOST_EMPTY_ROWS = 2


class Written(NamedTuple):
    """What is shown in a cell. spans: over how many columns it was merged; wide_pt: how wide its column is, 0 where nobody says."""

    text: str
    is_bold: bool = False
    align: str = "left"
    spans: int = 1
    wide_pt: float = 0.0


def section(cells: Mapping[tuple[int, int], Written], *, title: str = "") -> Section:
    """cells: by row and column, from 1; title: stands above them."""
    columns = _columns(cells)
    place = {column: at for at, column in enumerate(columns)}
    rows: list[tuple[Cell, ...]] = []
    before = 0
    for row, said in groupby(sorted(cells), key=lambda one: one[0]):
        empty = min(row - before - 1, _MOST_EMPTY_ROWS) if before else 0
        rows += [(Cell(span=len(columns)),)] * empty
        rows.append(_row({column: cells[row, column] for _, column in said}, columns, place))
        before = row
    blocks: list[Block] = [plain(title, size_pt=_TITLE_PT, is_bold=True)._replace(after_pt=6.0)] if title else []
    widths = {column: written.wide_pt for (_, column), written in cells.items() if written.wide_pt}
    table = Table(tuple(rows), tuple(min(widths.get(column, _SPARE_PT), _WIDEST_PT) for column in columns), runs_over=True)
    return Section((*blocks, table), A4_PT, _MARGIN_PT)


def _columns(cells: Mapping[tuple[int, int], Written]) -> list[int]:
    """The columns that say something, and one of several empty ones between two of them."""
    used = sorted({column for _, column in cells})
    found: list[int] = []
    for column in used:
        if found and column - found[-1] > 1:
            found.append(column - 1)
        found.append(column)
    return found


def _row(said: Mapping[int, Written], columns: list[int], place: Mapping[int, int]) -> tuple[Cell, ...]:
    row: list[Cell] = []
    at = 0
    while at < len(columns):
        column = columns[at]
        written = said.get(column)
        if written is None:
            row.append(Cell())
            at += 1
            continue
        last = column + written.spans - 1
        behind = next((one for one in columns[at + 1 :] if one > last or one in said), None)
        span = (place[behind] if behind is not None else len(columns)) - at
        paragraphs = (plain(written.text, is_bold=written.is_bold, size_pt=SIZE_PT, align=written.align),)
        row.append(Cell(paragraphs, span if written.spans > 1 else 1))
        at += span if written.spans > 1 else 1
    return tuple(row)
