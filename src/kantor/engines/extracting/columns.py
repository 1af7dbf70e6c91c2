"""The columns of a table on paper: found by the labels of its header, parted where the rows below leave the widest gap."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.labels import Label, labels
from kantor.engines.extracting.lines import CELLS_APART, Line, Token, segments

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
_FEWEST = 2
_SHORT = 3
_AMOUNTS = frozenset({"quantity", "price", "net"})
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
    """The columns whose names stand on this line; none where it has figures, or is a sentence."""
    if len(line.tokens) > 40 or any(_is_figure(token.text) for token in line.tokens):
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
            # `Price (EUR)`, `Towar / usługa`: what follows a label in its segment and says nothing else belongs to it
            if at > first and columns and role in (UNKNOWN, columns[-1].role):
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
    tokens = [token for row in (head, *rows) for token in row.tokens]
    edges = [0.0]
    for one, other in pairwise(columns):
        edges.append(_edge(one, other, tokens))
    edges.append(rows[0].width)
    return tuple(column._replace(left=edges[place], right=edges[place + 1]) for place, column in enumerate(columns))


def divided(columns: Sequence[Column], rows: Sequence[Line]) -> tuple[Column, ...]:
    """Nameless columns told apart, and those of numbers in two where most rows have two numbers: a header was lost or not recognised."""
    found: list[Column] = []
    for column in columns:
        middle = _gap(column, rows) if column.role in _AMOUNTS else None
        if middle is not None:
            found.append(column._replace(role=UNKNOWN, right=middle))
            column = column._replace(left=middle)
        found.append(column)
    return tuple(one if one.role else one._replace(role=f"?{place}") for place, one in enumerate(found))


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


def _edge(one: Column, other: Column, tokens: Sequence[Token]) -> float:
    """The middle of the widest gap that the fewest words cross. Text begins below the left edge of its header and runs on to the right,
    numbers stand below their header or reach out of it to the left."""
    low = (one.head_left + one.head_right) / 2 if one.role in NUMBERS else one.head_left + 1
    high = (other.head_left + other.head_right) / 2 if other.role in NUMBERS else other.head_left + 1
    stops = sorted({low, high, *(edge for token in tokens for edge in (token.x0, token.x1) if low < edge < high)})
    best = (len(tokens) + 1, 0.0, (one.head_right + other.head_left) / 2)
    for left, right in pairwise(stops):
        middle = (left + right) / 2
        crossing = sum(token.x0 < middle < token.x1 for token in tokens)
        best = min(best, (crossing, left - right, middle))
    return best[2]
