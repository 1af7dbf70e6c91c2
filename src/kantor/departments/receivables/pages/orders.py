"""Orders line by line: ordered, performed, billed, and what is left to bill."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.kit.sql import Queries
from kantor.words import Reading, Value
from kantor.words.field import cell, number

QUERIES = Queries(__file__)
MOST_LINES = 10_000
"""So many lines at most has an order; a line's place in the list is its order's id and its place in it."""
ZERO = Decimal(0)
LineKey = tuple[int, str, str]


class OrderLine(NamedTuple):
    """id: its place in the list; document_id: the order; open: what is ordered and not billed."""

    id: int
    client_id: int
    document_id: int
    party_id: int | None
    party_name: str
    number: str
    line: str
    article: str
    name: str
    unit: str
    ordered: Decimal
    performed: Decimal
    billed: Decimal
    open: Decimal
    price: Decimal
    currency: str
    ordered_on: date


def order_lines(clients: Sequence[int], *, before: int, limit: int, party: int | None = None, order: str = "") -> list[OrderLine]:
    """A page of the lines of confirmed orders, the newest order first, the last line of each first."""
    given = {"clients": list(clients), "party": party, "order": order, "until": before // MOST_LINES, "limit": limit}
    orders = [(row, Reading.from_json(row.content)) for row in QUERIES.rows("sales_orders", **given)]
    performed = _performed([row for row, _ in orders])
    keys = [_once(row, cell(line, "line")) for row, reading in orders if _is_at_once(reading) for line in reading.rows("lines")]
    whole = {row.key for row in QUERIES.rows("billed_whole", keys=keys)} if keys else set()
    found = [line for row, reading in orders for line in _lines(row, reading, performed, whole) if line.id < before]
    return found[:limit]


def _is_at_once(reading: Reading) -> bool:
    return reading.text("billed") == "at_once"


def _once(row: Any, line: str) -> str:
    return f"contract:{row.id}:{line}:once"


def _performed(orders: Sequence[Any]) -> Mapping[LineKey, tuple[Decimal, Decimal]]:
    """By client, order and line what is reported as performed, and what of it is billed."""
    found: dict[LineKey, tuple[Decimal, Decimal]] = defaultdict(lambda: (ZERO, ZERO))
    given = {"clients": [row.client_id for row in orders], "numbers": [row.number for row in orders]}
    for row in QUERIES.rows("performed", **given) if orders else ():
        cells = {key: Value.from_json(value).text for key, value in row.cells.items()}
        quantity, key = number(cells.get("quantity", "")) or ZERO, (row.client_id, row.number, cells.get("line", ""))
        done, billed = found[key]
        found[key] = (done + quantity, billed + (quantity if row.billed else ZERO))
    return found


def _lines(row: Any, reading: Reading, performed: Mapping[LineKey, tuple[Decimal, Decimal]], whole: set[str]) -> Iterator[OrderLine]:
    for place, line in reversed(list(enumerate(reading.rows("lines")))):
        name, ordered = cell(line, "line"), number(cell(line, "quantity")) or ZERO
        done, billed = performed.get((row.client_id, row.number, name), (ZERO, ZERO))
        if _once(row, name) in whole:
            done = billed = ordered
        yield OrderLine(
            id=row.id * MOST_LINES + place,
            client_id=row.client_id,
            document_id=row.id,
            party_id=row.party_id,
            party_name=row.party_name,
            number=row.number,
            line=name,
            article=cell(line, "article"),
            name=cell(line, "name"),
            unit=cell(line, "unit"),
            ordered=ordered,
            performed=done,
            billed=billed,
            open=ordered - billed,
            price=number(cell(line, "price")) or ZERO,
            currency=row.currency,
            ordered_on=row.ordered_on,
        )
