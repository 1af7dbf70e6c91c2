"""Depreciation plans: by law of Germany, Poland and Indonesia, month by month, exact to the smallest unit; pure.

Months count as the law counts them: from the month of acquisition (§ 7 Abs. 1 Satz 4 EStG, Pasal 11 ayat (3) UU PPh), in Poland from the
month after the asset was put to use (art. 16h ust. 1 pkt 1 ustawy o CIT). A year's amount is worked out first, then its months.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from kantor.countries import tables
from kantor.kit.dates import month_end
from kantor.kit.money import Money

MONTHS = 12
HUNDRED = Decimal(100)
DAY = timedelta(days=1)
METHODS = ("linear", "declining", "low_value", "pool", "none")
AFTER_THE_MONTH = frozenset({"PL"})
KEEPS_RATE = frozenset({"PL"})
"""Countries in which a later cost is worn at the rate of the asset, so that it takes longer (art. 16g ust. 13, art. 16i ust. 1 ustawy
o CIT); elsewhere it is spread over the months that are left (R 7.4 Abs. 9 EStR, from its month on)."""
FOLDERS = {"DE": "germany", "PL": "poland", "ID": "indonesia"}


class PlanUnknown(LookupError):
    """The law of the country knows no such depreciation; key: the sentence that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Part(NamedTuple):
    """What is depreciated for the month that ends on `due_on`, and the book value after it."""

    due_on: date
    amount: Money
    book_value: Money


class DecliningRule(NamedTuple):
    """Who acquires within these days may depreciate by so many times the linear rate, and by `most_percent` at most (None: no limit)."""

    times: Decimal
    most_percent: Decimal | None
    valid_from: date
    valid_until: date | None
    source: str


class LowValueRule(NamedTuple):
    """What costs up to `until` (and more than `above`) is written off so. method: `low_value` at once, `pool` over `years` full years."""

    method: str
    above: Decimal
    until: Decimal
    years: int
    valid_from: date
    valid_until: date | None
    source: str


class UsefulLife(NamedTuple):
    """How long things of a kind are used by the public tables. key: as the table numbers them; months: of use."""

    key: str
    name_local: str
    name_en: str
    months: int
    source: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Asset:
    """country: whose law; in_use_on: acquired or put to use; residual: what is left at the end; year_begins: month of the fiscal year;
    units: so many of a kind that can be used each by itself, which `cost` is for together."""

    country: str
    method: str
    cost: Money
    residual: Money
    in_use_on: date
    months: int
    year_begins: int = 1
    units: Decimal = Decimal(1)


def plan(asset: Asset) -> list[Part]:
    """The parts, the oldest first; they come to cost less residual. Raises PlanUnknown where the law does not allow the method."""
    if asset.method == "none":
        return []
    if asset.method in ("low_value", "pool"):
        return _at_once_or_pooled(asset)
    if asset.method not in METHODS or asset.months <= 0:
        raise PlanUnknown("method")
    years = list(_years(asset.months, first_month(asset.country, asset.in_use_on), asset.year_begins))
    lengths = [len(months) for months in years]
    amounts = _declining(asset, lengths) if asset.method == "declining" else (asset.cost - asset.residual).allocate(lengths)
    found = [share for months, amount in zip(years, amounts, strict=True) for share in amount.allocate([1] * len(months))]
    return _parts(asset, [month for year in years for month in year], found)


def useful_lives(country: str) -> tuple[UsefulLife, ...]:
    """The table of a country, in its order."""
    rows = tables.rows(FOLDERS[country], "useful_lives.csv")
    return tuple(UsefulLife(row["key"], row["name_local"], row["name_en"], int(row["months"]), row["source"]) for row in rows)


def declining_rule(country: str, on: date) -> DecliningRule | None:
    """The rule for what is acquired that day; None where the law allows none."""
    rows = (
        DecliningRule(
            Decimal(row["times"]),
            tables.percent(row["most_percent"]),
            date.fromisoformat(row["valid_from"]),
            tables.day(row["valid_until"]),
            row["source"],
        )
        for row in tables.rows(FOLDERS[country], "declining.csv")
    )
    return next(tables.in_force(tuple(rows), on), None)


