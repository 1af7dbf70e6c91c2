"""Invoices of ours as others are told of them: what they say, what is left of them, and which down payments wait to be taken off."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.customer_invoice.document import CREDIT
from kantor.departments.receivables.queries import QUERIES
from kantor.words import Answer, Answers, Ask, Reading
from kantor.words.field import cell, number, row_id

HEAD = ("type_code", "issued_on", "delivered_on", "currency", "order_number")
SUMS = ("net", "vat", "gross")
ORDERED = ("name", "quantity", "unit", "price", "supply", "wanted")
ADVANCE = re.compile(r"contract:([0-9]{1,18}):down_payment:once")
SOURCE = re.compile(r"(?:contract|delivered):([0-9]{1,18}):.*")
ZERO = Decimal(0)


def told_of(row: Any) -> dict[str, Any]:
    """Out of a row of `invoices`. Of a down payment the amounts are what its credit notes left of it, with its tax."""
    reading = Reading.from_json(row.content)
    rows = [{key: cell(tax, key) for key in ("tax_code", "base", "amount")} for tax in reading.rows("taxes")]
    credits = [Reading.from_json(content) for content in row.credits]
    sums = {key: (reading.number(key) or ZERO) - _credited(credits, key) for key in SUMS} if credits else {}
    return {
        "document_id": row.document_id,
        "number": row.number,
        "party_id": row.party_id,
        **{key: reading.text(key) for key in (*HEAD, *SUMS)},
        **{key: f"{amount:f}" for key, amount in sums.items()},
        "taxes": _left(rows, credits) if credits else rows,
        "rest": f"{row.rest:f}" if row.rest is not None else "0",
        "bills": sorted({subject for line in reading.rows("lines") for subject in cell(line, "bills").split()}),
        "ordered": [{key: text for key in ORDERED if (text := cell(line, key))} for line in reading.rows("ordered")],
        "payable": reading.text("payable"),
        "takes_off": bool(reading.rows("advances")),
    }


def _sign(credit: Reading) -> int:
    """A credit note says with positive amounts what it takes off, a correction with negative ones."""
    return 1 if credit.text("type_code") == CREDIT else -1


def _credited(credits: Iterable[Reading], key: str) -> Decimal:
    return sum(((one.number(key) or ZERO) * _sign(one) for one in credits), ZERO)


def _left(taxes: Sequence[Mapping[str, str]], credits: Iterable[Reading]) -> list[dict[str, str]]:
    """Base and tax of each code without what was credited of it."""
    left: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for key in ("base", "amount"):
        for tax in taxes:
            left[tax["tax_code"], key] += number(tax[key]) or ZERO
        for credit in credits:
            for row in credit.rows("taxes"):
                left[cell(row, "tax_code"), key] -= (number(cell(row, key)) or ZERO) * _sign(credit)
    codes = dict.fromkeys(code for code, _ in left)
    return [{"tax_code": code, **{key: f"{left[code, key]:f}" for key in ("base", "amount")}} for code in codes]


def _invoice(asks: Sequence[Ask], as_of: date) -> Answers:
    """(number) -> an invoice that took effect: `document_id`, `number`, `party_id`, `type_code`, `issued_on`, `delivered_on`, `currency`,
    `order_number`, `net`, `vat`, `gross`, `taxes` (`tax_code`, `base`, `amount`; of a down payment all these without what was credited),
    `rest`: what may still be credited, of a down payment what may still be taken off or credited; `bills`, `ordered`, `payable`,
    `takes_off` (down payments); None where there is none."""
    found = {row.number: told_of(row) for row in QUERIES.rows("invoices", numbers=sorted({ask.about[0] for ask in asks}))}
    return {ask: found.get(ask.about[0]) for ask in asks}


def _down_payments(asks: Sequence[Ask], as_of: date) -> Answers:
    """(customer, subjects with blanks between) -> its down payments that are not taken off yet, the oldest first, at most 50: `number`,
    `issued_on`, `currency`, `gross` (what is left), `order_number`, and `is_same`: whether its order gives the subjects to bill, None where
    one of both is not known."""
    customers = sorted({key for ask in asks if (key := row_id(ask.about[0]))})
    found: dict[int, list[Any]] = defaultdict(list)
    for row in QUERIES.rows("down_payments", customers=customers) if customers else ():
        found[row.asked].append((told_of(row), row))
    told = {ask: [one for one, _ in found.get(row_id(ask.about[0]) or 0, ())] for ask in asks}
    numbers = _contract_numbers({one for ask in asks for one in _sources(ask)} | {one for rows in told.values() for one in _own(rows)})
    return {ask: [_waiting(one, _named(_sources(ask), numbers), numbers) for one in rows] for ask, rows in told.items()}


def _waiting(told: Mapping[str, Any], billed: set[str], numbers: Mapping[int, str]) -> dict[str, Any]:
    own = _named(_own([told]), numbers)
    is_same = bool(own & billed) if own and billed else None
    return {**{key: told[key] for key in ("number", "issued_on", "currency", "gross", "order_number")}, "is_same": is_same}


def _own(rows: Iterable[Mapping[str, Any]]) -> set[int]:
    """The orders whose down payments these are, by their documents."""
    return {int(match[1]) for told in rows for subject in told["bills"] if (match := ADVANCE.fullmatch(subject))}


def _sources(ask: Ask) -> set[int]:
    """The documents that give the subjects to bill."""
    subjects = ask.about[1].split() if len(ask.about) > 1 else []
    return {int(match[1]) for subject in subjects if (match := SOURCE.fullmatch(subject))}


def _named(documents: Iterable[int], numbers: Mapping[int, str]) -> set[str]:
    return {numbers[one] for one in documents if one in numbers}


def _contract_numbers(documents: Iterable[int]) -> dict[int, str]:
    """Document -> the number of the contract or order that it is, or reports of."""
    wanted = sorted(documents)
    return {row.id: row.number for row in QUERIES.rows("numbers_of", documents=wanted)} if wanted else {}


INVOICE_ANSWERS: dict[str, Answer] = {"receivables.invoice": _invoice, "receivables.down_payments": _down_payments}
