"""The line items of a paper: rows below a header, over as many pages as they go on, checked by quantity x price = amount."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from kantor.engines.extracting import calculating, formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.columns import Column, divided, header, nameless, parted
from kantor.engines.extracting.lines import TALL, Line
from kantor.engines.extracting.ranking import Found
from kantor.engines.extracting.unheaded import columns_of

_PRODUCT = ("quantity", "price", "net")
NUMBERS = (*_PRODUCT, "rate")
ENDS = frozenset({"net", "gross", "vat", "paid", "rounding", "terms", "iban"})
"""What the labels of a line say that stands below a table."""
SURE, CALCULATED, DOUBTED = 0.97, 0.93, 0.6
"""The confidence of a row: where its amounts and the sum of all rows hold, where only its own do, and where nothing shows that it is right.
Their shares of right values were measured on held-out layouts (see the report of the start model)."""
_MOST_ROWS = 2000
_MOST_GAP = 9
_MOSTLY, _LONGEST_UNIT, _FEWEST = 0.6, 6, 2

Item = Mapping[str, Found]
_Cell = tuple[str, int, int]
_Head = Callable[[int], Sequence[Column] | None]


class Shape(NamedTuple):
    """How a table that people showed is laid out on this sheet.

    head: the line of its header; columns: as its header names them; heads: on which lines the same header stands; ends: on which lines
    something stands that ended it before; leads: the name of an item begins above the line with its amount.
    """

    head: int
    columns: tuple[Column, ...]
    heads: frozenset[int]
    ends: frozenset[int]
    leads: bool


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
        body = _body(sheet, index, lambda place: header(sheet, place))
        counted = [sheet.lines[place] for place in body if _has_amount(sheet, place)]
        rows = _rows(sheet, body, divided(parted(columns, sheet.lines[index], counted), counted))
        if rows:
            named = _by_arithmetic(sheet, _by_content(sheet, rows))
            return _checked(sheet, [_told_apart(sheet, row) for row in _with_units(named)], net)
    return _below_no_header(sheet, net)


def _below_no_header(sheet: Sheet, net: str) -> list[Item]:
    """The items of a table whose header nobody knows: from the first to the last line on which quantity and price make the amount, and
    those with amounts around them. Only where they make the net amount: without it what else stands there would be rows."""
    products = [index for index in range(len(sheet.lines)) if _multiplies(sheet, index)]
    if len(products) < _FEWEST or not net:
        return []
    first, last = products[0], products[-1]
    while first and _has_amount(sheet, first - 1) and not _is_end(sheet, first - 1):
        first -= 1
    while last + 1 < len(sheet.lines) and _has_amount(sheet, last + 1) and not _is_end(sheet, last + 1):
        last += 1
    body = [index for index in range(first, last + 1) if not _is_end(sheet, index)][:_MOST_ROWS]
    rows = _rows(sheet, body, columns_of(sheet, [index for index in body if _has_amount(sheet, index)]))
    total = sum((_number(sheet, row.cells["net"][0], is_last=True) or Decimal(0) for row in rows), Decimal(0))
    return _checked(sheet, _with_units(_by_content(sheet, rows)), net) if rows and total == Decimal(net) else []


def shaped(sheet: Sheet, shape: Shape, *, net: str = "") -> list[Item]:
    """The items of a table whose columns people showed: arithmetic names what nobody did, and takes away no name; where the first rows
    make the net amount, what comes below are no rows."""
    body = _body(sheet, shape.head, lambda place: shape.columns if place in shape.heads else None, shape.ends)
    counted = [sheet.lines[place] for place in body if _has_amount(sheet, place)]
    columns = nameless(parted(shape.columns, sheet.lines[shape.head], counted))
    rows = _until(sheet, _rows(sheet, body, columns, leads=shape.leads), net)
    told = {column.role for column in shape.columns}
    named = rows if "unit" in told else _by_content(sheet, rows)
    return _checked(sheet, _by_arithmetic(sheet, named, told=told), net) if rows else []


def _until(sheet: Sheet, rows: Sequence[_Row], net: str) -> Sequence[_Row]:
    """The rows that make the net amount, those below them left out; all where none do."""
    total = Decimal(0)
    for place, row in enumerate(rows, 1):
        total += _number(sheet, row.cells["net"][0], is_last=True) or 0
        if net and total == Decimal(net):
            return rows[:place]
    return rows


def unheaded(sheet: Sheet) -> list[Item]:
    """The items of lines above which no header stands, as where somebody framed the rows of a table alone: its columns are told apart by
    their gaps, and named by what they hold and what their numbers make. Empty where no column of amounts stands there."""
    body = [index for index in range(len(sheet.lines)) if not _is_end(sheet, index)][:_MOST_ROWS]
    columns = columns_of(sheet, [index for index in body if _has_amount(sheet, index)])
    rows = _rows(sheet, body, columns)
    return _checked(sheet, _by_content(sheet, rows), "") if rows else []


def _body(sheet: Sheet, first: int, head: _Head, ends: Collection[int] = ()) -> list[int]:
    """The lines of the table: below the header until a total is named; a header that comes again on the next page is left out, and so is
    what stands at the foot of a page and at the head of the next one. head: the columns that a line names; ends: lines that end it, too."""
    roles = [column.role for column in head(first) or ()]
    found: list[int] = []
    page, waits = sheet.lines[first].page, False
    for index in range(first + 1, len(sheet.lines)):
        line = sheet.lines[index]
        if len(found) >= _MOST_ROWS:
            break
        if line.page != page:
            page, waits = line.page, _comes_again(sheet, index, roles, head)
        if waits:
            waits = head(index) is None
            continue
        if found and line.page == sheet.lines[found[-1]].page and line.middle - sheet.lines[found[-1]].middle > _MOST_GAP * sheet.size:
            if line.page == sheet.last_page or not _comes_again(sheet, _next_page(sheet, index), roles, head):
                break
            continue
        if head(index):
            continue
        if index in ends or _is_end(sheet, index):
            # what stands at the foot of a page before the header comes again ends the page alone
            if line.page == sheet.last_page or not _comes_again(sheet, _next_page(sheet, index), roles, head):
                break
            waits = True
            continue
        found.append(index)
    return found


def _next_page(sheet: Sheet, index: int) -> int:
    page = sheet.lines[index].page
    return next((place for place in range(index, len(sheet.lines)) if sheet.lines[place].page != page), len(sheet.lines))


def _comes_again(sheet: Sheet, index: int, roles: Sequence[str], head: _Head) -> bool:
    """Whether the page that begins with this line repeats the header."""
    page = sheet.lines[index].page if index < len(sheet.lines) else 0
    for place in range(index, len(sheet.lines)):
        if sheet.lines[place].page != page:
            return False
        again = head(place)
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


def _rows(sheet: Sheet, body: Sequence[int], columns: Sequence[Column], *, leads: bool = False) -> list[_Row]:
    """A line with an amount in the column of amounts begins an item; one with text alone goes on with the name of the item above, or
    begins that of the item below where it leads."""
    rows: list[_Row] = []
    before: list[str] = []
    for index in body:
        cells = _cells(sheet.lines[index], columns)
        amount = cells.get("net")
        if amount and _number(sheet, amount[0], is_last=True) is not None:
            if before:
                text, first, end = cells.get("name", ("", amount[1], amount[2]))
                cells["name"] = (" ".join((*before, text)).strip(), first, end)
            rows.append(_Row(index=index, cells=cells))
            before = []
        elif "name" in cells and sheet.lines[index].size < TALL * sheet.size and all(map(_goes_on, cells)):
            if leads:
                before.append(cells["name"][0])
            elif rows:
                above = rows[-1].cells.get("name", ("", 0, 1))
                rows[-1].cells["name"] = (f"{above[0]} {cells['name'][0]}".strip(), above[1], above[2])
    return rows


def _goes_on(role: str) -> bool:
    """Whether a line that holds only such cells goes on with a name."""
    return role in ("name", "article") or role.startswith("?")


def _cells(line: Line, columns: Sequence[Column]) -> dict[str, _Cell]:
    found: dict[str, _Cell] = {}
    stamped = line.stamped
    written = [(place, token) for place, token in enumerate(line.tokens) if place not in stamped]
    for column in columns:
        own = [(place, token) for place, token in written if column.left <= (token.x0 + token.x1) / 2 < column.right]
        if own and column.role not in found:
            found[column.role] = (" ".join(token.text for _, token in own), own[0][0], own[-1][0] + 1)
    return found


def _by_content(sheet: Sheet, rows: Sequence[_Row]) -> Sequence[_Row]:
    """What the cells themselves say: numbers below `Units` are quantities, `5 pcs` is a quantity and a unit, and a number that counts up
    from 1 before the names is the position."""
    if all(
        "position" not in row.cells and row.cells.get("name", ("", 0, 0))[0].startswith(f"{place} ") for place, row in enumerate(rows, 1)
    ):
        rows = [replace(row, cells=row.cells | {"name": _behind(row.cells["name"])}) for row in rows]
    if not any("price" in row.cells for row in rows):
        rows = _units_before_prices(rows, "unit")
    units = [_number(sheet, row.cells["unit"][0]) for row in rows if "unit" in row.cells]
    if not units:
        return [_with_unit(row) for row in rows]
    if sum(unit is not None for unit in units) * 2 < len(units):
        return rows
    names = {"unit": "quantity", "quantity": "position"}
    told = [replace(row, cells={names.get(role, role): cell for role, cell in row.cells.items()}) for row in rows]
    return [_with_unit(row) for row in _units_before_prices(told, "price")]


def _units_before_prices(rows: Sequence[_Row], role: str) -> Sequence[_Row]:
    """`Units Unit Price` in one box hides that units stand there, and a stamp on `Price` that prices do: before them in one cell. A word
    that is the same on every row is the currency of the prices."""
    parts = [row.cells.get(role, ("", 0, 0))[0].partition(" ") for row in rows]
    words = [word for word, blank, price in parts if blank and word[:1].isalpha() and price[:1].isdigit()]
    if len(words) * 2 < len(rows) or len(set(words)) < 2:
        return rows
    told = []
    for row, (word, blank, price) in zip(rows, parts, strict=True):
        if blank and word[:1].isalpha() and price[:1].isdigit():
            _, first, end = row.cells[role]
            row = replace(row, cells=row.cells | {"unit": (word, first, first + 1), "price": (price, first + 1, end)})
        told.append(row)
    return told


def _behind(cell: _Cell) -> _Cell:
    """A cell without its first word."""
    text, first, end = cell
    return text.partition(" ")[2], first + 1, end


def _with_unit(row: _Row) -> _Row:
    text, first, end = row.cells.get("quantity", ("", 0, 0))
    count, _, unit = text.rpartition(" ")
    if not count or not unit[:1].isalpha() or end - first < 2 or "unit" in row.cells:
        return row
    return replace(row, cells=row.cells | {"quantity": (count, first, end - 1), "unit": (unit, end - 1, end)})


def _by_arithmetic(sheet: Sheet, rows: Sequence[_Row], *, told: Collection[str] = ()) -> Sequence[_Row]:
    """Columns without a known header, named by what they make with the others. told: names that a person gave, which stay."""
    numbers = [
        {role: _number(sheet, cell[0]) for role, cell in row.cells.items() if role in NUMBERS or role.startswith("?")} for row in rows
    ]
    names = calculating.renamed(numbers)
    if told and any(role in told for role in (*names, *names.values())):
        return rows
    return [replace(row, cells={names.get(role, role): cell for role, cell in row.cells.items()}) for row in rows] if names else rows


def _with_units(rows: Sequence[_Row]) -> Sequence[_Row]:
    """Where no column of units is known: they stand behind the quantities, or in the column without a name that holds a short word on most
    rows, not the same on all, nor a currency."""
    rows = [row if "unit" in row.cells else _with_unit(row) for row in rows]
    if any("unit" in row.cells for row in rows):
        return rows
    for role in dict.fromkeys(role for row in rows for role in row.cells if role.startswith("?")):
        words = [row.cells[role][0] for row in rows if role in row.cells]
        short = {word for word in words if word.rstrip(".").isalpha() and len(word) <= _LONGEST_UNIT and not formats.currency(word)}
        if len(short) > 1 and sum(word in short for word in words) >= _MOSTLY * len(rows):
            names = {role: "unit"}
            return [replace(row, cells={names.get(role, role): cell for role, cell in row.cells.items()}) for row in rows]
    return rows


def _told_apart(sheet: Sheet, row: _Row) -> _Row:
    """A quantity and a price that ran together in one box, `2587,41`, where they make the amount: 25 at 87.41 are 2185.25."""
    quantity, price, net = (_number(sheet, row.cells[role][0], is_last=role == "net") if role in row.cells else None for role in _PRODUCT)
    if net is None or calculating.multiplies(quantity, price, net):
        return row
    for role in ("quantity", "price", *(role for role in row.cells if role.startswith("?"))):
        text, first, end = row.cells.get(role, ("", 0, 0))
        found = calculating.apart(text, net, lambda part: _number(sheet, part))
        if found is not None:
            one, other = found
            return replace(row, cells=row.cells | {"quantity": (one, first, end), "price": (other, first, end)})
    return row


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
