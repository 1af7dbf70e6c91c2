"""The rules of a clearing: the line still stands in the suspense account, and is divided to the cent among what is open."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.treasury.bank_statement.deciding import signed
from kantor.departments.treasury.bank_statement.questions import ROLES, cell
from kantor.departments.treasury.line_clearing.document import FIELDS, KEY
from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.field import Row, number


def items(reading: Reading) -> Ask:
    return Ask("treasury.items", tuple(sorted({one for row in reading.rows("shares") if (one := cell(row, "open_item_id"))})))


def line(reading: Reading) -> Ask:
    return Ask("treasury.suspense_line", (reading.text("line_id"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (ROLES, items(reading), line(reading))


def _finding(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(text) for name, text in evidence.items()})


def complete(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Everything is there, and the line is one that waits in the suspense account with just that amount."""
    for field in FIELDS:
        if field.required and not reading.text(field.key):
            yield _finding("missing", field.key, name=field.key)
    told = answers.get(line(reading))
    if not told or Decimal(told["amount"]) != reading.number("amount"):
        yield _finding("not_in_suspense", "line_id", line=reading.text("line_id"))


def shares(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The shares come to the line's amount; none takes more than is open, and each has an item or an account."""
    found = {str(item["id"]): item for item in answers.get(items(reading)) or ()}
    left = {key: signed(item) for key, item in found.items()}
    total = Decimal(0)
    for index, row in enumerate(reading.rows("shares")):
        amount = number(cell(row, "amount")) or Decimal(0)
        total += amount
        item, account = cell(row, "open_item_id"), cell(row, "account")
        if bool(item) == bool(account) or not amount:
            yield _finding("share_incomplete", f"shares.{index}.account", line=index + 1)
        elif item:
            yield from _takes(index, item, amount, found, left)
    if total != reading.number("amount"):
        yield _finding("wrong_sum", "amount", expected=reading.text("amount"), found=total)


def _takes(index: int, key: str, amount: Decimal, found: Mapping[str, Any], left: dict[str, Decimal]) -> Iterator[Finding]:
    still = left.get(key, Decimal(0))
    if key not in found or not (0 < amount <= still or still <= amount < 0):
        reference = found[key]["reference"] if key in found else key
        yield _finding("share_too_large", f"shares.{index}.amount", reference=reference, open=still, asked=amount)
    else:
        left[key] = still - amount


def share_of(row: Row) -> Decimal:
    return number(cell(row, "amount")) or Decimal(0)


RULES = (Rule(key=f"{KEY}.complete", judge=complete, asks=asks), Rule(key=f"{KEY}.shares", judge=shares, asks=asks))
