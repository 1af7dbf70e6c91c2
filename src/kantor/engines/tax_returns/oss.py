"""Writes a return of the One Stop Shop as the rows that the German portal takes in (BZSt, "Import von Umsätzen", version 2.0).

Nothing official checks it here. Corrections of earlier quarters are keyed into the form: since version 1.1 there is a kind of row for them
(6: state, year, and further columns), but the order of all its columns is not confirmed here.
"""

import csv
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO
from typing import NamedTuple

VERSION = "#v2.0"
STATES = "1"
FROM_HOME = {"services": "2", "goods": "3"}
"""Kind of row for what the seller supplies from its own country."""


class OssFigure(NamedTuple):
    """What was sold in a state at a rate, in euros. state: its VAT prefix; supply: `goods` or `services`; kind: `STANDARD` or `REDUCED`."""

    state: str
    supply: str
    kind: str
    rate: Decimal
    base: Decimal
    tax: Decimal


def write_oss(figures: Iterable[OssFigure]) -> bytes:
    """UTF-8, comma, a dot before the decimals: the version, a row for each state, then a row for each figure that is not zero."""
    rows = [one for one in figures if one.base and one.tax]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow((VERSION,))
    writer.writerows((STATES, state) for state in sorted({one.state for one in rows}))
    for supply, mark in FROM_HOME.items():
        own = sorted(one for one in rows if one.supply == supply)
        writer.writerows((mark, one.state, one.kind, f"{one.rate:.2f}", f"{one.base:.2f}", f"{one.tax:.2f}") for one in own)
    return out.getvalue().encode("utf-8")
