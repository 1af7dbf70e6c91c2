"""Several clients with other charts and currencies as one company: their statements in the positions and the currency of the first."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.countries.layouts import layout
from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Heading, Line, Table
from kantor.departments.accounting.reports.figures import OF_RESULT
from kantor.departments.accounting.reports.group import Group, pairs
from kantor.departments.accounting.reports.statement import Figure
from kantor.departments.accounting.reports.statement import balance_sheet as sheet_of
from kantor.departments.accounting.reports.statement import income_statement as income_of
from kantor.departments.accounting.reports.translating import (
    ALIKE,
    ASSETS,
    LIABILITIES,
    RESULT,
    Positions,
    Rates,
    summed,
    translated,
    with_difference,
)
from kantor.kit.money import Money, total
from kantor.kit.say import say
from kantor.spine.access import ClientRecord

Columns = list[Positions]
Cells = tuple[Money | date | str | None, ...]


class Translation(NamedTuple):
    """How a member's figures come into the group's currency."""

    member: ClientRecord
    rates: Rates
    currency: str

    def sheet(self, balances: Sequence[Figure], result: Money, earlier: Money) -> Positions:
        lines = sheet_of(layout(self.member.country, self.member.chart, "balance_sheet"), balances, (result,), (earlier,))
        return translated("balance_sheet", self.member.country, lines, self.rates, self.currency)

    def income(self, turnover: Sequence[Figure]) -> Positions:
        lines = income_of(layout(self.member.country, self.member.chart, "income_statement"), turnover, self.member.currency)
        return translated("income_statement", self.member.country, lines, self.rates, self.currency) if turnover else {}

    def worth(self, row: Any) -> Money:
        """Of something between members: what is owed at the closing rate, what was sold at the average."""
        rate = self.rates.average if row.kind in OF_RESULT else self.rates.closing
        return Money.from_minor(row.amount, self.member.currency).converted(rate, self.currency)


def consolidated_abroad(members: Sequence[ClientRecord], days: tuple[date, date], language: str, rates: Mapping[str, Rates]) -> Group:
    """members: read by the acting person, the first gives the currency; days: first and last of periods; rates: by currency of a member."""
    currency = members[0].currency
    ways = {one.id: Translation(one, ALIKE if one.currency == currency else rates[one.currency], currency) for one in members}
    between = figures.between([member.id for member in members], *days)
    incomes = [way.income(figures.turnover(way.member, days)) for way in ways.values()]
    sheets = [_sheet(way, days[1]) for way in ways.values()]
    taken_income, taken_sheet = _taken_out(between, ways, currency)
    disagreed = _apart(taken_sheet, currency)
    sheet = _lines("balance_sheet", [*sheets, taken_sheet], currency, language)
    if disagreed:
        nothing = (Money.zero(currency),) * len(members)
        cells: Cells = (say("accounting.group.disagreed", language), *nothing, -disagreed, -disagreed)
        sheet = [_more(line, -disagreed) if line.key == ASSETS else line for line in sheet]
        sheet.insert(next(place for place, line in enumerate(sheet) if line.key == LIABILITIES), Line(cells, style="account", level=2))
    named = (Heading("member", AMOUNT, said=one.name) for one in members)
    headings = (Heading("line"), *named, Heading("taken_out", AMOUNT), Heading("group", AMOUNT))
    return Group(
        balance_sheet=Table(headings=headings, lines=tuple(sheet)),
        income_statement=Table(headings=headings, lines=tuple(_lines("income_statement", [*incomes, taken_income], currency, language))),
        pairs=pairs(between, members, {key: way.worth for key, way in ways.items()}),
    )


def _sheet(way: Translation, on: date) -> Positions:
    """At the end of a day, the result of its year as the rounded positions of its income come to it: § 308a Satz 3 HGB leaves what
    rounding the balance sheet's own figure would make of it to the difference in equity."""
    found = figures.position(way.member, on)
    sheet = way.sheet(list(found.balances.values()), Money.zero(way.member.currency), found.earlier)
    earned = total(way.income(found.turnover).values(), way.currency)
    return with_difference({**sheet, RESULT: sheet.get(RESULT, Money.zero(way.currency)) + earned}, way.currency)


def _taken_out(between: Sequence[Any], ways: Mapping[int, Translation], currency: str) -> tuple[Positions, Positions]:
    """What stands between members, turned around, in the positions of either statement."""
    income: Positions = {}
    sheet: Positions = {}
    for client_id, way in ways.items():
        own = _figures([row for row in between if row.client_id == client_id], way.member.currency)
        zero = Money.zero(way.member.currency)
        sold = way.income([one for one in own if one.kind in OF_RESULT])
        owed = way.sheet([one for one in own if one.kind not in OF_RESULT], zero, zero)
        for found, more in ((income, sold), (sheet, {**owed, RESULT: total(sold.values(), currency)})):
            for key, amount in more.items():
                found[key] = found.get(key, Money.zero(currency)) - amount
    return income, sheet


def _figures(rows: Sequence[Any], currency: str) -> list[Figure]:
    """One for each account, whomever of the group it is with."""
    found: dict[str, Figure] = {}
    for row in rows:
        amount = Money.from_minor(row.amount, currency)
        known = found.get(row.number)
        found[row.number] = Figure(row.number, row.name, row.kind, (known.amounts[0] + amount if known else amount,))
    return list(found.values())


def _apart(sheet: Positions, currency: str) -> Money:
    """By how much assets are more than equity and liabilities."""
    sides = {key: amounts[0] for key, is_sum, amounts in summed("balance_sheet", [sheet], currency) if is_sum}
    return sides[ASSETS] - sides[LIABILITIES]


def _lines(statement: Any, columns: Columns, currency: str, language: str) -> list[Line]:
    told = []
    for key, is_sum, amounts in summed(statement, columns, currency):
        if is_sum or any(amounts):
            cells: Cells = (say(f"accounting.line.{key}", language), *amounts, total(amounts, currency))
            level = 0 if is_sum or statement == "income_statement" else 1
            told.append(Line(cells, style="sum" if is_sum else "line", level=level, key=key))
    return told


def _more(line: Line, amount: Money) -> Line:
    """A sum with something more in what is taken out and in the group."""
    *first, taken, group = line.cells
    if not isinstance(taken, Money) or not isinstance(group, Money):
        raise TypeError("a sum has amounts")
    return Line((*first, taken + amount, group + amount), style=line.style, level=line.level, key=line.key)
