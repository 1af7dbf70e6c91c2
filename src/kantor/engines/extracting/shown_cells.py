"""Where the cells of a table stand on a paper whose rows a person confirmed: where somebody pointed, else where a line says the same."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from kantor.engines.extracting import calculating, formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.labels import plain
from kantor.engines.extracting.layouts import Earlier
from kantor.words import Shown

TABLE = "lines"
_NUMBERS = ("net", "price", "quantity", "rate")
"""From right to left as tables have them: of several equal numbers of a line the rightmost that is free is taken."""
_TEXTS = ("name", "unit", "article")
_FEWEST = 2
_LINES_APART = 4
"""The name of an item begins at most so many lines above its amount."""
_SHARE = 0.5
"""A column counts where this share of the rows that show it has it where it is."""


class Cell(NamedTuple):
    """The edges of the cells of a column in parts of the page's width."""

    left: float
    right: float


class Rows(NamedTuple):
    """Rows found on a paper: the line on which the first begins and the one on which the last ends; what stands in which column.

    leads: names begin above the amounts; is_whole: they make the net amount, so that no row is below the last; multiplies: in most of them
    quantity and price make the amount.
    """

    first: int
    last: int
    columns: Mapping[str, Cell]
    leads: bool
    is_whole: bool
    multiplies: bool


class _Place(NamedTuple):
    """Tokens of a line: (first, behind the last)."""

    line: int
    first: int
    end: int


_Found = Mapping[str, _Place]


class _Said(NamedTuple):
    """What a paper says: numbers and where they stand, and the words of each line as labels are compared."""

    sheet: Sheet
    numbers: Mapping[Decimal, Sequence[_Place]]
    words: Sequence[Sequence[str]]


def shown_rows(paper: Earlier) -> Rows | None:
    """The rows that a person said are right, as they stand on the paper; None where their amounts do not stand there."""
    rows = _rows(paper.shown)
    if not rows:
        return None
    said, line = _said(paper.sheet), -1
    found: list[_Found] = []
    for row in rows:
        at = _row(said, row, line)
        if at is not None:
            found.append(at)
            line = at["net"].line
    if not found or len(found) < _SHARE * len(rows):
        return None
    names = [(at["name"].line, at["net"].line) for at in found if "name" in at]
    leads = bool(names) and sum(name < amount for name, amount in names) > _SHARE * len(names)
    columns = {role: cell for role in (*_NUMBERS, *_TEXTS) if (cell := _column(paper.sheet, role, rows, found)) is not None}
    first = min(place.line for place in found[0].values())
    last = max(place.line for place in found[-1].values())
    if "net" not in columns:
        return None
    return Rows(first, last, columns, leads, _make(rows, paper.shown.get("net")), _multiply(rows))


def _said(sheet: Sheet) -> _Said:
    numbers: dict[Decimal, list[_Place]] = {}
    for index, line in enumerate(sheet.lines):
        for one in formats.amounts(line.text, decimal=sheet.decimal):
            numbers.setdefault(Decimal(one.value), []).append(_Place(index, *line.between(one.first, one.end)))
    return _Said(sheet, numbers, [[plain(token.text) or token.text for token in line.tokens] for line in sheet.lines])


def _rows(shown: Mapping[str, Shown]) -> Sequence[Mapping[str, Shown]]:
    """The rows with an amount, from the first one down: role -> what a person said stands there."""
    rows: dict[int, dict[str, Shown]] = {}
    for address, one in shown.items():
        table, _, rest = address.partition(".")
        place, _, role = rest.partition(".")
        if table == TABLE and one.value and role in (*_NUMBERS, *_TEXTS):
            rows.setdefault(int(place), {})[role] = one
    return [rows[place] for place in sorted(rows) if "net" in rows[place]]


