"""Budgets that hold: the newest plan and forecast of a fiscal year, and what of an account's plan is left for orders."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.departments.accounting.budget.document import BASES, CLIENT, MONTHS
from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.spine import facts
from kantor.words import Answer, Answers, Ask, Reading
from kantor.words.field import cell, day, number

QUERIES = Queries(__file__)
ZERO = Decimal(0)
Key = tuple[str, str]
"""(account, cost centre), the second '' for what has none."""


class Budget(NamedTuple):
    """control: `none`, `warn` or `stop`; amounts: twelve for the months of the fiscal year."""

    version: str
    control: str
    amounts: dict[Key, tuple[Decimal, ...]]


NONE = Budget("", "none", {})


def of_year(client_id: int, year: int) -> tuple[Budget, Budget]:
    """The plan and the forecast that hold, each the newest version; empty ones where there is none."""
    found: dict[str, Budget] = {}
    for row in QUERIES.rows("budgets", client_id=client_id, year=str(year)):
        reading = Reading.from_json(row.content)
        amounts: dict[Key, tuple[Decimal, ...]] = {}
        for line in reading.rows("lines"):
            months = tuple(number(cell(line, month)) or ZERO for month in MONTHS)
            amounts[cell(line, "account"), cell(line, "cost_centre")] = months
        found.setdefault(reading.text("basis"), Budget(reading.text("version"), reading.text("control"), amounts))
    plan, forecast = (found.get(basis, NONE) for basis in BASES)
    return plan, forecast


def posted(client_id: int, from_on: date, until_on: date) -> dict[Key, int]:
    """Debit less credit in minor units, of the periods that lie within the days."""
    rows = QUERIES.rows("posted_by_centre", client_id=client_id, from_on=from_on, until_on=until_on)
    return {(row.number, row.cost_centre): row.amount for row in rows}


def committed(today: date, stage: str = "ordered") -> dict[Key, Decimal]:
    """What is ordered and not invoiced, in the currency of the books; stage `asked_for`: what orders ask for that nobody decided on yet."""
    asked = Ask("purchasing.commitments", ())
    found: dict[Key, Decimal] = defaultdict(Decimal)
    for row in facts.ask([asked], today)[asked] or ():
        found[row["account"], row["cost_centre"]] += Decimal(row[stage])
    return found


def _budget_left(asks: Sequence[Ask], as_of: date) -> Answers:
    """(account, cost centre, day) -> of the plan for the day's fiscal year: `control`, `version`, `plan`, `actual`, `committed`, `left`; by
    the cost centre where the plan has it, else by the account; None where neither is planned."""
    client = facts.ask([CLIENT], as_of)[CLIENT]
    client_id, currency, starts = client["id"], client["currency"], client["fiscal_year_start"]
    years: dict[date, Any] = {}
    orders: dict[Key, Decimal] | None = None
    answers: dict[Ask, Any] = {}
    for ask in asks:
        account, centre, text = ask.about
        on = day(text) or as_of
        first = date(on.year if on.month >= starts else on.year - 1, starts, 1)
        if first not in years:
            last = date(first.year + 1, first.month, 1)
            plan = of_year(client_id, first.year)[0]
            years[first] = (plan, posted(client_id, first, last) if plan.amounts else {})
        plan, actual = years[first]
        if not plan.amounts:
            answers[ask] = None
            continue
        orders = committed(as_of) if orders is None else orders
        answers[ask] = _left(plan, actual, orders, account, centre, currency)
    return answers


def _left(
    plan: Budget, actual: dict[Key, int], orders: dict[Key, Decimal], account: str, centre: str, currency: str
) -> dict[str, str] | None:
    whole = (account, centre) not in plan.amounts
    key = (account, "") if whole else (account, centre)
    if key not in plan.amounts:
        return None
    planned = sum(plan.amounts[key], ZERO)
    spent = Money.from_minor(sum(minor for one, minor in actual.items() if one == key or (whole and one[0] == account)), currency).amount
    ordered = sum((amount for one, amount in orders.items() if one == key or (whole and one[0] == account)), ZERO)
    told = {"plan": planned, "actual": spent, "committed": ordered, "left": planned - spent - ordered}
    return {"control": plan.control, "version": plan.version, **{name: f"{amount:.2f}" for name, amount in told.items()}}


ANSWERS: dict[str, Answer] = {"accounting.budget_left": _budget_left}
