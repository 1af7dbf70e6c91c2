"""From the form and what the centre has cost to what each receiver bears; pure, the same for form, rules and effect."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kantor.departments.accounting.allocation.dividing import Share, divided
from kantor.kit.money import Money
from kantor.words import Reading
from kantor.words.field import cell, number


def receivers_of(reading: Reading) -> tuple[tuple[str, Decimal], ...]:
    """Those with a code and a share above zero."""
    rows = ((cell(row, "cost_centre").strip(), number(cell(row, "share")) or Decimal(0)) for row in reading.rows("receivers"))
    return tuple((code, share) for code, share in rows if code and share > 0)


def worked_out(reading: Reading, told: Mapping[str, Any] | None, currency: str) -> tuple[Share, ...]:
    """told: the answer about the centre's costs; nothing where figures are missing."""
    receivers = receivers_of(reading)
    if told is None or not receivers or not currency or not reading.text("basis"):
        return ()
    costs = {row["account"]: Money(Decimal(row["amount"]), currency) for row in told["costs"]}
    return divided(costs, receivers, reading.text("basis"))
