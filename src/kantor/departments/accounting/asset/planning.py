"""The plan of an asset as the law of the client's country gives it, by months or by fiscal years; pure."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from kantor.countries.depreciation import Asset, Part, plan
from kantor.kit.money import Money, total
from kantor.words import Reading

MONTHS = 12
MOST_MONTHS = 600
ONE = Decimal(1)


def planned_for_tax(reading: Reading, client: dict[str, Any]) -> list[Part] | None:
    """As `planned`, by the method and the life that tax has of its own; what it says nothing of is as in the books. Nothing without one."""
    if not reading.text("tax_method"):
        return []
    own = {"method": reading.values["tax_method"]}
    if reading.text("tax_months"):
        own["months"] = reading.values["tax_months"]
    return planned(replace(reading, values={**reading.values, **own}), client)


def planned(reading: Reading, client: dict[str, Any]) -> list[Part] | None:
    """None where the figures are not all there; raises PlanUnknown where the law allows no such depreciation."""
    cost, on, months = reading.number("cost"), reading.date("in_use_on"), reading.number("months")
    currency, country = reading.text("currency"), str(client.get("country", ""))
    if cost is None or cost <= 0 or on is None or len(currency) != 3 or not country or not reading.text("method"):
        return None
    if months is not None and (months != int(months) or not 0 <= months <= MOST_MONTHS):
        return None
    units = reading.number("units") or ONE
    year_begins = int(client.get("fiscal_year_start") or 1)
    parts = plan(
        Asset(
            country=country,
            method=reading.text("method"),
            cost=Money(cost, currency).rounded(),
            residual=Money(reading.number("residual") or cost - cost, currency).rounded(),
            in_use_on=on,
            months=int(months or 0),
            year_begins=year_begins,
            units=units if units > 0 else ONE,
        )
    )
    return _by_years(parts, year_begins) if reading.text("rhythm") == "yearly" else parts


def _by_years(parts: list[Part], year_begins: int) -> list[Part]:
    years: dict[int, list[Part]] = {}
    for part in parts:
        years.setdefault(part.due_on.year + (part.due_on.month >= year_begins > 1), []).append(part)
    return [Part(own[-1].due_on, total((one.amount for one in own), own[0].amount.currency), own[-1].book_value) for own in years.values()]