def _row(said: _Said, row: Mapping[str, Shown], above: int) -> _Found | None:
    """The cells of a row below a line: on the first line that has its amount and the most of what else it says."""
    by_line: dict[int, list[_Place]] = {}
    for place in _places(said, "net", row["net"]):
        if place.line > above:
            by_line.setdefault(place.line, []).append(place)
    best: _Found | None = None
    for line in sorted(by_line):
        found = _cells(said, row, line, above)
        if found is not None and (best is None or len(found) > len(best)):
            best = found
    is_alone = len(by_line) == 1 or row["net"].box is not None
    return best if best is not None and (len(best) >= _FEWEST or is_alone) else None


def _cells(said: _Said, row: Mapping[str, Shown], line: int, above: int) -> _Found | None:
    """What stands where, if the amount of the row stands on this line; a name may begin further up."""
    found: dict[str, _Place] = {}
    for role in (*_NUMBERS, *_TEXTS):
        if role not in row:
            continue
        free = [
            place
            for place in _places(said, role, row[role])
            if not any(place.line == other.line and place.first < other.end and other.first < place.end for other in found.values())
        ]
        own = [place for place in free if place.line == line]
        if not own and role == "name":
            own = [place for place in free if max(above, line - _LINES_APART) < place.line < line][-1:]
        if own:
            found[role] = max(own, key=lambda place: place.first) if role in _NUMBERS else own[0]
    return found if "net" in found else None


def _places(said: _Said, role: str, one: Shown) -> Sequence[_Place]:
    """Where a value stands: in the box that somebody pointed at, or else on every line that says it."""
    if one.box is not None and (pointed := list(_pointed(said.sheet, one))):
        return pointed
    if role in _TEXTS:
        return _words(said, one.value)
    number = _number(one.value)
    return said.numbers.get(number, ()) if number is not None else ()


def _pointed(sheet: Sheet, one: Shown) -> Iterator[_Place]:
    """The tokens whose middles lie in the box: of the first line that has any."""
    assert one.box is not None
    left, top, right, bottom = one.box
    for index, line in enumerate(sheet.lines):
        if line.page != one.page or not top <= line.middle / line.height <= bottom:
            continue
        inside = [place for place, token in enumerate(line.tokens) if left <= (token.x0 + token.x1) / 2 / line.width <= right]
        if inside:
            yield _Place(index, inside[0], inside[-1] + 1)
            return


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _words(said: _Said, value: str) -> Sequence[_Place]:
    """Runs of tokens that are the value, or as much of its beginning as stands on one line."""
    wanted = [plain(word) or word for word in value.split()]
    runs: list[_Place] = []
    for index, words in enumerate(said.words):
        for first in (place for place, word in enumerate(words) if word == wanted[0]):
            length = 1
            while length < len(wanted) and words[first + length : first + length + 1] == [wanted[length]]:
                length += 1
            runs.append(_Place(index, first, first + length))
    longest = max((place.end - place.first for place in runs), default=0)
    return [place for place in runs if place.end - place.first == longest]


def _column(sheet: Sheet, role: str, rows: Sequence[Mapping[str, Shown]], found: Sequence[_Found]) -> Cell | None:
    """From the leftmost cell of a column to the rightmost; None where too few of the rows that have it show where."""
    shown = sum(role in row for row in rows)
    places = [at[role] for at in found if role in at]
    if not places or len(places) < _SHARE * shown:
        return None
    lines = [(sheet.lines[place.line], place) for place in places]
    left = min(line.tokens[place.first].x0 / line.width for line, place in lines)
    return Cell(left, max(line.tokens[place.end - 1].x1 / line.width for line, place in lines))


def _make(rows: Sequence[Mapping[str, Shown]], net: Shown | None) -> bool:
    """Whether the amounts of the rows make the net amount."""
    amounts = [_number(row["net"].value) for row in rows]
    total = _number(net.value) if net else None
    return total is not None and None not in amounts and sum((one for one in amounts if one is not None), Decimal(0)) == total


def _multiply(rows: Sequence[Mapping[str, Shown]]) -> bool:
    told = [[_number(row[role].value) if role in row else None for role in ("quantity", "price", "net")] for row in rows]
    return sum(calculating.multiplies(*row) for row in told) > _SHARE * len(rows)
