"""Assets are equity and liabilities, and the change of cash is what the cash flow explains, whatever is posted in whichever country."""

from collections import defaultdict
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kantor.countries import COUNTRIES, law
from kantor.countries.layouts import layout
from kantor.departments.accounting.reports.cash import behind, cash_flow
from kantor.departments.accounting.reports.statement import Figure, StatementLine, balance_sheet, income_statement
from kantor.kit.money import Money, total

CHARTS = [(country, name) for country in COUNTRIES for name in law(country).charts]
OF_RESULT = ("revenue", "expense")
EUR = "EUR"
STRANGERS = (Figure("77777", "added by the client", "asset", ()), Figure("77778", "added by the client", "expense", ()))
"""Accounts that no line names."""
entries = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(-(10**9), 10**9), st.booleans()), max_size=40)


@pytest.mark.parametrize(("country", "chart"), CHARTS)
@given(posted=entries)
@settings(max_examples=25, deadline=None)
def test_both_sides_come_to_the_same_and_cash_is_explained(country: str, chart: str, posted: list[Any]) -> None:
    books = _books(country, chart, posted)
    sheet = balance_sheet(layout(country, chart, "balance_sheet"), *_position(books))
    own = {line.key: line for line in sheet}
    assert own["assets"].amounts == own["equity_and_liabilities"].amounts
    income = income_statement(layout(country, chart, "income_statement"), _turnover(books), EUR)
    if income and _turnover(books):
        assert income[-1].amounts[0] == -total((figure.amounts[0] for figure in _turnover(books)), EUR)
    told = (layout(country, chart, "balance_sheet"), sheet, income)
    flows = {flow.key: flow.amount for flow in cash_flow(*told)}
    assert flows["flow_end"] == _cash(sheet, 0)
    assert flows["flow_begin"] == _cash(sheet, 1)
    for flow in (one for one in cash_flow(*told) if not one.is_sum):
        parts = list(behind(flow, *told))
        assert total((part.amount for part in parts), EUR) == flow.amount
        assert all(part.number for part in parts) or flow.key == "flow_equity"


def _cash(sheet: list[StatementLine], column: int) -> Money:
    return next(line.amounts[column] for line in sheet if line.key == "cash")


def _books(country: str, chart: str, posted: list[Any]) -> list[tuple[Figure, int, int]]:
    """Accounts with what they held a year ago and what they hold now, in cents, from entries between any two of them."""
    accounts = [Figure(one.number, one.name_local, one.kind, ()) for one in law(country).charts[chart].accounts.values()]
    accounts += STRANGERS
    before: dict[int, int] = defaultdict(int)
    since: dict[int, int] = defaultdict(int)
    for debit, credit, cents, is_earlier in posted:
        own = before if is_earlier else since
        own[debit % len(accounts)] += cents
        own[credit % len(accounts)] -= cents
    return [(account, before[place], before[place] + since[place]) for place, account in enumerate(accounts)]


def _position(books: list[tuple[Figure, int, int]]) -> tuple[list[Figure], tuple[Money, ...], tuple[Money, ...]]:
    """Columns now and a year ago; what was earned before is nobody's to carry forward."""
    figures = [one._replace(amounts=(_eur(now), _eur(then))) for one, then, now in books if one.kind not in OF_RESULT]
    then = _eur(-sum(then for one, then, _ in books if one.kind in OF_RESULT))
    since = _eur(-sum(now - then for one, then, now in books if one.kind in OF_RESULT))
    return figures, (since, then), (then, Money.zero(EUR))


def _turnover(books: list[tuple[Figure, int, int]]) -> list[Figure]:
    return [one._replace(amounts=(_eur(now - then),)) for one, then, now in books if one.kind in OF_RESULT and now != then]


def _eur(cents: int) -> Money:
    return Money(Decimal(cents).scaleb(-2), EUR)
