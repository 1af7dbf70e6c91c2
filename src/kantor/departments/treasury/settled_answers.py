"""Answers about what was settled before: what a line may give back, and what comes back with it."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.statement_answers import figure, items_by_id, minor
from kantor.departments.treasury.taxes import taxes_behind
from kantor.spine import access
from kantor.words import Answers, Ask
from kantor.words.field import row_id

MOST_DAYS = 430
"""Thirteen months, within which an unauthorised debit comes back (PSD2, Article 71), and some days."""


def settled_lines(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (currency, {"ids", "amounts", "numbers"} of lines as JSON) -> [{"key", "booked_on", "amount_minor", "party_id", "iban",
    "end_to_end_id", "reference"}]; key: `line12`, `payment5`, or `item7` of what is settled and may be paid twice."""
    client_id = access.acting_client()
    return {ask: settled_before(ask, client_id, as_of) for ask in asks}


def settled_before(ask: Ask, client_id: int, as_of: date) -> list[dict[str, Any]]:
    """The same of one client."""
    currency, told = ask.about
    shown = json.loads(told)
    if not any(shown.values()):
        return []
    shown["amounts"] = [-units for text in shown["amounts"] if (units := minor(text, currency)) is not None]
    rows = QUERIES.rows("settled_lines", client_id=client_id, currency=currency, from_on=as_of - timedelta(days=MOST_DAYS), **shown)
    return [
        {
            "key": f"{row.kind}{row.id}",
            "booked_on": row.booked_on.isoformat(),
            "amount_minor": row.amount,
            "party_id": row.party_id,
            "iban": row.iban,
            "end_to_end_id": row.end_to_end_id,
            "reference": row.reference,
        }
        for row in rows
    ]


def given_back(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (`line12`, `payment5`, ...) -> what comes back: [{"key", "amount", "currency", "settled_by", "rate": of the booked line,
    '' of a payment, "shares": [(item, taken off it, paid, reason)], "items"}]; without those that came back before, and payments that no
    statement showed."""
    client_id = access.acting_client()
    keys = sorted({key for ask in asks for key in ask.about})
    found = {one["key"]: one for one in backs(keys, client_id, seen=True)}
    return {ask: [found[key] for key in ask.about if key in found] for ask in asks}


def backs(keys: Sequence[str], client_id: int, *, seen: bool) -> list[dict[str, Any]]:
    """The same of one client. seen: only payments that a statement showed; what a bank refuses was on none."""
    lines, payments = (
        [one for key in keys if key.startswith(kind) and (one := row_id(key.removeprefix(kind))) is not None]
        for kind in ("line", "payment")
    )
    rows = QUERIES.rows("given_back", client_id=client_id, lines=lines, payments=payments, seen=seen) if keys else ()
    items = {item["id"]: item for item in items_by_id([str(share[0]) for row in rows for share in row.shares], client_id)}
    taxes = taxes_behind(dict.fromkeys(items, client_id))
    return [_told(row, {key: item | {"taxes": taxes.get(key, {})} for key, item in items.items()}) for row in rows]


def _told(row: Any, items: dict[int, dict[str, Any]]) -> dict[str, Any]:
    own = {item_id: items[item_id] for item_id, *_ in row.shares}
    shares = [
        [item_id, figure(settled, own[item_id]["currency"]), figure(paid, row.currency), reason]
        for item_id, settled, paid, reason in row.shares
    ]
    return {
        "key": row.key,
        "amount": figure(row.amount, row.currency),
        "currency": row.currency,
        "settled_by": row.settled_by,
        "rate": f"{row.exchange_rate.normalize():f}" if row.exchange_rate is not None else "",
        "shares": shares,
        "items": list(own.values()),
    }


ANSWERS = {"treasury.settled_lines": settled_lines, "treasury.given_back": given_back}
