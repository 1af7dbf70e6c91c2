"""Answers about what customers owe: their statements of account, and what was paid late of one invoice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from kantor.departments.receivables.queries import QUERIES
from kantor.kit.money import Money
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day, row_id

ADDRESS = ("street", "postcode", "town")
WHOM = ("party_id", "customer", "country", "language", "email")
MOST_ITEMS, MOST_OF_ONE = 5000, 50_000
"""Open items of one run, and of a run for one customer."""


def _statements(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day), or (day, customer) for one alone -> by customer and currency what is open: `party_id`, `customer`, `country`, `language`,
    `email`, `address`, `currency`, `items` (`reference`, `document_on`, `due_on`, `open`), `open`, `overdue` that day, and `is_last`, where
    others did not fit behind it."""
    return {ask: _by_customer(*ask.about) if day(ask.about[0]) else [] for ask in asks}


def _by_customer(on: str, customer: str = "") -> list[dict[str, Any]]:
    most = MOST_OF_ONE if customer else MOST_ITEMS
    rows = QUERIES.dicts("statements", on=on, customer=(row_id(customer) or 0) if customer else None, most=most + 1)
    whole = whole_customers(rows, most)
    told = _told(whole, on)
    if told and len(whole) < len(rows):
        told[-1]["is_last"] = True
    return told


def whole_customers(rows: Sequence[dict[str, Any]], most: int) -> Sequence[dict[str, Any]]:
    """The rows, customer by customer, without the last of them where there are more than `most`: a statement leaves nothing out."""
    return rows if len(rows) <= most else [row for row in rows if row["party_id"] != rows[-1]["party_id"]]


def _told(rows: Sequence[dict[str, Any]], on: str) -> list[dict[str, Any]]:
    found: dict[tuple[int, str], dict[str, Any]] = {}
    for row in rows:
        currency = row["currency"]
        zero = Money.zero(currency)
        told = found.setdefault((row["party_id"], currency), {**_whom(row), "currency": currency, "items": [], "sums": (zero, zero)})
        amount, due = Money.from_minor(row["open"], currency), row["due_on"].isoformat()
        whole, overdue = told["sums"]
        told["sums"] = (whole + amount, overdue + amount if due < on else overdue)
        item = {"reference": row["reference"], "document_on": row["document_on"].isoformat(), "due_on": due, "open": f"{amount.amount:f}"}
        told["items"].append(item)
    return [_summed(told) for told in found.values()]


def _summed(told: dict[str, Any]) -> dict[str, Any]:
    whole, overdue = told.pop("sums")
    return {**told, "open": f"{whole.amount:f}", "overdue": f"{overdue.amount:f}"}


def _whom(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**{key: row[key] for key in WHOM}, "address": {key: str(row["address"].get(key, "")) for key in ADDRESS}}


def _late(asks: Sequence[Ask], as_of: date) -> Answers:
    """(reference) -> the receivables under it, open or paid: `id`, `reference`, whose (as in `receivables.statements`), `account`,
    `is_business`, `currency`, `amount`, `open`, `due_on`, `paid` ([day, amount], the oldest first), `charged_until` ('' where no interest
    was), `has_lump_sum`."""
    rows = QUERIES.dicts("late", references=sorted({ask.about[0] for ask in asks}))
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row["reference"]].append(_owed(row))
    return {ask: found.get(ask.about[0], []) for ask in asks}


def _owed(row: Mapping[str, Any]) -> dict[str, Any]:
    currency = row["currency"]
    return {
        **_whom(row),
        **{key: row[key] for key in ("id", "reference", "account", "is_business", "currency", "has_lump_sum")},
        **{key: f"{Money.from_minor(row[key], currency).amount:f}" for key in ("amount", "open")},
        "due_on": row["due_on"].isoformat(),
        "paid": [[on, f"{Money.from_minor(minor, currency).amount:f}"] for on, minor in row["paid"]],
        "charged_until": row["charged_until"] or "",
    }


OWING_ANSWERS: dict[str, Answer] = {"receivables.late": _late, "receivables.statements": _statements}