def low_value_rule(country: str, method: str, on: date) -> LowValueRule | None:
    rows = (
        LowValueRule(
            row["method"],
            Decimal(row["above"]),
            Decimal(row["until"]),
            int(row["years"]),
            date.fromisoformat(row["valid_from"]),
            tables.day(row["valid_until"]),
            row["source"],
        )
        for row in tables.rows(FOLDERS[country], "low_value.csv")
        if row["method"] == method
    )
    return next(tables.in_force(tuple(rows), on), None)


def first_month(country: str, in_use_on: date) -> date:
    """The first day of the first month that is depreciated."""
    first = in_use_on.replace(day=1)
    return _later(first, 1) if country in AFTER_THE_MONTH else first


def worn_until(country: str, on: date) -> date:
    """The last day of the last month that is depreciated as before when something becomes of an asset on a day: in Germany the last whole
    month (R 7.4 Abs. 8 EStR: what falls on the time before), elsewhere the month itself (art. 16h ust. 1 pkt 1 ustawy o CIT)."""
    end = month_end(on)
    return on.replace(day=1) - DAY if country == "DE" and on < end else end


def _later(first: date, months: int) -> date:
    years, zero_based = divmod(first.month - 1 + months, MONTHS)
    return date(first.year + years, zero_based + 1, 1)


def _years(months: int, first: date, year_begins: int) -> Iterator[list[date]]:
    """The first days of the months of use, a list for each fiscal year."""
    year: list[date] = []
    for place in range(months):
        month = _later(first, place)
        if year and month.month == year_begins:
            yield year
            year = []
        year.append(month)
    yield year


def _declining(asset: Asset, lengths: list[int]) -> list[Money]:
    """A share of the book value each year, in proportion to the months; what is left is linear as soon as that is more (§ 7 Abs. 3 EStG,
    art. 16k ust. 1 ustawy o CIT), and in Indonesia written off in the last year (Pasal 11 ayat (2) UU PPh)."""
    rule = declining_rule(asset.country, asset.in_use_on)
    if rule is None:
        raise PlanUnknown("declining")
    percent = rule.times * HUNDRED * MONTHS / asset.months
    percent = percent if rule.most_percent is None else min(percent, rule.most_percent)
    value, left, amounts = asset.cost - asset.residual, asset.months, []
    for length in lengths:
        share = Money(value.amount * percent * length / (HUNDRED * MONTHS), value.currency).rounded()
        if asset.country == "ID":
            share = value if length == left else share
        else:
            share = max(share, _linear(asset, value, length, left), key=lambda one: one.amount)
        share = value if length == left else min(share, value)
        amounts.append(share)
        value, left = value - share, left - length
    return amounts


def _linear(asset: Asset, value: Money, length: int, left: int) -> Money:
    """What the linear method gives for so many months: of what is left in Germany, of the cost in Poland."""
    if asset.country == "PL":
        whole = asset.cost - asset.residual
        return Money(whole.amount * length / asset.months, value.currency).rounded()
    return Money(value.amount * length / left, value.currency).rounded()


def _at_once_or_pooled(asset: Asset) -> list[Part]:
    """At once in the month of acquisition, or in equal parts at the end of this and the next fiscal years, whatever the month.

    The limits are for one of the things that can be used by themselves (§ 6 Abs. 2 Satz 1 EStG, art. 16d ust. 1 ustawy o CIT)."""
    rule = low_value_rule(asset.country, asset.method, asset.in_use_on)
    if rule is None:
        raise PlanUnknown(asset.method)
    if not rule.above < asset.cost.amount / asset.units <= rule.until:
        raise PlanUnknown(f"{asset.method}_cost")
    if asset.method == "low_value":
        return _parts(asset, [asset.in_use_on.replace(day=1)], [asset.cost])
    begun = date(asset.in_use_on.year - (asset.in_use_on.month < asset.year_begins), asset.year_begins, 1)
    last = _later(begun, MONTHS - 1)
    return _parts(asset, [_later(last, MONTHS * place) for place in range(rule.years)], asset.cost.allocate([1] * rule.years))


def _parts(asset: Asset, months: list[date], amounts: list[Money]) -> list[Part]:
    value, found = asset.cost, []
    for month, amount in zip(months, amounts, strict=True):
        value -= amount
        found.append(Part(month_end(month), amount, value))
    return [part for part in found if part.amount]
