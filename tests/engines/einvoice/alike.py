"""Compares two semantic invoices term by term, whatever syntax they came in."""

from collections import Counter
from fnmatch import fnmatchcase
from typing import NamedTuple

from kantor.engines.einvoice import Group, Invoice
from kantor.engines.einvoice.model import exact

Facts = Counter[tuple[str, str]]


class Explained(NamedTuple):
    """A difference that stands in the sources. files, terms, values: patterns; side: whose value has no equal, `first` or `second`."""

    files: str
    side: str
    terms: str
    values: str
    because: str


def facts(group: Group, path: str = "") -> Facts:
    """Every business term below the group: (path of ids, value), lines counted, amounts by their value (19 is 19.00)."""
    found: Facts = Counter()
    for id, terms in group.terms.items():
        if id.startswith("BT-"):
            found.update((path + id, _plain(term.value)) for term in terms)
    for id, groups in group.groups.items():
        for position, inner in enumerate(groups, 1):
            if id.startswith("BG-"):
                found += facts(inner, f"{path}{id}[{position}]/" if id in ("BG-25", "BG-DEX-01") else f"{path}{id}/")
    return found


def _plain(text: str) -> str:
    number = exact(text)
    return f"{number.normalize():f}" if number is not None else " ".join(text.split())


def unexplained(name: str, first: Invoice, second: Invoice, table: list[Explained], used: set[Explained]) -> list[str]:
    """The differences between two readings of the invoice `name` that no row of the table explains; rows that did go to `used`."""
    ours, theirs = facts(first), facts(second)
    wrong = []
    for side, surplus in (("first", ours - theirs), ("second", theirs - ours)):
        for path, value in surplus.elements():
            rows = [row for row in table if row.side == side and fnmatchcase(name, row.files) and _covers(row, path, value)]
            used.update(rows)
            if not rows:
                wrong.append(f"{name}: only {side}: {path} = {value!r}")
    return wrong


def _covers(row: Explained, path: str, value: str) -> bool:
    return path.rpartition("/")[2] in row.terms.split() and fnmatchcase(value, row.values)
