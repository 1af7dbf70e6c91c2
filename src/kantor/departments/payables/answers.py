"""Answers about invoices that are there already: the same number, or the same amount on the same day, of the same supplier."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.payables.queries import QUERIES
from kantor.kit.money import Money
from kantor.spine.documents import amount_key, number_key
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day, number, row_id


def _same_number(asks: Sequence[Ask], as_of: date) -> Answers:
    """(supplier, number, gross, currency, issued on) -> the documents that could be the same invoice, itself among them."""
    rows = []
    amounts = []
    for index, ask in enumerate(asks):
        supplier, text, gross, currency, issued = ask.about
        party = supplier if row_id(supplier) is not None else ""
        minor = _minor(gross, currency)
        amounts.append((minor, currency))
        tails = {
            "number_tail": number_key(party, text).removeprefix(party),
            "amount_tail": amount_key(party, minor, currency, issued if day(issued) else None).removeprefix(party),
        }
        rows.append({"ask": index, "party": int(party) if party else None, **tails})
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in QUERIES.dicts("same_number", rows=Jsonb(rows)):
        found[row["ask"]].append(
            {
                "document_id": row["id"],
                "number": row["number"],
                "document_on": row["document_on"].isoformat() if row["document_on"] else "",
                "state": row["state"],
                "same_number": row["same_number"],
                "same_amount": (row["amount"], row["currency"]) == amounts[row["ask"]],
            }
        )
    return {ask: found.get(index, []) for index, ask in enumerate(asks)}


def _minor(gross: str, currency: str) -> int | None:
    amount = number(gross)
    try:
        return Money(amount, currency).rounded().minor if amount is not None else None
    except ValueError:  # no currency yet
        return None


def _earlier(asks: Sequence[Ask], as_of: date) -> Answers:
    """(supplier) -> how its last twelve invoices that took effect were, the newest first: `numbers`, `last_on` (the latest day of issue),
    `days` from issue to due date, `currencies`, `amounts` as [gross, currency]; None where there is none."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in QUERIES.rows("earlier", parties=sorted({row_id(ask.about[0]) or 0 for ask in asks})):
        found[row.party_id].append(row)
    return {ask: _told(rows) if (rows := found.get(row_id(ask.about[0]) or 0)) else None for ask in asks}


def _told(rows: Sequence[Any]) -> dict[str, Any]:
    issued = [row.document_on for row in rows if row.document_on]
    return {
        "numbers": [row.number for row in rows],
        "last_on": max(issued).isoformat() if issued else "",
        "days": [(row.due_on - row.document_on).days for row in rows if row.document_on and row.due_on],
        "currencies": [row.currency for row in rows],
        "amounts": [[str(Money.from_minor(row.amount, row.currency).amount), row.currency] for row in rows if row.amount is not None],
    }


ANSWERS: dict[str, Answer] = {"payables.same_number": _same_number, "payables.earlier": _earlier}
