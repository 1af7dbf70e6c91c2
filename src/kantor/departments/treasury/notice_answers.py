"""Answers about notices of single bookings: which of them wait for their statement, and which lines wait for their notice."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.statement_answers import figure, minor
from kantor.spine import access
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day

MOST = 2000
"""Notices, or lines, that are looked at for one file; the newest."""


def _notices(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (currency, amounts as JSON, first day, last day) -> [{"id", "format", "account", "amount", "booked_on", "reference",
    "batch_reference", "lines"}] of notices that no statement has shown; lines: the payments, by the keys of a statement's row."""
    return {ask: [_told(row) | {"format": row.format, "lines": row.lines} for row in _rows("notices", ask)] for ask in asks}


def _batch_lines(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: the same -> lines of the suspense account that no notice has divided: [{"id", "account", "amount", "booked_on", "value_on",
    "reference", "batch_reference", "end_to_end_id", "rate": at which it is booked}]."""
    return {
        ask: [
            _told(row)
            | {
                "value_on": row.value_on.isoformat(),
                "end_to_end_id": row.end_to_end_id,
                "rate": f"{row.exchange_rate.normalize():f}",
            }
            for row in _rows("batch_lines", ask)
        ]
        for ask in asks
    }


def _rows(query: str, ask: Ask) -> list[Any]:
    currency, told, *span = ask.about
    amounts = [units for text in json.loads(told) if (units := minor(text, currency)) is not None]
    if not amounts:
        return []
    from_on, until = (day(text) for text in span)
    given = {"currency": currency, "amounts": amounts, "from_on": from_on or date.min, "until": until or date.max, "most": MOST}
    rows: list[Any] = QUERIES.rows(query, client_id=access.acting_client(), **given)
    return rows


def _told(row: Any) -> dict[str, Any]:
    return {
        "id": row.id,
        "account": row.account,
        "amount": figure(row.amount, row.currency),
        "booked_on": row.booked_on.isoformat(),
        "reference": row.reference,
        "batch_reference": row.batch_reference,
    }


ANSWERS: dict[str, Answer] = {"treasury.notices": _notices, "treasury.batch_lines": _batch_lines}
