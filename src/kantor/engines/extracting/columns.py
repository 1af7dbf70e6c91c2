"""The columns of a table on paper: found by the labels of its header, parted where the rows below leave the widest gap."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kantor.engines.extracting import formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.labels import Label, labels
from kantor.engines.extracting.lines import CELLS_APART, WORDS_APART, Line, Token, segments

ROLES = {
    "position": "position",
    "number": "position",
    "description": "name",
    "article": "article",
    "quantity": "quantity",
    "unit": "unit",
    "price": "price",
    "rate": "rate",
    "vat": "rate",
    "line_total": "net",
    "gross": "net",
    "net": "net",
    "discount": "discount",
}
"""Meaning of a header's label -> what the column holds."""
UNKNOWN = ""
NUMBERS = frozenset({"quantity", "price", "net", "gross", "rate", "discount", "position"})
_RUN_TOGETHER = re.compile(r"(?<=[a-zäöüßąćęłńóśźż])(?=[A-ZÄÖÜŁŚŻ])")
_FEWEST = 2
_LONGEST_DAY = 3
"""So many of the words of a day are figures: `4. 9. 2024`."""
_SHORT = 3
_DIVIDED = frozenset({"quantity", "price", "net", UNKNOWN})
_MOSTLY, _FEW, _NARROW, _NAMED = 0.6, 0.1, 4.0, 0.3


class Column(NamedTuple):
    """A column: what it holds ('' where its header is not known), the edges of its header and those of its cells, in points."""

    role: str
    head_left: float
    head_right: float
    left: float = 0.0
    right: float = 0.0


def header(sheet: Sheet, index: int) -> tuple[Column, ...] | None:
    """The columns whose names stand on this line; None where it is no header of a table with amounts."""
    columns = _named(sheet.lines[index])
    known = {column.role for column in columns} - {UNKNOWN}
    if columns and "net" not in known and known & {"price", "quantity"} and columns[-1].role in (UNKNOWN, "rate"):
        columns[-1] = columns[-1]._replace(role="net")
        known.add("net")
    if "net" not in known or len(known) < _FEWEST + ("name" not in known) or not known & {"name", "quantity", "price", "article"}:
        return None
    return tuple(_last_net_only(columns))


def goods_header(sheet: Sheet, index: int) -> tuple[Column, ...] | None:
    """The same of a table that counts goods, as orders and delivery notes have: with amounts or without them."""
    columns = _named(sheet.lines[index])
    known = {column.role for column in columns}
    return tuple(_last_net_only(columns)) if "quantity" in known and known & {"name", "article", "position"} else None


def _named(line: Line) -> list[Column]:
    """The columns whose names stand on this line; none where it has figures, or is a sentence. The day of a stamp says nothing."""
    line = _without_stamp(line)
    if not line.tokens or len(line.tokens) > 40 or any(_is_figure(token.text) for token in line.tokens):
        return []
    near = line._replace(segments=segments(line.tokens, CELLS_APART))
    # `Harga Satuan`: a name of two words is one, where recognised words stand a little apart, too
    named = {label.first: label for one in (near, line) for label in labels(one)}
    if sum(label.end - label.first for label in named.values()) < _NAMED * len(line.tokens):
        return []  # a sentence in which some of the words stand
    columns = list(_columns(near, tuple(named[first] for first in sorted(named))))
    roles = [column.role for column in columns]
    if "quantity" not in roles[1:] and roles.count("unit") > 1:
        columns[roles.index("unit")] = columns[roles.index("unit")]._replace(role="quantity")
        roles = [column.role for column in columns]
    if "quantity" in roles and roles.index("quantity") == 0 and roles.count("quantity") > 1:
        columns[0] = columns[0]._replace(role="position")
    return columns


def _without_stamp(line: Line) -> Line:
    """Words that ran together are parted (`QuantityPrice`), and what a stamp left is no name: tall letters, a day."""
    if sum(_is_figure(token.text) for token in line.tokens) > _LONGEST_DAY:
        return line
    days = {place for day in formats.dates(line.text) for place in range(*line.between(day.first, day.end))}
    gone = days | line.stamped
    tokens = tuple(part for place, token in enumerate(line.tokens) if place not in gone for part in _words(token))
    return line if tokens == line.tokens else line._replace(tokens=tokens, segments=segments(tokens, WORDS_APART))


