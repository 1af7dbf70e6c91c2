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


class Column(NamedTuple):
    """A column: what it holds ('' where its header is not known), the edges of its header and those of its cells, in points."""

    role: str
    head_left: float
    head_right: float
    left: float = 0.0
    right: float = 0.0


def header(sheet: Sheet, index: int) -> tuple[Column, ...] | None:
    """The columns whose names stand on this line; None where it is no header of a table with amounts."""
    line = sheet.lines[index]
    if any(sign.isdigit() for sign in line.text) or len(line.tokens) > 40:
        return None
    line = line._replace(segments=segments(line.tokens, CELLS_APART))
    columns = list(_columns(line, tuple(labels(line))))
    roles = [column.role for column in columns]
    if "quantity" in roles and roles.index("quantity") == 0 and roles.count("quantity") > 1:
        columns[0] = columns[0]._replace(role="position")
    known = {column.role for column in columns} - {UNKNOWN}
    if "net" not in known and known & {"price", "quantity"} and columns[-1].role in (UNKNOWN, "rate"):
        columns[-1] = columns[-1]._replace(role="net")
        known.add("net")
    if "net" not in known or len(known) < _FEWEST + ("name" not in known) or not known & {"name", "quantity", "price", "article"}:
        return None
    return tuple(_last_net_only(columns))


def _columns(line: Line, named: Sequence[Label]) -> Sequence[Column]:
    """One for each label, one for each run of words between labels that says nothing known."""
    columns: list[Column] = []
    starts = {label.first: label for label in named}
    for first, end in line.segments:
        at = first
        while at < end:
            label = starts.get(at)
            behind = label.end if label else next((place for place in range(at + 1, end) if place in starts), end)
            role = ROLES.get(label.meaning, UNKNOWN) if label else UNKNOWN
            # `Price (EUR)`, `Towar / usługa`: what follows a label in its segment and says nothing else belongs to it
            if at > first and columns and role in (UNKNOWN, columns[-1].role):
                columns[-1] = columns[-1]._replace(head_right=line.tokens[behind - 1].x1)
            else:
                columns.append(Column(role, line.tokens[at].x0, line.tokens[behind - 1].x1))
            at = behind
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
