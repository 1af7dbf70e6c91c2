"""What a fixed asset stands at, and what a sale, a later cost or a write-down makes of it and of its plan; pure, to the smallest unit."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from kantor.departments.accounting.rhythm import month_ends, months_later
from kantor.kit.money import Money, total

CHANGES = ("addition", "sale", "scrapping", "write_down", "write_up")
DISPOSALS = ("sale", "scrapping")
VALUED = ("write_down", "write_up")
YEAR = 12
MOST_PARTS = 1200


class Row(NamedTuple):
    """A part of a plan: what is depreciated on its day."""

    due_on: date
    amount: Money


class Standing(NamedTuple):
    """Of an asset on a day. worn: depreciated by then, planned parts that are due by then among it; rows: parts still to come."""

    cost: Money
    worn: Money
    rows: tuple[Row, ...]

    @property
    def book_value(self) -> Money:
        return self.cost - self.worn

    @property
    def residual(self) -> Money:
        """What is left when all parts are booked."""
        return self.book_value - total((row.amount for row in self.rows), self.cost.currency)


class Plan(NamedTuple):
    """All parts that stand, the oldest first. begins_on: first day of the first month that they cover; rate_months: over how many months
    the whole cost is worn where a later cost is worn at the same rate, 0 where it is spread over the time that is left."""

    rows: tuple[Row, ...]
    begins_on: date
    rate_months: int = 0


class Change(NamedTuple):
    """kind: one of `CHANGES`; worn_until: last day of the last month that is worn as before; amount: the later cost, the cost of what goes,
    or by how much the value falls or rises; months: over which the rest is worn evenly, 0 as before."""

    kind: str
    worn_until: date
    amount: Money
    months: int = 0


class Made(NamedTuple):
    """arrears: depreciation of months before the change that no part of the plan has booked; cost, worn: by how much either changes
    besides; stood: before the change, the arrears among it; after: it."""

    arrears: Money
    cost: Money
    worn: Money
    stood: Standing
    after: Standing


def stands(cost: Money, worn: Money, plan: Plan, until: date) -> tuple[Standing, Money]:
    """At the end of a month; worn: what changes before it have depreciated beside the plan. The second is the arrears: of a part that
    covers several months, those that are over; it counts as worn."""
    booked = arrears = Money.zero(cost.currency)
    rest: list[Row] = []
    covered = _month(plan.begins_on)
    for row in plan.rows:
        if row.due_on <= until:
            booked += row.amount
        else:
            months, over = _month(row.due_on) - covered + 1, _month(until) - covered + 1
            part = total(row.amount.allocate([1] * months)[:over], cost.currency) if 0 < over < months else Money.zero(cost.currency)
            arrears += part
            rest.append(row._replace(amount=row.amount - part))
        covered = max(covered, _month(row.due_on) + 1)
    return Standing(cost, worn + booked + arrears, tuple(rest)), arrears


def made(cost: Money, worn: Money, plan: Plan, change: Change) -> Made:
    """What a change makes of an asset. Of a part that goes, its share of the depreciation and of what is left at the end goes as well."""
    stood, arrears = stands(cost, worn, plan, change.worn_until)
    zero, residual = Money.zero(cost.currency), stood.residual
    if change.kind in DISPOSALS:
        share = change.amount.amount / cost.amount
        is_all = change.amount == cost
        gone = stood.worn if is_all else Money(stood.worn.amount * share, cost.currency).rounded()
        cost_by, worn_by = -change.amount, -gone
        residual = zero if is_all else residual - Money(residual.amount * share, cost.currency).rounded()
    else:
        cost_by = change.amount if change.kind == "addition" else zero
        worn_by = {"write_down": change.amount, "write_up": -change.amount}.get(change.kind, zero)
    cost_after, worn_after = cost + cost_by, stood.worn + worn_by
    base = max(cost_after - worn_after - residual, zero)
    rate = plan.rate_months if change.kind == "addition" else 0
    steady = Money(cost_after.amount / rate, cost.currency).rounded() if rate else zero
    rows = _spread(base, stood.rows, change, steady)
    return Made(arrears, cost_by, worn_by, stood, Standing(cost_after, worn_after, rows))


def without_write_downs(cost: Money, plan: Plan, changes: Sequence[Change], until: date) -> Standing:
    """What an asset would stand at had its value never been written down: no write-up goes above it (§ 253 Abs. 5 Satz 1 HGB, art. 35c
    ustawy o rachunkowości, PSAK 236)."""
    worn = Money.zero(cost.currency)
    for change in changes:
        if change.kind not in VALUED:
            found = made(cost, worn, plan, change)
            cost, worn = found.after.cost, found.after.worn
            plan = plan._replace(rows=found.after.rows, begins_on=months_later(change.worn_until.replace(day=1), 1))
    return stands(cost, worn, plan, until)[0]


def _spread(base: Money, rows: Sequence[Row], change: Change, steady: Money) -> tuple[Row, ...]:
    """Over the months named, at a steady rate, or as the parts before were: a declining plan goes on declining."""
    if not base:
        return ()
    following = months_later(change.worn_until.replace(day=1), 1)
    if change.months:
        shares = base.allocate([1] * change.months)
        return _rows(month_ends(following, change.months), shares)
    if steady and rows and _is_monthly(rows):
        count = min(int((base.amount / steady.amount).to_integral_value(rounding="ROUND_CEILING")), MOST_PARTS)
        shares = [*([steady] * (count - 1)), base - steady * (count - 1)]
        return _rows(month_ends(following, count), shares)
    weights = [row.amount.minor for row in rows]
    return _rows([row.due_on for row in rows], base.allocate(weights)) if any(weights) else ()


def _rows(days: Sequence[date], amounts: Sequence[Money]) -> tuple[Row, ...]:
    return tuple(Row(on, amount) for on, amount in zip(days, amounts, strict=True) if amount)


def _is_monthly(rows: Sequence[Row]) -> bool:
    return all(_month(later.due_on) - _month(row.due_on) == 1 for row, later in pairwise(rows))


def _month(on: date) -> int:
    return on.year * YEAR + on.month


def share_of(cost: Money, units: Decimal, of_units: Decimal) -> Money:
    """The cost of some of so many equal things."""
    return cost if units == of_units else Money(cost.amount * units / of_units, cost.currency).rounded()