def _words(token: Token) -> Iterator[Token]:
    """`QuantityPrice` as two words, each with its share of the box."""
    width = (token.x1 - token.x0) / len(token.text)
    ends = [match.end() for match in _RUN_TOGETHER.finditer(token.text)]
    for first, end in pairwise((0, *ends, len(token.text))):
        yield token._replace(text=token.text[first:end], x0=token.x0 + first * width, x1=token.x0 + end * width)


def _is_figure(text: str) -> bool:
    """A number; `I1.` and `0pis` are words that were misread."""
    digits, letters = sum(sign.isdigit() for sign in text), sum(sign.isalpha() for sign in text)
    return digits > 0 and (not letters or (len(text) > _SHORT and 2 * digits > letters))


def _columns(line: Line, named: Sequence[Label]) -> Sequence[Column]:
    """One for each label, one for each run of words between labels that says nothing known."""
    columns: list[Column] = []
    starts = {label.first: label for label in named}
    taken = 0
    for first, end in line.segments:
        at = first
        while at < end:
            label = starts.get(at)
            if taken > at:
                at = taken
                continue
            behind = label.end if label else next((place for place in range(at + 1, end) if place in starts), end)
            role = ROLES.get(label.meaning, UNKNOWN) if label else UNKNOWN
            # `Price (EUR)`, `Towar / usługa`: what follows a label in its segment and says nothing else belongs to it; `Units Unit` are two
            is_another = role == "unit" and taken == at and at - 1 in starts
            if at > first and columns and role in (UNKNOWN, columns[-1].role) and not is_another:
                columns[-1] = columns[-1]._replace(head_right=line.tokens[behind - 1].x1)
            else:
                columns.append(Column(role, line.tokens[at].x0, line.tokens[behind - 1].x1))
            at = taken = behind
    return columns


def _last_net_only(columns: Sequence[Column]) -> Sequence[Column]:
    """Of several columns with amounts of a line the first after the price is the net one; a gross one stands behind it."""
    seen = False
    told = []
    for column in columns:
        if column.role == "net" and seen:
            column = column._replace(role="gross")
        seen = seen or column.role == "net"
        told.append(column)
    return told


def parted(columns: Sequence[Column], head: Line, rows: Sequence[Line]) -> tuple[Column, ...]:
    """The columns with the edges of their cells: between two headers where the fewest words cross, in the middle of the widest gap."""
    if not rows:
        return tuple(column._replace(left=column.head_left, right=column.head_right) for column in columns)
    amounts = [column for column in columns if column.role == "net"]
    # what stands at the foot of a page crosses the gaps, but has no number below the name of the amounts
    items = [row for row in rows if any(_figures_below(column, row.tokens) for column in amounts)]
    rows = items if len(items) >= _MOSTLY * len(rows) else rows
    tokens = [token for row in (head, *rows) for token in row.tokens]
    figures = [token for row in rows for token in row.tokens if _is_number(token)]
    edges = [0.0]
    for one, other in pairwise(columns):
        edges.append(_edge(one, other, tokens, _between(one, other, figures, len(rows))))
    edges.append(rows[0].width)
    return _joined([column._replace(left=edges[place], right=edges[place + 1]) for place, column in enumerate(columns)], rows)


def _joined(columns: Sequence[Column], rows: Sequence[Line]) -> tuple[Column, ...]:
    """`Goods service`, of which one word is known, is one column where the names below run on from one into the other."""
    found: list[Column] = []
    for column in columns:
        if found and found[-1].role == "name" and column.role in (UNKNOWN, "name") and _runs_on(column.left, rows):
            column = found.pop()._replace(head_right=column.head_right, right=column.right)
        found.append(column)
    return tuple(found)


def _runs_on(edge: float, rows: Sequence[Line]) -> bool:
    """Whether on most rows that have words on both sides of an edge these stand as close as those of a sentence."""
    beside = [
        (one, other)
        for row in rows
        for one, other in pairwise(row.tokens)
        if (one.x0 + one.x1) / 2 < edge <= (other.x0 + other.x1) / 2 and not _is_number(other)
    ]
    near = sum(other.x0 - one.x1 < CELLS_APART * (one.y1 - one.y0) for one, other in beside)
    return 2 * near > len(beside)


