"""Answers about bank statements: which accounts are the client's own, what is booked of them, and what the lines could be."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.taxes import taxes_behind
from kantor.kit.money import Money
from kantor.spine import access, ledger
from kantor.spine.parties import comparable
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day, number, row_id

MOST_OF_PARTY = 60
"""Open items of one party that are looked at for a line that it paid, the longest due first."""


def _client() -> int:
    client: int = access.acting_client()
    return client


def _own_accounts(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: () -> {account as the bank names it: {currency: {"ledger_account", "profile"}}} of which statements are booked."""
    return dict.fromkeys(asks, own_accounts(_client()))


def own_accounts(client_id: int) -> dict[str, dict[str, Any]]:
    """The same of one client."""
    known: dict[str, dict[str, Any]] = {}
    for row in QUERIES.rows("own_accounts", client_id=client_id):
        known.setdefault(row.account, {})[row.currency] = {"ledger_account": row.ledger_account, "profile": row.profile}
    return known


def _csv_columns(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (fingerprint of a CSV file, account, '' for the client's own) -> {"columns": roles in their order, "days", "decimal"} of the
    last file like it, "sign" where it was one of that account, and "accounts" of which such files came."""
    client_id = _client()
    own = access.client(client_id).own_iban if asks else ""
    wanted = {ask: (ask.about[0], ask.about[1] or own) for ask in asks}
    profiles, accounts = ([pair[at] for pair in sorted(set(wanted.values()))] for at in (0, 1))
    rows = QUERIES.rows("csv_columns", client_id=client_id, profiles=profiles, accounts=accounts)
    found = {
        (row.profile, row.account): {key: value for key, value in row.mapping.items() if key != "sign" or row.is_own}
        | {"accounts": list(row.accounts)}
        for row in rows
    }
    return {ask: found.get(pair) for ask, pair in wanted.items()}


def _statements(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (account, currency, last day, opening, closing) -> what is booked of the account, the newest first:
    [{"document", "number", "from_on", "to_on", "opening", "closing", "same"}], amounts None where the bank told none."""
    client_id = _client()
    answers: dict[Ask, Any] = {}
    for ask in asks:
        account, currency, to_on, opening, closing = ask.about
        given = {"opening": minor(opening, currency), "closing": minor(closing, currency)}
        rows = QUERIES.rows("statement_before", client_id=client_id, account=account, currency=currency, to_on=day(to_on), **given)
        answers[ask] = [
            {
                "document": row.document_id,
                "number": row.number,
                "from_on": row.from_on.isoformat(),
                "to_on": row.to_on.isoformat(),
                "opening": figure(row.opening, currency),
                "closing": figure(row.closing, currency),
                "same": bool(row.same),
            }
            for row in rows
        ]
    return answers


def _booked(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (account, currency, first day, last day) -> how many lines are booked, by "day amount"."""
    client_id = _client()
    answers: dict[Ask, Any] = {}
    for ask in asks:
        account, currency, first, last = ask.about
        given = {"account": account, "currency": currency, "from_on": day(first), "to_on": day(last)}
        rows = QUERIES.rows("booked_lines", client_id=client_id, **given)
        answers[ask] = {f"{row.booked_on.isoformat()} {figure(row.amount, currency)}": row.count for row in rows}
    return answers


def _payments(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (currency,) -> our payments that no statement has shown: [{"id", "run", "end_to_end_id", "amount", "local": what is in transit
    of it in the currency of the books, None where that was not kept}]."""
    client_id = _client()
    own = access.client(client_id).currency
    return {
        ask: [
            {
                "id": row.id,
                "run": row.document_id,
                "end_to_end_id": row.end_to_end_id,
                "currency": row.currency,
                "amount": figure(row.amount, row.currency),
                "local": figure(row.local_amount, own),
            }
            for row in QUERIES.rows("expected_payments", client_id=client_id, currency=ask.about[0], ids=list(ask.about[1:]))
        ]
        for ask in asks
    }


def _matching(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (currency, {"amounts", "ibans", "names", "numbers"} of the lines as JSON) -> open items that they may pay."""
    client_id = _client()
    return {ask: matching_items(ask, client_id) for ask in asks}


def matching_items(ask: Ask, client_id: int) -> list[dict[str, Any]]:
    """The items of one client that such lines may pay, however many are open."""
    currency, told = ask.about
    shown = json.loads(told)
    shown["amounts"] = [units for text in shown["amounts"] if (units := minor(text, currency)) is not None]
    shown["names"] = sorted({comparable(name) for name in shown["names"]})
    rows = QUERIES.rows("matching_items", client_id=client_id, currency=currency, most=MOST_OF_PARTY, **shown)
    return [_item_told(row) | _payer_told(row) for row in rows]


def _payer_told(row: Any) -> dict[str, Any]:
    """payer_id, party_number: of the partner to whom the item's party leads; paid_from: accounts that people said pay for him."""
    return {
        "payer_id": row.payer_id,
        "party_number": row.party_number,
        "document_on": row.document_on.isoformat(),
        "ibans": list(row.ibans or ()),
        "paid_from": list(row.paid_from or ()),
    }


def items_by_id(ids: Sequence[str], client_id: int) -> list[dict[str, Any]]:
    """Open items of one client as they stand, with the tax that waits for their payment; held_reason: why one is held back, '' where
    nobody does."""
    wanted = sorted({key for text in ids if (key := row_id(text)) is not None})
    waiting = ledger.waiting_taxes(wanted, client_id)
    rows = QUERIES.rows("items_by_id", client_id=client_id, ids=wanted) if wanted else ()
    return [_item_told(row) | {"held_reason": row.held_reason, "waiting": waiting.get(row.id, [])} for row in rows]


def _items(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (open item ids...) -> each as it stands, with what may be deducted and the taxes behind it."""
    client_id = _client()
    items = items_by_id([text for ask in asks for text in ask.about], client_id)
    taxes = taxes_behind({item["id"]: client_id for item in items})
    found = {str(item["id"]): item | {"taxes": taxes.get(item["id"], {})} for item in items}
    return {ask: [found[text] for text in ask.about if text in found] for ask in asks}


def _taught(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (likenesses...) -> {likeness: {"account", "times", "on"}} of those that always went to one account lately."""
    client_id = _client()
    wanted = sorted({text for ask in asks for text in ask.about})
    found: dict[str, list[Any]] = {}
    for row in QUERIES.rows("taught_lines", client_id=client_id, likenesses=wanted) if wanted else ():
        found.setdefault(row.likeness, []).append(row)
    told = {
        likeness: {"account": rows[0].account, "times": rows[0].times, "on": rows[0].booked_on.isoformat()}
        for likeness, rows in found.items()
        if len({row.account for row in rows}) == 1
    }
    return {ask: {text: told[text] for text in ask.about if text in told} for ask in asks}


def _suspense_line(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (line id,) -> the line where it stands in the suspense account, None where it does not."""
    client_id = _client()
    ids = sorted({key for ask in asks for text in ask.about if (key := row_id(text)) is not None})
    rows = QUERIES.rows("suspense_lines", client_id=client_id, ids=ids)
    found = {
        str(row.id): {
            "amount": figure(row.amount, row.currency),
            "currency": row.currency,
            "value_on": row.value_on.isoformat(),
            "rate": f"{row.exchange_rate.normalize():f}",
        }
        for row in rows
    }
    return {ask: found.get(ask.about[0]) for ask in asks}


def _item_told(row: Any) -> dict[str, Any]:
    """An open item in plain words; local_minor: its whole amount in the currency of the books."""
    return {
        "id": row.id,
        "side": row.side,
        "account": row.account,
        "party_id": row.party_id,
        "name": row.name,
        "reference": row.reference,
        "currency": row.currency,
        "open": figure(row.open, row.currency),
        "amount": figure(row.amount, row.currency),
        "local_minor": row.local_amount,
        "due_on": row.due_on.isoformat(),
        "discounts": [list(discount) for discount in row.discounts],
    }


def minor(text: str, currency: str) -> int | None:
    """An amount as it stands in a field, in minor units."""
    amount = number(text)
    return Money(amount, currency).rounded().minor if amount is not None and len(currency) == 3 else None


def figure(units: int | None, currency: str) -> str | None:
    """Minor units as they stand in a field."""
    return None if units is None else str(Money.from_minor(units, currency).amount)


ANSWERS: dict[str, Answer] = {
    "treasury.own_accounts": _own_accounts,
    "treasury.csv_columns": _csv_columns,
    "treasury.statements": _statements,
    "treasury.booked_lines": _booked,
    "treasury.expected_payments": _payments,
    "treasury.matching_items": _matching,
    "treasury.items": _items,
    "treasury.taught_lines": _taught,
    "treasury.suspense_line": _suspense_line,
}
