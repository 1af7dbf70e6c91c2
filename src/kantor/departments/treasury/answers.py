"""Answers about payables as they stand now: what is open, which discount still holds, whether the account is agreed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.countries import law
from kantor.departments.treasury.queries import QUERIES
from kantor.kit.money import Money
from kantor.spine import access
from kantor.words import Answer, Answers, Ask


def _payables(asks: Sequence[Ask], as_of: date) -> Answers:
    """(open item ids...) -> each as it stands: open, discount, account, rate in the books, and the share of VAT in a discount."""
    ids = sorted({int(text) for ask in asks for text in ask.about if text.isdigit()})
    found = {row["open_item_id"]: row for row in QUERIES.dicts("payable_items", ids=ids, today=as_of)}
    shares: dict[int, list[tuple[str, str]]] = {}
    rows = QUERIES.dicts("vat_in_items", ids=ids) if found else []
    corrects = {client.id: law(client.country).discount_rule == "at_payment" for client in _clients(found)}
    for row in rows:
        if corrects.get(row["client_id"]):
            shares.setdefault(row["open_item_id"], []).append((row["account"], str(row["share"])))
    return {ask: [_plain(found[int(text)], shares) for text in ask.about if text.isdigit() and int(text) in found] for ask in asks}


def _clients(found: dict[int, dict[str, Any]]) -> list[access.ClientRecord]:
    return access.clients(sorted({row["client_id"] for row in found.values()}))


def _plain(row: dict[str, Any], shares: dict[int, list[tuple[str, str]]]) -> dict[str, Any]:
    currency = row["currency"]
    return {
        "open_item_id": row["open_item_id"],
        "party_id": row["party_id"],
        "creditor": row["creditor"],
        "reference": row["reference"],
        "account": row["account"],
        "currency": currency,
        "open": str(Money.from_minor(row["open"], currency).amount),
        "discount": str(Money.from_minor(row["discount"], currency).amount),
        "rate": str(row["rate"]),
        "iban": row["iban"],
        "bic": row["bic"],
        "agreed": row["agreed"],
        "held_reason": row["held_reason"],
        "blocked": row["blocked"],
        "vat_shares": [list(share) for share in shares.get(row["open_item_id"], [])],
    }


ANSWERS: dict[str, Answer] = {"treasury.payables": _payables}
