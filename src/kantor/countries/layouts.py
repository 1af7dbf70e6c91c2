"""Layouts of financial statements: the lines that the law names, and which accounts of a chart stand in each."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Literal, NamedTuple

from kantor.countries import tables

FOLDERS = {"DE": "germany", "PL": "poland", "ID": "indonesia"}
Statement = Literal["balance_sheet", "income_statement"]


class Span(NamedTuple):
    """Accounts of a line. side: `d` those with a debit balance, `c` those with a credit balance, '' both.

    first..last are compared with as many characters as they have; the same twice is everything that begins so; exact: that number alone.
    """

    side: str
    first: str
    last: str
    exact: bool = False

    def holds(self, number: str) -> bool:
        if self.exact:
            return number == self.first
        return self.first <= number[: len(self.first)] and number[: len(self.last)] <= self.last


class LayoutLine(NamedTuple):
    """A line. mark: how the law numbers it; parent: key of the line that it is summed into, '' for a whole side; kind: `line` or
    `running`, which is what all lines above it come to; flow: where its change stands in the cash flow statement."""

    key: str
    parent: str
    mark: str
    kind: str
    flow: str
    spans: tuple[Span, ...]


@cache
def layout(country: str, chart: str, statement: Statement) -> tuple[LayoutLine, ...]:
    """The lines of `countries/<country>/<statement>.csv` for a chart; LookupError where the country has none for it."""
    folder = FOLDERS.get(country)
    rows = list(tables.rows(folder, f"{statement}.csv")) if folder else []
    if not rows or chart not in rows[0]:
        raise LookupError(f"{country} has no {statement} for the chart {chart}")
    return tuple(
        LayoutLine(
            key=row["key"],
            parent=row.get("parent", ""),
            mark=row["mark"],
            kind=row.get("kind", "line"),
            flow=row.get("flow", ""),
            spans=tuple(_span(text) for text in tables.words(row[chart])),
        )
        for row in rows
    )


def places(lines: Sequence[LayoutLine], numbers: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
    """Account -> side (`d`, `c`) -> key of the line; ValueError where two lines claim the same account, nothing where none does."""
    found: dict[str, dict[str, str]] = {}
    spans = [(span, line.key) for line in lines for span in line.spans]
    for number in numbers:
        own: dict[str, str] = {}
        for span, key in spans:
            if not span.holds(number):
                continue
            for side in span.side or "dc":
                if own.setdefault(side, key) != key:
                    raise ValueError(f"account {number} stands in {own[side]} and in {key}")
        found[number] = own
    return found


def _span(text: str) -> Span:
    side, _, numbers = text.rpartition(":")
    if numbers.startswith("="):
        return Span(side, numbers[1:], numbers[1:], exact=True)
    first, _, last = numbers.partition("..")
    return Span(side, first, last or first)
