"""Answers about orders: which lines of a supplier are open, what has come of them and what was invoiced."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.purchasing.queries import QUERIES
from kantor.spine import facts
from kantor.words import Answer, Answers, Ask
from kantor.words.field import number, row_id
from kantor.words.rates import last_rates_asked, rate_last_known


def _open_lines(asks: Sequence[Ask], as_of: date) -> Answers:
    """(supplier, order numbers...) -> open lines: with order numbers only those orders, where they have any; else all of the supplier."""
    return _lines("open_lines", asks)


def _invoiced_lines(asks: Sequence[Ask], as_of: date) -> Answers:
    """(supplier, order numbers...) -> lines of which something was invoiced, which a credit note may take back; as with open lines."""
    return _lines("invoiced_lines", asks)


def _lines(query: str, asks: Sequence[Ask]) -> Answers:
    rows = [
        {"ask": index, "party_id": row_id(ask.about[0]), "orders": list(ask.about[1:])}
        for index, ask in enumerate(asks)
        if ask.about and row_id(ask.about[0]) is not None
    ]
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in QUERIES.dicts(query, rows=Jsonb(rows)):
        found[row.pop("ask")].append({key: str(value) if isinstance(value, Decimal) else value for key, value in row.items()})
    return {ask: _named(found.get(index, []), ask.about[1:]) for index, ask in enumerate(asks)}


def _named(lines: list[dict[str, Any]], orders: Sequence[str]) -> list[dict[str, Any]]:
    named = [line for line in lines if line["order_number"] in orders]
    return named or ([] if orders else lines)


def _lines_of_order(asks: Sequence[Ask], as_of: date) -> Answers:
    """(order number) -> all lines of the order that are not closed."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in QUERIES.dicts("lines_of_order", orders=[ask.about[0] for ask in asks]):
        found[row["order_number"]].append({key: str(value) if isinstance(value, Decimal) else value for key, value in row.items()})
    return {ask: found.get(ask.about[0], []) for ask in asks}


def _order(asks: Sequence[Ask], as_of: date) -> Answers:
    """(order number) -> `parties` it is with, and `lines` by number with their names, closed ones too; None where there is none."""
    found: dict[str, dict[str, Any]] = {}
    for row in QUERIES.rows("order_named", orders=[ask.about[0] for ask in asks]):
        order = found.setdefault(row.order_number, {"parties": [], "lines": {}})
        order["lines"][row.line] = row.name
        order["parties"] = sorted({*order["parties"], row.party_id})
    return {ask: found.get(ask.about[0]) for ask in asks}


def _commitments(asks: Sequence[Ask], as_of: date) -> Answers:
    """() -> by `account` and `cost_centre`, in the currency of the books: `asked_for` by orders that wait for a decision, `ordered` and not
    invoiced, of it `received`. Orders in another currency at the rate that was typed or known when they were placed, else at the last one
    known; those for which there is none are left out."""
    found: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(("asked_for", "ordered", "received"), Decimal(0)))
    ordered, asked = QUERIES.rows("commitments"), QUERIES.rows("asked_for")
    rates = _rates({row.currency for row in (*ordered, *asked)} - {""}, as_of)
    for row in ordered:
        if rate := rates.get(row.currency):
            found[row.account, row.cost_centre]["ordered"] += row.ordered * rate
            found[row.account, row.cost_centre]["received"] += row.received * rate
    for row in asked:
        typed = number(row.rate) if row.currency else None
        if rate := typed or rates.get(row.currency):
            amount = (number(row.quantity or "") or Decimal(0)) * (number(row.price or "") or Decimal(0))
            found[row.account, row.cost_centre]["asked_for"] += amount * rate
    told = [
        {"account": account, "cost_centre": centre, **{key: f"{amount:f}" for key, amount in sums.items()}}
        for (account, centre), sums in sorted(found.items())
    ]
    return dict.fromkeys(asks, told)


def _rates(currencies: Collection[str], as_of: date) -> dict[str, Decimal]:
    """By currency, 1 for '' that is the currency of the books; without those of which no rate is known."""
    asked = [ask for currency in sorted(currencies) for ask in last_rates_asked(currency, as_of)]
    answers = facts.ask(asked, as_of) if asked else {}
    known = {currency: rate_last_known(answers, currency, as_of) for currency in currencies}
    return {"": Decimal(1), **{currency: Decimal(told["rate"]) for currency, told in known.items() if told}}


ANSWERS: dict[str, Answer] = {
    "purchasing.commitments": _commitments,
    "purchasing.open_lines": _open_lines,
    "purchasing.invoiced_lines": _invoiced_lines,
    "purchasing.lines_of_order": _lines_of_order,
    "purchasing.order": _order,
}
