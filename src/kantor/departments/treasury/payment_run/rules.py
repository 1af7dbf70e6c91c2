"""The rules of a payment run: only what is open, to agreed accounts, of suppliers that are not blocked, and the sum is the sum."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.field import Row, number

PREFIX = "treasury.payment_run"


def state_of(reading: Reading) -> Ask:
    return Ask("treasury.payables", tuple(cell(row, "open_item_id") for row in reading.rows("payments")))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (state_of(reading), Ask("ledger.account_roles", ()), Ask("access.client", ()))


def cell(row: Row, key: str) -> str:
    value = row.get(key)
    return value.text if value else ""


def amount(row: Row, key: str) -> Decimal:
    return number(cell(row, key)) or Decimal(0)


def _finding(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(
        key=f"{PREFIX}.{key}", severity=Severity.STOP, field=field, evidence={name: str(value) for name, value in evidence.items()}
    )


def sums(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    rows = reading.rows("payments")
    if not rows:
        yield _finding("empty", "payments")
    total = sum((amount(row, "amount") for row in rows), Decimal(0))
    if total != reading.number("total"):
        yield _finding("wrong_total", "total", expected=total, found=reading.text("total"))
    if not reading.text("own_iban"):
        yield _finding("no_own_account", "own_iban")
    on = reading.date("execute_on")
    if on is None or on < today:
        yield _finding("day_has_passed", "execute_on", on=reading.text("execute_on"))


def each_payment(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Every payment against the books as they are now, so that nothing changes between proposal and release unseen."""
    items = {str(item["open_item_id"]): item for item in answers.get(state_of(reading)) or ()}
    seen: set[str] = set()
    for index, row in enumerate(reading.rows("payments")):
        number_, field = cell(row, "open_item_id"), f"payments.{index}.amount"
        item = items.get(number_)
        if item is None or number_ in seen:
            yield _finding("nothing_open", field, creditor=cell(row, "creditor"), reference=cell(row, "reference"))
            continue
        seen.add(number_)
        taken = amount(row, "amount") + amount(row, "discount")
        if taken > Decimal(item["open"]) or amount(row, "amount") <= 0:
            yield _finding("more_than_open", field, creditor=item["creditor"], open=item["open"], asked=taken)
        if amount(row, "discount") > Decimal(item["discount"]):
            yield _finding("discount_too_large", f"payments.{index}.discount", creditor=item["creditor"], allowed=item["discount"])
        if not item["agreed"] or item["iban"] != cell(row, "iban"):
            yield _finding("account_not_agreed", f"payments.{index}.iban", creditor=item["creditor"], iban=cell(row, "iban"))
        if item["blocked"] or item["held_reason"]:
            yield _finding("held", field, creditor=item["creditor"], reason=item["held_reason"] or "blocked")


RULES = (Rule(key=f"{PREFIX}.sums", judge=sums), Rule(key=f"{PREFIX}.each_payment", judge=each_payment, asks=asks))
