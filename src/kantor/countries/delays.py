"""Default interest: what a debtor owes by law for paying late, by the rate of each day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from kantor.countries import tables

DAYS_OF_A_YEAR = 365
CENT = Decimal("0.01")


class LumpSum(NamedTuple):
    """What a business owes besides for a debt below an amount in the country's currency, None for any debt."""

    below: Decimal | None
    amount: Decimal


class BaseRate(NamedTuple):
    """The rate that default interest goes by, in percent a year."""

    percent: Decimal
    valid_from: date
    valid_until: date | None
    source: str


@dataclass(frozen=True, kw_only=True)
class Delays:
    """A country's law of late payment. business, consumer: points above the base rate, None where only the contract says; business_since:
    the first due day for which those of businesses hold; lump_sums: what a business owes besides, by the debt, the smallest first, in
    lump_sum_currency; relief_days: after the due day until the tax of a bad debt comes back, 0 where that does not depend on it, None
    where it never does; rates: the oldest first."""

    business: Decimal | None
    consumer: Decimal | None
    business_since: date
    lump_sums: tuple[LumpSum, ...]
    lump_sum_currency: str
    source: str
    relief_days: int | None
    relief_source: str
    rates: tuple[BaseRate, ...]

    def gives_tax_back(self, due_on: date, on: date) -> bool:
        """Whether the tax of a debt that will not be paid may be corrected on a day."""
        return self.relief_days == 0 or (self.relief_days is not None and on >= due_on + timedelta(days=self.relief_days))

    def lump_sum(self, debt: Decimal, due_on: date, *, is_business: bool) -> Decimal:
        """What the law gives besides for a debt in the country's currency, in `lump_sum_currency`; 0 where it gives nothing."""
        if not is_business or due_on < self.business_since:
            return Decimal(0)
        return next((one.amount for one in self.lump_sums if one.below is None or debt < one.below), Decimal(0))

    def interest(self, amount: Decimal, due_on: date, until_on: date, *, is_business: bool, after: date | None = None) -> Decimal | None:
        """Interest for the days after `due_on` up to and with `until_on`, half up to cents; None where the law or its tables name no rate.
        after: the last day that is charged already, where that is later; by which law the debt goes says the day on which it was due.

        Each day at the rate of that day, a year of 365 days; never below zero.
        """
        points = self.business if is_business else self.consumer
        first = max(due_on, after or due_on) + timedelta(days=1)
        if points is None or not self.rates or first < self.rates[0].valid_from or (is_business and due_on < self.business_since):
            return None
        spans = [(row, max(first, row.valid_from), min(until_on, row.valid_until or until_on)) for row in self.rates]
        percents = (max(row.percent + points, Decimal(0)) * ((until - since).days + 1) for row, since, until in spans if since <= until)
        return (amount * sum(percents, Decimal(0)) / (100 * DAYS_OF_A_YEAR)).quantize(CENT, ROUND_HALF_UP)


def read_delays(written: Mapping[str, Any], folder: str) -> Delays:
    """The tables `delay` and `bad_debt` of a country's `law.toml`, with the rates of its `base_rates.csv`."""
    told, relief = written.get("delay", {}), written.get("bad_debt", {})
    rows = (
        []
        if "business" not in told
        else [
            BaseRate(Decimal(row["percent"]), date.fromisoformat(row["valid_from"]), tables.day(row["valid_until"]), row["source"])
            for row in tables.rows(folder, "base_rates.csv")
        ]
    )
    return Delays(
        business=Decimal(told["business"]) if "business" in told else None,
        consumer=Decimal(told["consumer"]) if "consumer" in told else None,
        business_since=told.get("business_since", date.min),
        lump_sums=tuple(
            LumpSum(Decimal(one["below"]) if one["below"] else None, Decimal(one["amount"])) for one in told.get("lump_sums", ())
        ),
        lump_sum_currency=told.get("lump_sum_currency", ""),
        source=told.get("source", ""),
        relief_days=relief.get("days"),
        relief_source=relief.get("source", ""),
        rates=tuple(rows),
    )
