"""Answers about receivables: an invoice of ours by its number, what a customer owes against its limit, who signs our invoices."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.queries import QUERIES
from kantor.kit.money import Money
from kantor.words import Answer, Answers, Ask, Reading
from kantor.words.field import day, row_id

GRACE_DAYS, PAUSE_DAYS = 5, 10
"""How long after its due day an item is first asked for, and how long after a letter again."""
CONTACT = ("contact_name", "contact_phone", "contact_email")


def _invoice(asks: Sequence[Ask], as_of: date) -> Answers:
    """(number) -> an invoice that took effect: `document_id`, `number`, `party_id`, `type_code`, `issued_on`, `currency`, `net`, `vat`,
    `gross`, `taxes` (`tax_code`, `base`, `amount`), `rest`: what may still be credited, of a down payment what may still be taken off;
    None where there is none."""
    found = {row.number: _told(row) for row in QUERIES.rows("invoices", numbers=sorted({ask.about[0] for ask in asks}))}
    return {ask: found.get(ask.about[0]) for ask in asks}


def _told(row: Any) -> dict[str, Any]:
    reading = Reading.from_json(row.content)
    keys = ("type_code", "issued_on", "currency", "net", "vat", "gross")
    taxes = [{key: tax[key].text for key in ("tax_code", "base", "amount") if key in tax} for tax in reading.rows("taxes")]
    rest = f"{row.rest:f}" if row.rest is not None else "0"
    told = {key: reading.text(key) for key in keys}
    return {"document_id": row.document_id, "number": row.number, "party_id": row.party_id, **told, "taxes": taxes, "rest": rest}


def _credit(asks: Sequence[Ask], as_of: date) -> Answers:
    """(customer) -> in the client's currency: `owed`, `overdue`, `limit` ('' where none is agreed), `left` of it; None where the customer
    is unknown. A fact for whoever takes orders, ships goods or writes invoices."""
    parties = sorted({row_id(ask.about[0]) or 0 for ask in asks})
    found = {row.party_id: row for row in QUERIES.rows("credit", parties=parties, as_of=as_of)}
    return {ask: _against(row) if (row := found.get(row_id(ask.about[0]) or 0)) else None for ask in asks}


def _against(row: Any) -> dict[str, str]:
    owed, overdue = (Money.from_minor(int(amount), row.currency).amount for amount in (row.owed, row.overdue))
    left = f"{Decimal(row.limit) - owed:f}" if row.limit else ""
    return {"owed": f"{owed:f}", "overdue": f"{overdue:f}", "limit": row.limit or "", "left": left}


def _contact(asks: Sequence[Ask], as_of: date) -> Answers:
    """() -> who is named for questions on the newest invoice."""
    rows = QUERIES.rows("last_invoice")
    told = Reading.from_json(rows[0].content) if rows else Reading(reader="")
    return {ask: {key: told.text(key) for key in CONTACT} for ask in asks}


def _overdue(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day) -> what is overdue that day and may be asked for, by customer: `id` of the open item, `party_id`, `customer`, `country`,
    `language`, `email`, `address`, `is_business`, `reference`, `currency`, `open`, `due_on`, `level` of the last letter, `hold`,
    `held_until`."""
    return {ask: [_late(row) for row in _late_on(ask.about[0])] for ask in asks}


def _late_on(on: str) -> Sequence[Any]:
    return QUERIES.dicts("overdue", on=on, grace=GRACE_DAYS, pause=PAUSE_DAYS) if day(on) else ()


def _late(row: Mapping[str, Any]) -> dict[str, Any]:
    address = {key: str(row["address"].get(key, "")) for key in ("street", "postcode", "town")}
    days = {key: row[key].isoformat() if row[key] else "" for key in ("due_on", "held_until")}
    return {**row, **days, "address": address, "open": f"{Money.from_minor(row['open'], row['currency']).amount:f}"}


def _open_item(asks: Sequence[Ask], as_of: date) -> Answers:
    """(reference) -> a receivable that is open: `id`, `reference`, `party_id`, `customer`, `account`, `currency`, `open`, `amount`,
    `local_amount`, `due_on`, `taxes` (`account`, `tax_code`, `amount` in the client's currency); None where nothing is open."""
    rows = QUERIES.dicts("open_item", references=sorted({ask.about[0] for ask in asks}))
    found = {row["reference"]: _owed(row) for row in rows}
    return {ask: found.get(ask.about[0]) for ask in asks}


def _owed(row: Mapping[str, Any]) -> dict[str, Any]:
    own = row["own"]
    taxes = [
        {"account": account, "tax_code": code, "amount": f"{Money.from_minor(minor, own).amount:f}"}
        for account, code, minor in row["taxes"]
    ]
    same = ("id", "reference", "party_id", "customer", "account", "currency")
    amounts = {key: f"{Money.from_minor(row[key], row['currency']).amount:f}" for key in ("open", "amount")}
    local = f"{Money.from_minor(row['local_amount'], own).amount:f}"
    return {**{key: row[key] for key in same}, **amounts, "local_amount": local, "due_on": row["due_on"].isoformat(), "taxes": taxes}


ANSWERS: dict[str, Answer] = {
    "receivables.invoice": _invoice,
    "receivables.credit": _credit,
    "receivables.contact": _contact,
    "receivables.open_item": _open_item,
    "receivables.overdue": _overdue,
}
