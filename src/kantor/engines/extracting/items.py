"""The line items of a paper: rows below a header, over as many pages as they go on, checked by quantity x price = amount."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from kantor.engines.extracting import calculating, formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.columns import Column, divided, header, parted
from kantor.engines.extracting.lines import Line
from kantor.engines.extracting.ranking import Found
from kantor.engines.extracting.unheaded import columns_of

NUMBERS = ("quantity", "price", "net", "rate")
ENDS = frozenset({"net", "gross", "vat", "paid", "rounding", "terms", "iban"})
"""What the labels of a line say that stands below a table."""
SURE, CALCULATED, DOUBTED = 0.97, 0.93, 0.6
"""The confidence of a row: where its amounts and the sum of all rows hold, where only its own do, and where nothing shows that it is right.
Their shares of right values were measured on held-out layouts (see the report of the start model)."""
_MOST_ROWS = 2000
_MOST_GAP = 9

Item = Mapping[str, Found]
_Cell = tuple[str, int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Row:
    """The first line of an item and the texts of its cells with their tokens' places."""

    index: int
    cells: dict[str, _Cell]


def items(sheet: Sheet, *, net: str = "") -> list[Item]:
    """The items, each with those of name, article, quantity, unit, price, rate and net that its table has. net: what they add up to."""
    for index in range(len(sheet.lines)):
        columns = header(sheet, index)
        if columns is None:
            continue
        body = _body(sheet, index, columns)
        counted = [sheet.lines[place] for place in body if _has_amount(sheet, place)]
        rows = _rows(sheet, body, divided(parted(columns, sheet.lines[index], counted), counted))
        if rows:
            return _checked(sheet, _by_arithmetic(sheet, _by_content(sheet, rows)), net)
    return []


def unheaded(sheet: Sheet) -> list[Item]:
    """The items of lines above which no header stands, as where somebody framed the rows of a table alone: its columns are told apart by
    their gaps, and named by what they hold and what their numbers make. Empty where no column of amounts stands there."""
    body = [index for index in range(len(sheet.lines)) if not _is_end(sheet, index)][:_MOST_ROWS]
    columns = columns_of(sheet, [index for index in body if _has_amount(sheet, index)])
    rows = _rows(sheet, body, columns)
    return _checked(sheet, _by_content(sheet, rows), "") if rows else []


def _body(sheet: Sheet, first: int, columns: Sequence[Column]) -> list[int]:
    """The lines of the table: below the header until a total is named; a header that comes again on the next page is left out, and so is
    what stands at the foot of a page and at the head of the next one."""
    found: list[int] = []
    page, waits = sheet.lines[first].page, False
    for index in range(first + 1, len(sheet.lines)):
        line = sheet.lines[index]
        if len(found) >= _MOST_ROWS:
            break
        if line.page != page:
            page, waits = line.page, _comes_again(sheet, index, columns)
        if waits:
            waits = header(sheet, index) is None
            continue
        if found and line.page == sheet.lines[found[-1]].page and line.middle - sheet.lines[found[-1]].middle > _MOST_GAP * sheet.size:
            if line.page == sheet.last_page or not _comes_again(sheet, _next_page(sheet, index), columns):
                break
            continue
        if header(sheet, index):
            continue
        if _is_end(sheet, index):
            # what stands at the foot of a page before the header comes again ends the page alone
            if line.page == sheet.last_page or not _comes_again(sheet, _next_page(sheet, index), columns):
                break
            waits = True
            continue
        found.append(index)
    return found


def _next_page(sheet: Sheet, index: int) -> int:
    page = sheet.lines[index].page
    return next((place for place in range(index, len(sheet.lines)) if sheet.lines[place].page != page), len(sheet.lines))


def _comes_again(sheet: Sheet, index: int, columns: Sequence[Column]) -> bool:
    """Whether the page that begins with this line repeats the header."""
    roles = [column.role for column in columns]
    page = sheet.lines[index].page if index < len(sheet.lines) else 0
    for place in range(index, len(sheet.lines)):
        if sheet.lines[place].page != page:
            return False
        again = header(sheet, place)
        if again is not None and [column.role for column in again] == roles:
            return True
    return False


def _is_end(sheet: Sheet, index: int) -> bool:
    """A total: its label is the first thing on the line, or nearly so, and few words besides stand there."""
    line, labels = sheet.lines[index], sheet.labels[index]
    if _multiplies(sheet, index):
        return False
    words = [token for token in line.tokens if any(sign.isalpha() for sign in token.text)]
    named = [label for label in labels if label.meaning in ENDS]
    covered = sum(label.end - label.first for label in named)
    return bool(named) and (covered * 2 >= len(words) or (named[0].first == 0 and len(words) <= 8 and not line.tokens[0].text[0].isdigit()))


def _multiplies(sheet: Sheet, index: int) -> bool:
    """Whether two neighbouring numbers of the line make a later one, as quantity and price make the amount."""
    found = [Decimal(one.value) for one in formats.amounts(sheet.lines[index].text, decimal=sheet.decimal) if not one.is_percent]
    products = [one * other for one, other in pairwise(found) if one and other and one != 1 and other != 1]
    return any(abs(product - amount) <= calculating.CENT for product in products for amount in found)


def _has_amount(sheet: Sheet, index: int) -> bool:
    return (
        any(found.is_exact for found in formats.amounts(sheet.lines[index].text, decimal=sheet.decimal)) or _count(sheet.lines[index]) >= 2
    )


def _count(line: Line) -> int:
    return sum(token.text[0].isdigit() for token in line.tokens)


