"""The columns of rows without a header: told apart by the gaps that go down through all of them, named by what their cells hold."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, permutations

from kantor.engines.extracting import calculating, formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.columns import Column
from kantor.engines.extracting.lines import CELLS_APART, Line, segments

_GAP = 0.25
"""A gap as wide as this share of the letters' height parts columns, where it goes down through the rows."""
_FEW, _MOSTLY = 0.1, 0.6
_LONGEST_UNIT = 6
_THOUSANDS = re.compile(r"\d[.,]\d{3}(?!\d)")

Cells = Sequence[Mapping[str, str]]
"""Role -> text of its cell, row by row."""


def columns_of(sheet: Sheet, rows: Sequence[int]) -> tuple[Column, ...]:
    """The columns of these lines, each of which has an amount: `net` and, where they are there, `name`, `position`, `unit` and `rate`; what
    else stands there has a role that begins with a question mark. Empty where no column holds amounts."""
    lines = [_unstamped(sheet.lines[index]) for index in rows]
    edges = list(_edges(lines, sheet.size))
    if len(edges) < 3:
        return ()
    columns = [Column(f"?{place}", left, right, left, right) for place, (left, right) in enumerate(pairwise(edges))]
    cells = [{column.role: _text(line, column) for column in columns} for line in lines]
    names = _by_words(cells)
    numbers = [
        {role: formats.number_of(text, decimal=sheet.decimal, is_last=True) for role, text in row.items() if role not in names}
        for row in cells
    ]
    written = [role for role in numbers[0] if _is_written(sheet, cells, role)]
    made = _by_arithmetic(numbers, written)
    if not made and not written:
        return ()
    names |= made or _net_and_price(numbers, written)
    return tuple(column._replace(role=names.get(column.role, column.role)) for column in columns)


def _unstamped(line: Line) -> Line:
    stamped = line.stamped
    return line._replace(tokens=tuple(token for place, token in enumerate(line.tokens) if place not in stamped)) if stamped else line


def _edges(lines: Sequence[Line], size: float) -> Iterator[float]:
    """Where columns begin and end, in points from the left: the middles of the gaps that hardly any row crosses."""
    blocks = [(line.tokens[first].x0, line.tokens[end - 1].x1) for line in lines for first, end in segments(line.tokens, CELLS_APART)]
    if not blocks:
        return
    yield 0.0
    stops = sorted({edge for block in blocks for edge in block})
    most = _FEW * len(lines)
    begins: float | None = None
    for left, right in pairwise(stops):
        is_free = sum(x0 < right and left < x1 for x0, x1 in blocks) <= most
        if is_free and begins is None:
            begins = left
        if not is_free and begins is not None:
            if left - begins > _GAP * size:
                yield (begins + left) / 2
            begins = None
    yield max(lines[0].width, stops[-1]) + 1


def _text(line: Line, column: Column) -> str:
    return " ".join(token.text for token in line.tokens if column.left <= (token.x0 + token.x1) / 2 < column.right)


def _by_words(cells: Cells) -> dict[str, str]:
    """What columns hold as their words show: the name has the most letters, a rate its sign, a position counts the rows."""
    names: dict[str, str] = {}
    texts = {role: [row[role] for row in cells] for role in cells[0]}
    letters = {role: sum(sign.isalpha() for text in some for sign in text) for role, some in texts.items()}
    widest = max(letters, key=lambda role: letters[role])
    if letters[widest]:
        names[widest] = "name"
    first = next(iter(texts))
    if first not in names and _counts(texts[first]):
        names[first] = "position"
    for role, some in texts.items():
        said = [text for text in some if text]
        if role in names or not said:
            continue
        if sum(text.endswith("%") for text in said) >= _MOSTLY * len(said):
            names[role] = "rate"
        elif all(text.rstrip(".").isalpha() and len(text) <= _LONGEST_UNIT for text in said):
            names.setdefault(role, "unit")
    return names


def _counts(texts: Sequence[str]) -> bool:
    """Whether each is one more than the one above."""
    figures = [text.rstrip(".") for text in texts]
    if len(figures) < 2 or not all(figure.isdecimal() for figure in figures):
        return False
    return all(int(other) == int(one) + 1 for one, other in pairwise(figures))


def _by_arithmetic(numbers: Sequence[Mapping[str, Decimal | None]], written: Collection[str]) -> dict[str, str]:
    """Quantity, price and amount: the first columns of which two make the third on most rows. Of the two the one with cents is the price,
    else the later one; one row is enough, because a person says that it is one."""
    for one, other, net in permutations(numbers[0], 3):
        fitting = sum(calculating.multiplies(row[one], row[other], row[net]) for row in numbers)
        if fitting < _MOSTLY * len(numbers):
            continue
        quantity, price = (other, one) if one in written and other not in written else (one, other)
        return {quantity: "quantity", price: "price", net: "net"}
    return {}


def _net_and_price(numbers: Sequence[Mapping[str, Decimal | None]], written: Sequence[str]) -> dict[str, str]:
    """The last column of amounts and, where it is made of multiples of the only other one, its prices."""
    *others, net = written
    told = [{"net": row[net], **{role: row[role] for role in others}} for row in numbers]
    return {net: "net", **(calculating.renamed(told) if len(others) == 1 else {})}


def _is_written(sheet: Sheet, cells: Cells, role: str) -> bool:
    """Whether most cells of a column are written as amounts are: with cents or a currency, or with thousands set apart."""
    found = [(row[role], list(formats.amounts(row[role], decimal=sheet.decimal))) for row in cells]
    amounts = sum(bool(some) and not some[-1].is_percent and (some[-1].is_exact or bool(_THOUSANDS.search(text))) for text, some in found)
    return amounts >= _MOSTLY * len(cells)
