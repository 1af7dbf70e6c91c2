"""Answers about payables as they stand now: what is open, which discount still holds, whether the account is agreed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.departments.treasury.queries import QUERIES
from kantor.departments.treasury.taxes import taxes_behind
from kantor.kit.money import Money
from kantor.spine import access, ledger
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day, row_id


def _payables(asks: Sequence[Ask], as_of: date) -> Answers:
    """(day of payment, open item ids...) -> each item as it stands: open, discount, account; taxes: what stands behind it by tax code,
    where the law corrects input tax when a discount is taken; waiting: tax that becomes due with the payment."""
    answers: dict[Ask, Any] = {}
    for pay_on in dict.fromkeys(day(ask.about[0]) or as_of for ask in asks):
        own = [ask for ask in asks if (day(ask.about[0]) or as_of) == pay_on]
        ids = sorted({key for ask in own for text in ask.about[1:] if (key := row_id(text)) is not None})
        found = {row["open_item_id"]: row for row in QUERIES.dicts("payable_items", ids=ids, pay_on=pay_on)}
        taxes = taxes_behind({key: item["client_id"] for key, item in found.items()})
        waiting = ledger.waiting_taxes(sorted(found), access.acting_client()) if found else {}
        for ask in own:
            items = [found[key] for text in ask.about[1:] if (key := row_id(text)) in found]
            answers[ask] = [
                _plain(row, taxes.get(row["open_item_id"], {})) | {"waiting": waiting.get(row["open_item_id"], [])} for row in items
            ]
    return answers


def _plain(row: dict[str, Any], taxes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    currency = row["currency"]
    amounts = {key: str(Money.from_minor(row[key], currency).amount) for key in ("open", "amount", "discount")}
    told = (
        "open_item_id",
        "party_id",
        "booked_party_id",
        "creditor",
        "reference",
        "account",
        "currency",
        "iban",
        "bic",
        "agreed",
        "held_reason",
        "blocked",
    )
    return (
        {key: row[key] for key in told}
        | amounts
        | {"local_minor": row["local_amount"], "taxes": {code: dict(of) for code, of in taxes.items()}}
    )


ANSWERS: dict[str, Answer] = {"treasury.payables": _payables}
