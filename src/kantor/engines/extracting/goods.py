"""The rows of a table that counts goods, as orders and delivery notes have it: what, how many, and perhaps at which price."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from kantor.engines.extracting import formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.columns import Column, goods_header, parted
from kantor.engines.extracting.items import Item
from kantor.engines.extracting.lines import Line
from kantor.engines.extracting.ranking import Found

SURE, DOUBTED = 0.9, 0.6
"""The confidence of a cell: where every row of the table has a quantity and its position counts on, and where not."""
NUMBERS = ("quantity", "price")
_TOLD = ("position", "article", "name", "quantity", "unit", "price")
_MOST_ROWS = 2000

_Cell = tuple[str, int, int]


def goods(sheet: Sheet) -> list[Item]:
    """The rows, each with those of position, article, name, quantity, unit and price that its table has, over all pages; empty where no
    header names a quantity."""
    columns: tuple[Column, ...] | None = None
    rows: list[tuple[Line, dict[str, _Cell]]] = []
    for index, line in enumerate(sheet.lines[:_MOST_ROWS]):
        if found := goods_header(sheet, index):
            columns = parted(found, line, _counted(sheet, index, found))
        elif columns:
            _add(sheet, line, columns, rows)
    numbers = [{role: _number(sheet, cells.get(role)) for role in NUMBERS} for _, cells in rows]
    counts = [_figure(cells.get("position")) for _, cells in rows]
    sure = SURE if counts == list(range(1, len(rows) + 1)) else DOUBTED
    return [_item(line, cells, told, sure) for (line, cells), told in zip(rows, numbers, strict=True)]


def _counted(sheet: Sheet, first: int, columns: Sequence[Column]) -> list[Line]:
    """The lines below a header, on its page, in which figures stand in the columns of figures."""
    below = [line for line in sheet.lines[first + 1 :] if line.page == sheet.lines[first].page]
    return [line for line in below if sum(token.text[:1].isdigit() for token in line.tokens) >= 1 and len(line.tokens) >= 2]


def _add(sheet: Sheet, line: Line, columns: Sequence[Column], rows: list[tuple[Line, dict[str, _Cell]]]) -> None:
    """A line with a quantity begins a row; one with a name alone, close below, goes on with the one above."""
    cells = _with_unit(_cells(line, columns))
    told = cells.keys() & {"name", "article", "position"}
    if told and _number(sheet, cells.get("quantity")) is not None:
        rows.append((line, cells))
    elif rows and cells.keys() == {"name"} and line.page == rows[-1][0].page and line.middle - rows[-1][0].middle < 2 * sheet.size:
        above, first, end = rows[-1][1].get("name", ("", 0, 1))
        rows[-1][1]["name"] = (f"{above} {cells['name'][0]}".strip(), first, end)


def _cells(line: Line, columns: Sequence[Column]) -> dict[str, _Cell]:
    found: dict[str, _Cell] = {}
    for column in columns:
        places = [place for place, token in enumerate(line.tokens) if column.left <= (token.x0 + token.x1) / 2 < column.right]
        if places and column.role in _TOLD and column.role not in found:
            found[column.role] = (line.words(places[0], places[-1] + 1), places[0], places[-1] + 1)
    return found


def _with_unit(cells: dict[str, _Cell]) -> dict[str, _Cell]:
    """`5 Stk` in the column of quantities is a quantity and a unit."""
    text, first, end = cells.get("quantity", ("", 0, 0))
    count, _, unit = text.rpartition(" ")
    if not count or not unit[:1].isalpha() or end - first < 2 or "unit" in cells:
        return cells
    return {**cells, "quantity": (count, first, end - 1), "unit": (unit, end - 1, end)}


def _number(sheet: Sheet, cell: _Cell | None) -> Decimal | None:
    return formats.number_of(cell[0], decimal=sheet.decimal) if cell else None


def _figure(cell: _Cell | None) -> int | None:
    text = cell[0].rstrip(".") if cell else ""
    return int(text) if text.isdecimal() else None


def _item(line: Line, cells: Mapping[str, _Cell], numbers: Mapping[str, Decimal | None], sure: float) -> Item:
    found = {}
    for role, (text, first, end) in cells.items():
        number = numbers.get(role)
        value = text.rstrip(".") if role == "position" else text
        if role in NUMBERS:
            value = "" if number is None else f"{number.normalize():f}" if role == "quantity" else f"{number:f}"
        if value:
            letters = min(token.sure for token in line.tokens[first:end])
            found[role] = Found(value, round(sure * letters, 4), line.page, line.box(first, end))
    return found
