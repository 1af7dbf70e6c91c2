"""What a contract gives to bill by a day: its fixed lines by period, and what was delivered or worked, by the steps of its prices; pure."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kantor.departments.receivables.billing.agreed import ON_DELIVERY, ZERO, Contract, Line, Price
from kantor.departments.receivables.billing.periods import DAY, Period, period_of, periods
from kantor.kit.money import Money

HOURS = "HUR"
PIECE = "C62"


class Delivered(NamedTuple):
    """A row of a usage report or a time sheet. subject: what is claimed when it is billed; billed: whether that has happened."""

    subject: str
    line: str
    on: date
    quantity: Decimal
    text: str
    billed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """A line to bill. bills: the subjects that it bills, each once in the life of the client's books, with a blank between; '' where
    another line of the same period carries them."""

    line: Line
    first: date
    last: date
    quantity: Decimal
    unit: str
    price: Decimal
    bills: str
    shared: bool = False
    text: str = ""
    is_advance: bool = False

    def net(self, currency: str) -> Decimal:
        return Money(self.quantity * self.price, currency).rounded().amount


def due(contract: Contract, delivered: Sequence[Delivered], on: date) -> Iterator[Due]:
    """All that is due by the day, whether it was billed before or not: whoever asks knows what was. A down payment is due until something
    of its order is performed."""
    if contract.down_payment and contract.first_on <= on and not any(one.on <= on for one in delivered):
        yield from _advance(contract)
    for line in contract.lines.values():
        if line.prices and line.kind == "fixed":
            yield from _fixed(contract, line, on)
        elif line.prices:
            yield from _reported(contract, line, [one for one in delivered if one.line == line.line and one.on <= on], on)


def _advance(contract: Contract) -> Iterator[Due]:
    """A share of all that is ordered, for each kind of tax; the first line carries what is claimed."""
    shares: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    heads: dict[tuple[str, str], Line] = {}
    for line in contract.lines.values():
        price = by_quantity(line.steps(contract.first_on), line.quantity) if line.prices else ZERO
        shares[line.supply, line.wanted] += line.quantity * price * contract.down_payment / 100
        heads.setdefault((line.supply, line.wanted), line)
    on, bills = contract.first_on, contract.advance_subject
    for taxed, share in shares.items():
        part = Money(share, contract.currency).rounded().amount
        if part:
            line = heads[taxed]
            yield Due(line=line, first=on, last=on, quantity=Decimal(1), unit=PIECE, price=part, bills=bills, is_advance=True)
            bills = ""


def _fixed(contract: Contract, line: Line, on: date) -> Iterator[Due]:
    if contract.rhythm == ON_DELIVERY:
        if contract.first_on <= on:
            price = by_quantity(line.steps(contract.first_on), line.quantity)
            yield _due(line, contract.first_on, contract.first_on, line.quantity, price, contract.once_subject(line.line))
        return
    for period in periods(contract.first_on, contract.ends_on, contract.rhythm, contract.aligned, on):
        if contract.timing == "advance" or period.last <= on:
            yield from _of_period(contract, line, period)


def _of_period(contract: Contract, line: Line, period: Period) -> Iterator[Due]:
    """One line for each price of the period; the first carries what is claimed, so that a price that comes later bills nothing again."""
    subject = f"contract:{contract.id}:{line.line}:{period.whole_first.isoformat()}"
    begins = [period.first, *line.changes_within(period.first, period.last)]
    for place, first in enumerate(begins):
        last = begins[place + 1] - DAY if place + 1 < len(begins) else period.last
        share = period.share(first, last)
        price = by_quantity(line.steps(first), line.quantity)
        bills = subject if place == 0 else ""
        if share == 1:
            yield _due(line, first, last, line.quantity, price, bills)
        else:
            whole = Money(line.quantity * price, contract.currency).rounded()
            part = Money(whole.amount * share.numerator / share.denominator, contract.currency).rounded().amount
            yield Due(line=line, first=first, last=last, quantity=Decimal(1), unit=PIECE, price=part, bills=bills, shared=True)


def _due(line: Line, first: date, last: date, quantity: Decimal, price: Decimal, bills: str) -> Due:
    return Due(line=line, first=first, last=last, quantity=quantity, unit=line.unit or PIECE, price=price, bills=bills)


def by_quantity(steps: Sequence[Price], quantity: Decimal) -> Decimal:
    """The price of the step that a quantity lies in."""
    return next((one.price for one in reversed(steps) if one.from_quantity <= quantity), steps[0].price)


def _reported(contract: Contract, line: Line, rows: Sequence[Delivered], on: date) -> Iterator[Due]:
    """What was reported of a period, once it is over; each slice at the price of its step, counted from what was billed of it before."""
    groups: dict[tuple[date, date, date, str], list[Delivered]] = defaultdict(list)
    for one in rows:
        if contract.rhythm == ON_DELIVERY:
            first = last = one.on
        else:
            first, last = period_of(one.on, contract.first_on, contract.rhythm, contract.aligned)
            last = min(last, contract.ends_on) if contract.ends_on else last
        if last <= on:
            groups[first, last, line.steps(one.on)[0].from_on, one.text if line.kind == "hours" else ""].append(one)
    for (first, last, begun, text), own in sorted(groups.items()):
        fresh = [one for one in own if not one.billed]
        before = sum((one.quantity for one in own if one.billed), ZERO)
        quantity = sum((one.quantity for one in fresh), ZERO)
        bills = " ".join(one.subject for one in fresh)
        for place, (share, price) in enumerate(_slices(line.steps(begun), before, quantity) if fresh else ()):
            unit = line.unit or (HOURS if line.kind == "hours" else PIECE)
            said = bills if place == 0 else ""
            yield Due(line=line, first=first, last=last, quantity=share, unit=unit, price=price, bills=said, text=text)


def _slices(steps: Sequence[Price], before: Decimal, quantity: Decimal) -> list[tuple[Decimal, Decimal]]:
    """(quantity, price) for what lies between `before` and `before` + `quantity`, by step; below zero the first step goes on. What is taken
    back is taken back at the prices at which it was charged."""
    low, high = sorted((before, before + quantity))
    if not quantity:
        return [(quantity, by_quantity(steps, before))]
    starts = [min(low, ZERO), *(one.from_quantity for one in steps[1:])]
    ends = [*starts[1:], max(high, starts[-1])]
    shares = [(min(last, high) - max(first, low), step.price) for step, first, last in zip(steps, starts, ends, strict=True)]
    found = [(share.copy_sign(quantity), price) for share, price in shares if share > 0]
    return found if quantity > 0 else found[::-1]
