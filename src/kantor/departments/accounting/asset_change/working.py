"""From the form and what is known of the asset to what the change makes of it; pure, the same for form, rules and effect."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.countries.depreciation import KEEPS_RATE
from kantor.departments.accounting.asset_change.standing import (
    CHANGES,
    DISPOSALS,
    Change,
    Made,
    Plan,
    Row,
    made,
    share_of,
    without_write_downs,
)
from kantor.departments.accounting.rhythm import months_later
from kantor.kit.money import Money
from kantor.words import Reading

MOST_MONTHS = 600


def amount_of(reading: Reading, asset: Mapping[str, Any]) -> Decimal | None:
    """What is typed; of a disposal the cost of the units that go, or of all where neither is said."""
    typed = reading.number("amount")
    if typed is not None or reading.text("change") not in DISPOSALS:
        return typed
    cost, units = Money.of(asset["cost"], asset["currency"]), reading.number("units")
    held = Decimal(asset["units"] or 0)
    if units is None:
        return cost.amount
    return share_of(cost, units, held).amount if held and 0 < units <= held else None


def change_of(reading: Reading, asset: Mapping[str, Any]) -> Change | None:
    """None where a figure is missing or cannot be."""
    amount, until, months = amount_of(reading, asset), reading.date("worn_until"), reading.number("months") or Decimal(0)
    if amount is None or amount <= 0 or until is None or months != int(months) or not 0 <= months <= MOST_MONTHS:
        return None
    kind = reading.text("change")
    money = Money(amount, asset["currency"]).rounded()
    if kind not in CHANGES or (kind in DISPOSALS and money > Money.of(asset["cost"], asset["currency"])):
        return None
    return Change(kind, until, money, int(months))


def worked_out(reading: Reading, asset: Mapping[str, Any], country: str) -> Made | None:
    """None where the figures are not all there."""
    change = change_of(reading, asset)
    if change is None:
        return None
    return made(Money.of(asset["cost"], asset["currency"]), Money.of(asset["worn"], asset["currency"]), _plan(asset, country), change)


def highest(asset: Mapping[str, Any], country: str, until: date) -> Money:
    """The book value that a write-up may reach at the end of a day: that without any write-down."""
    currency = asset["currency"]
    plan = _plan(asset, country)._replace(rows=_rows(asset["first_rows"], currency), begins_on=date.fromisoformat(asset["begins_on"]))
    changes = [
        Change(one["change"], date.fromisoformat(one["worn_until"]), Money.of(one["amount"], currency), one["months"])
        for one in asset["changes"]
    ]
    return without_write_downs(Money.of(asset["first_cost"], currency), plan, changes, until).book_value


def _plan(asset: Mapping[str, Any], country: str) -> Plan:
    begins = date.fromisoformat(asset["begins_on"])
    if asset["changes"]:
        begins = months_later(date.fromisoformat(asset["changes"][-1]["worn_until"]).replace(day=1), 1)
    keeps_rate = country in KEEPS_RATE and asset["method"] == "linear"
    return Plan(_rows(asset["rows"], asset["currency"]), begins, asset["months"] if keeps_rate else 0)


def _rows(told: Any, currency: str) -> tuple[Row, ...]:
    return tuple(Row(date.fromisoformat(row["due_on"]), Money.of(row["amount"], currency)) for row in told)
