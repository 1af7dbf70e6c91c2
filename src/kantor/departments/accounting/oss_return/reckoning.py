"""From what was sold in the scheme to the figures of a quarter, corrections of earlier ones, and what is payable in euros; pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.countries.sales.one_stop_shop import CURRENCY, Quarter, consumed, read_quarter
from kantor.kit.money import half_up

ZERO = Decimal(0)
CENTS = 2
Rates = Mapping[tuple[str, str], Decimal]
"""(quarter, currency) -> units of the currency for a euro."""


class Figure(NamedTuple):
    """What was sold in a state at a rate, in euros. kind: `STANDARD` or `REDUCED`."""

    state: str
    supply: str
    kind: str
    rate: Decimal
    base: Decimal
    tax: Decimal


class Correction(NamedTuple):
    """By how much the tax of an earlier quarter in a state changes, in euros. declared: what was declared for it, then and since."""

    quarter: str
    state: str
    tax: Decimal
    declared: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Reckoned:
    """A return as the books have it. missing: (quarter, currency) whose rate nobody gave, then there are no figures; unfiled: earlier
    quarters with sales and no return; due: the states' tax that stands on its account, in the books' currency, above zero where owed."""

    figures: tuple[Figure, ...]
    corrections: tuple[Correction, ...]
    missing: tuple[tuple[str, str], ...]
    unfiled: tuple[str, ...]
    due: Decimal

    @property
    def tax(self) -> Decimal:
        return sum((one.tax for one in self.figures), ZERO)

    @property
    def corrected(self) -> Decimal:
        return sum((one.tax for one in self.corrections), ZERO)

    @property
    def payable(self) -> Decimal:
        """What states are owed; one that owes the seller gives it back itself (Regulation (EU) 282/2011 art. 63 and 63a)."""
        return sum((worth for worth in self._by_state().values() if worth > 0), ZERO)

    @property
    def refunded(self) -> Decimal:
        return -sum((worth for worth in self._by_state().values() if worth < 0), ZERO)

    def _by_state(self) -> Mapping[str, Decimal]:
        sums: dict[str, Decimal] = defaultdict(Decimal)
        for figure in self.figures:
            sums[figure.state] += figure.tax
        for correction in self.corrections:
            sums[correction.state] += correction.tax
        return sums


def needed(quarter: Quarter, sales: Iterable[Mapping[str, str]], own: str) -> set[tuple[str, str]]:
    """Quarters and currencies whose rate the return needs: what was invoiced in, and the books' own, in which the debt is booked."""
    invoiced = {(row["quarter"], row["currency"]) for row in sales}
    return {one for one in invoiced | ({(str(quarter), own)} if invoiced else set()) if one[1] != CURRENCY}


def reckon(
    quarter: Quarter, sales: Sequence[Mapping[str, str]], returns: Sequence[Mapping[str, Any]], *, rates: Rates, own: str
) -> Reckoned:
    """sales: `quarter`, `code`, `currency`, `base`, `tax` in that currency, `local_tax`, up to the quarter; returns: those before it that
    stand, with `quarter`, `figures`, `corrections`, `rates`, `cleared`; own: the books' currency."""
    now, known = str(quarter), {**told_rates(returns), **rates}
    wanted = needed(quarter, sales, own)
    filed = {one["quarter"] for one in returns}
    unfiled = tuple(sorted({row["quarter"] for row in sales if row["quarter"] < now} - filed))
    cleared = sum((Decimal(one["cleared"]) for one in returns), ZERO)
    due = sum((Decimal(row["local_tax"]) for row in sales), ZERO) - cleared
    if missing := tuple(sorted(wanted - set(known))):
        return Reckoned(figures=(), corrections=(), missing=missing, unfiled=unfiled, due=due)
    figures = tuple(_figures([row for row in sales if row["quarter"] == now], known))
    corrections = tuple(_corrections(sales, returns, known, now))
    return Reckoned(figures=figures, corrections=corrections, missing=(), unfiled=unfiled, due=due)


def told_rates(returns: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], Decimal]:
    """The rates by which earlier returns were reckoned hold for what corrects them."""
    return {(row["quarter"], row["currency"]): Decimal(row["rate"]) for one in returns for row in one["rates"]}


def _figures(rows: Iterable[Mapping[str, str]], rates: Rates) -> Iterable[Figure]:
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for row in rows:
        base, tax = sums.get(row["code"], (ZERO, ZERO))
        sums[row["code"]] = (base + _euros(row, "base", rates), tax + _euros(row, "tax", rates))
    found = ((one, amounts) for code, amounts in sums.items() if (one := consumed(code)))
    figures = (Figure(one.state, one.supply, one.kind, one.percent, base, tax) for one, (base, tax) in found if base or tax)
    return sorted(figures)


def _euros(row: Mapping[str, str], key: str, rates: Rates) -> Decimal:
    amount = Decimal(row[key])
    return amount if row["currency"] == CURRENCY else half_up(amount / rates[row["quarter"], row["currency"]], CENTS)


def _corrections(sales: Iterable[Mapping[str, str]], returns: Sequence[Mapping[str, Any]], rates: Rates, now: str) -> Iterable[Correction]:
    """What the books say of an earlier quarter that was filed, less what was declared for it, then and since."""
    filed = {one["quarter"] for one in returns if one["quarter"] < now}
    booked: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    declared: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in sales:
        one = consumed(row["code"])
        if one and row["quarter"] in filed:
            booked[row["quarter"], one.state] += _euros(row, "tax", rates)
    for told in returns:
        for figure in told["figures"]:
            declared[told["quarter"], figure["state"]] += Decimal(figure["tax"])
        for correction in told["corrections"]:
            declared[correction["quarter"], correction["state"]] += Decimal(correction["tax"])
    for quarter, state in sorted({*booked, *declared}):
        before = declared[quarter, state]
        if (tax := booked[quarter, state] - before) and quarter < now:
            yield Correction(quarter, state, tax, before)


def correctable(correction: Correction, on: str) -> bool:
    """Three years from the day the return was due; later the state itself is told (art. 369g (4))."""
    return on <= read_quarter(correction.quarter).correctable_until.isoformat()
