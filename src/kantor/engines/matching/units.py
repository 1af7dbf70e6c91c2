"""Units of quantity: which ones measure the same, and how many of one make another (UN/ECE Recommendation 20 and usual words)."""

import csv
from decimal import Decimal
from functools import cache
from importlib.resources import files
from io import StringIO

ONE = Decimal(1)


@cache
def units_per(unit: str, other: str) -> Decimal | None:
    """How many `other` make one `unit`: 12 for `DZN` and `C62`; None where they measure different things.

    A missing unit is taken for the other one; units that the table does not know agree only with themselves.
    """
    one, two = _plain(unit), _plain(other)
    if one == two or not one or not two:
        return ONE
    known, wanted = _units().get(one), _units().get(two)
    if known is None or wanted is None or known[0] != wanted[0]:
        return None
    return known[1] / wanted[1]


def _plain(unit: str) -> str:
    return unit.strip().rstrip(".").upper()


@cache
def _units() -> dict[str, tuple[str, Decimal]]:
    text = files("kantor.engines.matching").joinpath("units.csv").read_text(encoding="utf-8")
    return {
        word: (row["measure"], Decimal(row["per_unit"])) for row in csv.DictReader(StringIO(text)) for word in row["words"].upper().split()
    }
