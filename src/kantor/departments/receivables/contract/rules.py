"""What must be right before a contract is billed: one of its number, days in their order, prices that can be told apart."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.departments.receivables.billing.agreed import ON_DELIVERY, ZERO
from kantor.departments.receivables.billing.limit import over_limit
from kantor.departments.receivables.contract.document import FIELDS, KEY, LINES, asks, credit_of, numbered, record
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell, number
from kantor.words.filled import filled

CODE = re.compile(r"[^\s:]*")
"""What is billed is claimed under the line's code, among others: a blank or a colon would end it there."""


def _stop(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(what) for name, what in evidence.items()})


def head(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A customer of the client, a number of its own, an end that does not lie before the beginning."""
    known, kept = answers.get(numbered(reading)), answers.get(record(reading))
    if reading.text("customer_id") and (not kept or kept["role"] != "customer"):
        yield _stop("no_customer", "customer_id")
    if known and known["id"] != reading.document_id:
        yield _stop("number_taken", "number", number=reading.text("number"), customer=known["customer_name"])
    first, ends = reading.date("first_on"), reading.date("ends_on")
    if first and ends and ends < first:
        yield _stop("ends_before_it_begins", "ends_on", on=first)


def lines(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Rows of one line are its prices: none twice for the same day and quantity, nothing below zero, the first one says what it is."""
    seen: set[tuple[str, str, str]] = set()
    named: set[str] = set()
    for index, row in enumerate(reading.rows("lines")):
        line, place = cell(row, "line"), f"lines.{index}"
        quantity = number(cell(row, "quantity") or "0")
        if not CODE.fullmatch(line):
            yield _stop("line_not_a_code", f"{place}.line", line=line)
        if line not in named and not cell(row, "name"):
            yield _stop("line_without_name", f"{place}.name", line=line)
        if cell(row, "kind") == "fixed" and (quantity is None or quantity <= 0):
            yield _stop("line_without_quantity", f"{place}.quantity", line=line)
        for column in ("price", "from_quantity"):
            amount = number(cell(row, column) or "0")
            if amount is not None and amount < 0:
                yield _stop("below_zero", f"{place}.{column}", amount=cell(row, column))
        own = (line, cell(row, "from_on"), cell(row, "from_quantity") or "0")
        if own in seen:
            yield _stop("price_twice", f"{place}.price", line=line)
        seen.add(own)
        named.add(line)


def credit(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What is ordered to be billed on delivery counts against what the customer may owe."""
    if reading.text("rhythm") != ON_DELIVERY:
        return
    rows = (tuple(number(cell(row, key)) or ZERO for key in ("quantity", "price")) for row in reading.rows("lines"))
    ordered = sum((quantity * price for quantity, price in rows), ZERO)
    yield from over_limit(f"{KEY}.order_over_limit", answers.get(credit_of(reading)) or {}, ordered, reading.text("currency"))


RULES = (
    filled(KEY, FIELDS, LINES, needs_rows=True),
    Rule(key=f"{KEY}.head", judge=head, asks=asks),
    Rule(key=f"{KEY}.lines", judge=lines),
    Rule(key=f"{KEY}.credit", judge=credit, asks=asks),
)
