"""Several clients as one company: their statements beside each other, less what they owe and sell each other, and where they disagree."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from kantor.countries.layouts import layout
from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Heading, Line, Table
from kantor.departments.accounting.reports.figures import OF_RESULT
from kantor.departments.accounting.reports.statement import Figure, StatementLine
from kantor.departments.accounting.reports.statement import balance_sheet as sheet_of
from kantor.departments.accounting.reports.statement import income_statement as income_of
from kantor.kit.money import Money, total
from kantor.kit.say import say
from kantor.spine.access import ClientRecord

DIFFERENCE = "~"
"""Number of the line for what members do not agree on: no account is called so, and no layout names it."""


class Pair(NamedTuple):
    """What two members say of each other, debit less credit; they agree where `difference` is nothing."""

    first: ClientRecord
    second: ClientRecord
    says: Money
    answers: Money

    @property
    def difference(self) -> Money:
        return self.says + self.answers


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """balance_sheet, income_statement: a column for each member, for what is taken out, and for the group."""

    balance_sheet: Table
    income_statement: Table
    pairs: tuple[Pair, ...]


def fits(first: ClientRecord, other: ClientRecord) -> bool:
    """Whether the books of both can stand beside each other: by the same chart, in the same currency."""
    return (first.country, first.chart, first.currency) == (other.country, other.chart, other.currency)


def consolidated(members: Sequence[ClientRecord], from_on: date, until_on: date, language: str) -> Group:
    """members: that fit each other, all of them read by the acting person; from_on, until_on: first and last day of periods."""
    lead = members[0]
    between = figures.between([member.id for member in members], from_on, until_on)
    position = [figures.position(member, until_on) for member in members]
    taken, result = _taken_out(between, lead.currency)
    sheet = _columns([found.balances for found in position], {key: one for key, one in taken.items() if one.kind not in OF_RESULT}, lead)
    disagreed = total((one.amounts[0] for one in taken.values() if one.kind not in OF_RESULT), lead.currency) - result
    if disagreed:
        nothing = (Money.zero(lead.currency),) * len(members)
        sheet.append(Figure(DIFFERENCE, say("accounting.group.disagreed", language), "asset", (*nothing, -disagreed)))
    results = (*(found.result for found in position), result)
    earlier = (*(found.earlier for found in position), Money.zero(lead.currency))
    turnover = [{one.number: one for one in figures.turnover(member, (from_on, until_on))} for member in members]
    income = _columns(turnover, {key: one for key, one in taken.items() if one.kind in OF_RESULT}, lead)
    lines = sheet_of(layout(lead.country, lead.chart, "balance_sheet"), sheet, results, earlier)
    incomes = income_of(layout(lead.country, lead.chart, "income_statement"), income, lead.currency) if income else []
    return Group(
        balance_sheet=_table(lines, members, language),
        income_statement=_table(incomes, members, language),
        pairs=pairs(
            between, members, dict.fromkeys((member.id for member in members), lambda row: Money.from_minor(row.amount, lead.currency))
        ),
    )


def _taken_out(between: Sequence[Any], currency: str) -> tuple[dict[str, Figure], Money]:
    """What stands between members, turned around, by account; and by how much their result changes when it is taken out."""
    found: dict[str, Figure] = {}
    for row in between:
        amount = -Money.from_minor(row.amount, currency)
        known = found.get(row.number)
        found[row.number] = Figure(row.number, row.name, row.kind, (known.amounts[0] + amount if known else amount,))
    result = total((-one.amounts[0] for one in found.values() if one.kind in OF_RESULT), currency)
    return found, result


def _columns(members: Sequence[dict[str, Figure]], taken: dict[str, Figure], lead: ClientRecord) -> list[Figure]:
    """Each account with the amounts of all members and what is taken out."""
    nothing = Money.zero(lead.currency)
    found = []
    for number in sorted({number for one in (*members, taken) for number in one}):
        named = next(one[number] for one in (*members, taken) if number in one)
        amounts = tuple(one[number].amounts[0] if number in one else nothing for one in (*members, taken))
        found.append(named._replace(amounts=amounts))
    return found


def _table(lines: Sequence[StatementLine], members: Sequence[ClientRecord], language: str) -> Table:
    told = []
    for line in lines:
        if not any(line.amounts) and (line.level or not line.is_sum):
            continue
        text = f"{line.mark} {say(f'accounting.line.{line.key}', language)}".strip()
        group = total(line.amounts, members[0].currency)
        told.append(Line((text, *line.amounts, group), style="sum" if line.is_sum else "line", level=line.level, key=line.key))
        told += [
            Line((one.name, *one.amounts, total(one.amounts, members[0].currency)), style="account", level=line.level + 1)
            for one in line.accounts
            if one.number == DIFFERENCE
        ]
    headings = (
        Heading("line"),
        *(Heading("member", AMOUNT, said=member.name) for member in members),
        Heading("taken_out", AMOUNT),
        Heading("group", AMOUNT),
    )
    return Table(headings=headings, lines=tuple(told))


def pairs(between: Sequence[Any], members: Sequence[ClientRecord], worth: Mapping[int, Callable[[Any], Money]]) -> tuple[Pair, ...]:
    """What each two members owe each other by the books of either; pairs of which neither has anything are left out. worth: member ->
    the amount of a row of it in the group's currency."""
    currency = members[0].currency
    said: dict[tuple[int, int], Money] = defaultdict(lambda: Money.zero(currency))
    for row in between:
        if row.kind not in OF_RESULT:
            said[row.client_id, row.member_id] += worth[row.client_id](row)
    return tuple(
        Pair(first, second, said[first.id, second.id], said[second.id, first.id])
        for place, first in enumerate(members)
        for second in members[place + 1 :]
        if (first.id, second.id) in said or (second.id, first.id) in said
    )