def _rows(sheet: Sheet, body: Sequence[int], columns: Sequence[Column]) -> list[_Row]:
    """A line with an amount in the column of amounts begins an item; one with text alone goes on with the name of the item above."""
    rows: list[_Row] = []
    for index in body:
        cells = _cells(sheet.lines[index], columns)
        amount = cells.get("net")
        if amount and _number(sheet, amount[0], is_last=True) is not None:
            rows.append(_Row(index=index, cells=cells))
        elif rows and "name" in cells and all(role in ("name", "article") or role.startswith("?") for role in cells):
            before = rows[-1].cells.get("name", ("", 0, 1))
            rows[-1].cells["name"] = (f"{before[0]} {cells['name'][0]}".strip(), before[1], before[2])
    return rows


def _cells(line: Line, columns: Sequence[Column]) -> dict[str, _Cell]:
    found: dict[str, _Cell] = {}
    for column in columns:
        places = [place for place, token in enumerate(line.tokens) if column.left <= (token.x0 + token.x1) / 2 < column.right]
        if places and column.role not in found:
            found[column.role] = (line.words(places[0], places[-1] + 1), places[0], places[-1] + 1)
    return found


def _by_content(sheet: Sheet, rows: Sequence[_Row]) -> Sequence[_Row]:
    """What the cells themselves say: numbers below `Units` are quantities, `5 pcs` is a quantity and a unit, and a number that counts up
    from 1 before the names is the position."""
    if all(
        "position" not in row.cells and row.cells.get("name", ("", 0, 0))[0].startswith(f"{place} ") for place, row in enumerate(rows, 1)
    ):
        rows = [replace(row, cells=row.cells | {"name": _behind(row.cells["name"])}) for row in rows]
    units = [_number(sheet, row.cells["unit"][0]) for row in rows if "unit" in row.cells]
    if not units:
        return [_with_unit(row) for row in rows]
    if sum(unit is not None for unit in units) * 2 < len(units):
        return rows
    names = {"unit": "quantity", "quantity": "position"}
    return [replace(row, cells={names.get(role, role): cell for role, cell in row.cells.items()}) for row in rows]


def _behind(cell: _Cell) -> _Cell:
    """A cell without its first word."""
    text, first, end = cell
    return text.partition(" ")[2], first + 1, end


def _with_unit(row: _Row) -> _Row:
    text, first, end = row.cells.get("quantity", ("", 0, 0))
    count, _, unit = text.rpartition(" ")
    if not count or not unit[:1].isalpha() or end - first < 2:
        return row
    return replace(row, cells=row.cells | {"quantity": (count, first, end - 1), "unit": (unit, end - 1, end)})


def _by_arithmetic(sheet: Sheet, rows: Sequence[_Row]) -> Sequence[_Row]:
    """Columns without a known header, named by what they make with the others."""
    numbers = [
        {role: _number(sheet, cell[0]) for role, cell in row.cells.items() if role in NUMBERS or role.startswith("?")} for row in rows
    ]
    names = calculating.renamed(numbers)
    return [replace(row, cells={names.get(role, role): cell for role, cell in row.cells.items()}) for row in rows] if names else rows


def _number(sheet: Sheet, text: str, *, is_last: bool = False) -> Decimal | None:
    """The one number of a cell; is_last: of several the last, if it has cents."""
    return formats.number_of(text, decimal=sheet.decimal, is_last=is_last)


def _checked(sheet: Sheet, rows: Sequence[_Row], net: str) -> list[Item]:
    numbers = [{role: _number(sheet, row.cells[role][0], is_last=role == "net") for role in NUMBERS if role in row.cells} for row in rows]
    total = sum((told.get("net") or Decimal(0) for told in numbers), Decimal(0))
    adds_up = bool(net) and abs(total - Decimal(net)) <= calculating.CENT
    return [_item(sheet, row, told, adds_up=adds_up) for row, told in zip(rows, numbers, strict=True)]


def _item(sheet: Sheet, row: _Row, numbers: Mapping[str, Decimal | None], *, adds_up: bool) -> Item:
    quantity, price, net = (numbers.get(role) for role in ("quantity", "price", "net"))
    multiplies = calculating.multiplies(quantity, price, net)
    confidence = SURE if adds_up and (multiplies or quantity is None or price is None) else CALCULATED if multiplies or adds_up else DOUBTED
    line = sheet.lines[row.index]
    found = {}
    for role, (text, first, end) in row.cells.items():
        value = text.strip()
        if role in NUMBERS:
            number = numbers.get(role)
            value = "" if number is None else f"{number:f}"
            if role in ("quantity", "rate"):
                value = f"{Decimal(value).normalize():f}" if value else ""
        if value and role not in ("position", "discount", "gross") and not role.startswith("?"):
            sure = min(token.sure for token in line.tokens[first:end])
            found[role] = Found(value, round(confidence * sure, 4), line.page, line.box(first, end))
    return {**found, **_calculated(numbers, found)}


def _calculated(numbers: Mapping[str, Decimal | None], found: Item) -> Item:
    """The quantity or the price that was not recognised, from the other one and the amount, as sure as the two together."""
    must = calculating.missing(numbers) if "net" in found else None
    if must is None or must[0] in found:
        return {}
    role, value = must
    other = found.get("price" if role == "quantity" else "quantity")
    if other is None:
        return {}
    text = f"{value.normalize():f}" if role == "quantity" else f"{value:f}"
    return {role: found["net"]._replace(value=text, confidence=round(min(CALCULATED, found["net"].confidence * other.confidence), 4))}
