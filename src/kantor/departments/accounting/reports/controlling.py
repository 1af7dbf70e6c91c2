"""Plan and actual: what was planned for the days asked for, what was posted, what is ordered besides, and where the year is heading."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kantor.departments.accounting.budgets import Key, committed, of_year, posted
from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.kit.money import Money, total
from kantor.kit.say import say
from kantor.spine import ledger

COLUMNS = ("plan", "actual", "variance", "asked_for", "committed", "left", "heading_for")
ZERO = Decimal(0)


class Ordered(NamedTuple):
    """Of an account and cost centre: what orders ask for that wait, and what is placed and not invoiced."""

    asked_for: Decimal
    placed: Decimal


class Sums(NamedTuple):
    """plan, actual: of the days asked for; asked_for: by orders that wait; committed: ordered and not invoiced; year: planned for all of
    it; heading_for: actual and what is foreseen for the months after."""

    plan: Money
    actual: Money
    asked_for: Money
    committed: Money
    year: Money
    heading_for: Money

    def cells(self) -> tuple[Money, ...]:
        """left: of the year's plan, behind what was posted and what is committed."""
        left = self.year - self.actual - self.committed
        return (self.plan, self.actual, self.actual - self.plan, self.asked_for, self.committed, left, self.heading_for)


def plan_and_actual(asked: Asked) -> Table:
    """Of the fiscal year in which the last day lies. Revenue above zero is income, expense above zero cost; each leads to its account."""
    first = figures.year_began(asked.client, asked.until_on)
    begins = max(asked.from_on, first)
    plan, foreseen = of_year(asked.client.id, first.year)
    accounts = {one.number: one for one in ledger.accounts(asked.client.id)}
    actual = posted(asked.client.id, begins, asked.until_on)
    wishes, orders = committed(asked.today, "asked_for"), committed(asked.today)
    keys = sorted({*plan.amounts, *foreseen.amounts, *actual, *wishes, *orders})
    months = slice((begins.month - first.month) % 12, (asked.until_on.month - first.month) % 12 + 1)
    found: dict[Key, Sums] = {}
    for key in keys:
        if key[0] in accounts and accounts[key[0]].kind in figures.OF_RESULT:
            sign = -1 if accounts[key[0]].kind == "revenue" else 1
            spent = Money.from_minor(actual.get(key, 0) * sign, asked.client.currency)
            ordered = Ordered(wishes.get(key, ZERO), orders.get(key, ZERO))
            found[key] = _sums(plan.amounts.get(key), foreseen.amounts.get(key), months, spent, ordered)
    lines: list[Line] = []
    for kind in figures.OF_RESULT:
        own = {key: sums for key, sums in found.items() if accounts[key[0]].kind == kind}
        lines += _lines(own, {number: one.name for number, one in accounts.items()})
        lines.append(_sum(own.values(), asked, f"accounting.report.sum_of_{kind}"))
    headings = (Heading("account"), Heading("name"), *(Heading(key, AMOUNT) for key in COLUMNS))
    return Table(headings=headings, lines=tuple(lines), note="accounting.report.plan_and_actual.note")


def _sums(planned: tuple[Decimal, ...] | None, foreseen: tuple[Decimal, ...] | None, months: slice, spent: Money, ordered: Ordered) -> Sums:
    """What is foreseen for the months after the days is the forecast where there is one, else the plan."""
    currency = spent.currency
    planned = planned or (ZERO,) * 12
    ahead = foreseen or planned
    return Sums(
        plan=Money(sum(planned[months], ZERO), currency),
        actual=spent,
        asked_for=Money(ordered.asked_for, currency).rounded(),
        committed=Money(ordered.placed, currency).rounded(),
        year=Money(sum(planned, ZERO), currency),
        heading_for=spent + Money(sum(ahead[months.stop :], ZERO), currency),
    )


def _lines(found: Mapping[Key, Sums], names: Mapping[str, str]) -> Iterator[Line]:
    """An account a line; below it its cost centres, where it has some."""
    by_account: dict[str, list[tuple[str, Sums]]] = defaultdict(list)
    for (account, centre), sums in found.items():
        by_account[account].append((centre, sums))
    for account, parts in by_account.items():
        yield Line((account, names[account], *_added([sums for _, sums in parts]).cells()), account=account)
        if any(centre for centre, _ in parts):
            for centre, sums in parts:
                yield Line(("", centre or "-", *sums.cells()), style="account", level=1, account=account, within=("cost_centre", centre))


def _added(parts: Sequence[Sums]) -> Sums:
    currency = parts[0].plan.currency
    return Sums(*(total(column, currency) for column in zip(*parts, strict=True)))


def _sum(parts: Iterable[Sums], asked: Asked, key: str) -> Line:
    zero = Money.zero(asked.client.currency)
    added = _added([*parts, Sums(*(zero,) * len(Sums._fields))])
    return Line(("", say(key, asked.language), *added.cells()), style="sum")