def divided(columns: Sequence[Column], rows: Sequence[Line]) -> tuple[Column, ...]:
    """Nameless columns told apart, and those of numbers in as many as most rows have numbers: headers were lost or not recognised."""
    return nameless([part for column in columns for part in (_parts(column, rows) if column.role in _DIVIDED else [column])])


def _parts(column: Column, rows: Sequence[Line]) -> list[Column]:
    """A column of numbers in two, and each of these again; the last one keeps the name."""
    middle = _gap(column, rows)
    if middle is None:
        return [column]
    return [*_parts(column._replace(role=UNKNOWN, right=middle), rows), *_parts(column._replace(left=middle), rows)]


def nameless(columns: Sequence[Column]) -> tuple[Column, ...]:
    """The same, those without a name told apart by a number behind a question mark."""
    return tuple(one if one.role else one._replace(role=f"?{place}") for place, one in enumerate(columns))


def _gap(column: Column, rows: Sequence[Line]) -> float | None:
    """The middle of the widest gap between the numbers of a column, where on most rows one stands on either side of it."""
    inside = [
        [token for token in row.tokens if column.left <= (token.x0 + token.x1) / 2 < column.right and token.text[-1:].isdigit()]
        for row in rows
    ]
    several = [tokens for tokens in inside if len(tokens) > 1]
    if len(several) < max(2, _MOSTLY * len(rows)):
        return None
    stops = sorted({edge for tokens in several for token in tokens for edge in (token.x0, token.x1)})
    best: tuple[int, float, float] | None = None
    for left, right in pairwise(stops):
        middle = (left + right) / 2
        parts = sum(tokens[0].x1 <= middle <= tokens[-1].x0 for tokens in several)
        crossed = sum(token.x0 < middle < token.x1 for tokens in inside for token in tokens)
        if parts >= _MOSTLY * len(rows) and right - left > _NARROW and (best is None or (crossed, left - right) < best[:2]):
            best = (crossed, left - right, middle)
    return best[2] if best and best[0] <= _FEW * len(rows) else None


def _is_number(token: Token) -> bool:
    return any(sign.isdigit() for sign in token.text) and not any(sign.isalpha() for sign in token.text)


def _figures_below(column: Column, tokens: Sequence[Token]) -> list[Token]:
    """The numbers whose middle stands below the name of a column."""
    return [token for token in tokens if column.head_left <= (token.x0 + token.x1) / 2 <= column.head_right and _is_number(token)]


def _between(one: Column, other: Column, figures: Sequence[Token], rows: int) -> tuple[float, float]:
    """Where the edge of two columns lies at the least and at the most: right of most numbers below the first name, where it names numbers
    or is not known, and left of most numbers below the second one."""
    low, high = ((column.head_left + column.head_right) / 2 if column.role in NUMBERS else column.head_left + 1 for column in (one, other))
    below, beside = (_figures_below(column, figures) if column.role in NUMBERS or column.role == UNKNOWN else [] for column in (one, other))
    ends, begins = sorted(token.x1 for token in below), sorted(token.x0 for token in beside)
    least = max(low, ends[len(ends) // 2]) if len(ends) >= _MOSTLY * rows else low
    most = min(high, begins[len(begins) // 2]) if len(begins) >= _MOSTLY * rows else high
    return (least, most) if least < most else (low, high)


def _edge(one: Column, other: Column, tokens: Sequence[Token], bounds: tuple[float, float]) -> float:
    """The middle of the widest gap that the fewest words cross. Text begins below the left edge of its header and runs on to the right,
    numbers stand below their header or reach out of it to the left."""
    low, high = bounds
    stops = sorted({low, high, *(edge for token in tokens for edge in (token.x0, token.x1) if low < edge < high)})
    best = (len(tokens) + 1, 0.0, (one.head_right + other.head_left) / 2)
    for left, right in pairwise(stops):
        middle = (left + right) / 2
        crossing = sum(token.x0 < middle < token.x1 for token in tokens)
        best = min(best, (crossing, left - right, middle))
    return best[2]
