"""What reports read of the books: balances on a day, turnover, what is owed by partner and age, what was posted by tax code."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from kantor.departments.accounting.reports.statement import Figure
from kantor.kit.money import Money, total
from kantor.kit.sql import Queries
from kantor.spine import ledger
from kantor.spine.access import ClientRecord
from kantor.words.locking import MAIN

QUERIES = Queries(__file__)
OF_RESULT = ("revenue", "expense")
DAY = timedelta(days=1)


class Position(NamedTuple):
    """Balances of all accounts that a balance sheet shows; result: revenue less expense of the fiscal year so far; earlier: of the years
    before it that nobody carried forward; turnover: of the accounts that the result is made of."""

    balances: dict[str, Figure]
    result: Money
    earlier: Money
    turnover: list[Figure]


def position(client: ClientRecord, on: date, beside: str = "") -> Position:
    """How the books stand at the end of a day, which is the last day of a period; beside: a ledger that is told together with them."""
    rows = ledger.trial_balance(client.id, from_on=year_began(client, on), until_on=on, beside=beside)
    balances = {row.number: Figure(row.number, row.name, row.kind, (row.closing,)) for row in rows if row.kind not in OF_RESULT}
    of_result = [row for row in rows if row.kind in OF_RESULT]
    result = total((row.credit - row.debit for row in of_result), client.currency)
    made_of = [Figure(row.number, row.name, row.kind, (row.debit - row.credit,)) for row in of_result]
    return Position(balances, result, -total((row.opening for row in of_result), client.currency), made_of)


def positions(client: ClientRecord, *days: date, beside: str = "") -> tuple[list[Figure], tuple[Money, ...], tuple[Money, ...]]:
    """Figures with a column for each day, the results of their years, and those of earlier years."""
    found = [position(client, on, beside) for on in days]
    zero = Money.zero(client.currency)
    numbers = sorted({number for one in found for number in one.balances})
    figures = []
    for number in numbers:
        named = next(one.balances[number] for one in found if number in one.balances)
        amounts = tuple(one.balances[number].amounts[0] if number in one.balances else zero for one in found)
        figures.append(named._replace(amounts=amounts))
    return figures, tuple(one.result for one in found), tuple(one.earlier for one in found)


def turnover(client: ClientRecord, *spans: tuple[date, date], beside: str = "") -> list[Figure]:
    """Debit less credit of revenue and expense accounts, a column for each span."""
    found: dict[str, Figure] = {}
    zero = Money.zero(client.currency)
    for column, (from_on, until_on) in enumerate(spans):
        for row in ledger.trial_balance(client.id, from_on=from_on, until_on=until_on, beside=beside):
            if row.kind in OF_RESULT:
                known = found.get(row.number) or Figure(row.number, row.name, row.kind, (zero,) * len(spans))
                amounts = [*known.amounts]
                amounts[column] = row.debit - row.credit
                found[row.number] = known._replace(amounts=tuple(amounts))
    return [found[number] for number in sorted(found)]


def aged(client: ClientRecord, side: str, on: date) -> list[Any]:
    """By partner and currency, as it stood at the end of a day: minor units not due, overdue up to 30, 60, 90 days and longer."""
    return QUERIES.rows("aged", client_id=client.id, side=side, on=on)


def open_behind(client: ClientRecord, side: str, on: date, party_id: int, currency: str, *, most: int) -> list[Any]:
    """The items of a partner, and of whom was merged into it, that were open at the end of a day, the oldest due first; minor units."""
    given = {"client_id": client.id, "side": side, "on": on, "party_id": party_id, "currency": currency, "most": most}
    return QUERIES.rows("open_behind", **given)


def by_tax_code(client: ClientRecord, from_on: date, until_on: date) -> list[Any]:
    """Minor units, debit less credit, by tax code and account; of the periods that lie within the days."""
    return QUERIES.rows("by_tax_code", client_id=client.id, from_on=from_on, until_on=until_on)


def postings(client: ClientRecord, from_on: date, until_on: date, *, most: int, ledger: str = MAIN) -> list[Any]:
    """The first so many postings of some days in a ledger, by day and entry; minor units on either side."""
    return QUERIES.rows("postings", client_id=client.id, ledger=ledger, from_on=from_on, until_on=until_on, most=most)


def by_dimension(client: ClientRecord, dimension: str, from_on: date, until_on: date) -> list[Any]:
    """Minor units, debit less credit, of revenue and expense accounts by cost centre or project; of the periods within the days."""
    return QUERIES.rows("by_dimension", client_id=client.id, dimension=dimension, from_on=from_on, until_on=until_on)


def between(clients: Sequence[int], from_on: date, until_on: date) -> list[Any]:
    """What clients have with each other, minor units, debit less credit: balances on the last day; revenue and expense within the days."""
    return QUERIES.rows("between", clients=list(clients), from_on=from_on, until_on=until_on)


def assets(client: ClientRecord, from_on: date, until_on: date) -> list[Any]:
    """Cost in minor units; what became of it before and within the days as exact numbers."""
    return QUERIES.rows("assets", client_id=client.id, from_on=from_on, until_on=until_on)


def year_began(client: ClientRecord, on: date) -> date:
    """The first day of the fiscal year in which the day lies."""
    return date(on.year if on.month >= client.fiscal_year_start else on.year - 1, client.fiscal_year_start, 1)


def year_before(on: date) -> date:
    """The same day a year before; the end of February stays its end."""
    following = on + DAY
    return following.replace(year=following.year - 1, day=1) - DAY if following.day == 1 else on.replace(year=on.year - 1)
