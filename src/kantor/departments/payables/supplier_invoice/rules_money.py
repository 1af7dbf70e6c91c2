"""What an invoice asks for must follow from what was bought: nothing on it may raise the payment unseen, or lower it below a limit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import ZERO, Row, amount, is_credit_note, total
from kantor.departments.payables.supplier_invoice.exchange import usual_rate
from kantor.departments.payables.supplier_invoice.means import held_reason
from kantor.words import Answers, Finding, Reading, Severity
from kantor.words.field import cell, number
from kantor.words.rates import rate_looked_at

PREFIX = "payables.supplier_invoice"
SMALLEST = Decimal(1)
ROUNDED_SHARE = Decimal("0.001")
"""A payment is rounded by no more than one unit of its currency, or a thousandth where the units are small."""
FAR = 2
"""A rate is far from the usual one when it is less than a half or more than this many times of it."""


def _found(key: str, severity: Severity, field: str, *, two_people: bool = False, **evidence: object) -> Finding:
    told = {name: str(value) for name, value in evidence.items()}
    return Finding(key=f"{PREFIX}.{key}", severity=severity, field=field, evidence=told, two_people=two_people)


def asked_for(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Limits look at the gross amount, so what is added to it, and the rate that converts it, are two people's matter."""
    gross, rounding, prepaid = total(reading, "gross"), total(reading, "rounding"), total(reading, "prepaid")
    if abs(rounding) > max(SMALLEST, abs(gross) * ROUNDED_SHARE):
        yield _found("rounding_large", Severity.LOOK, "rounding", two_people=True, amount=rounding)
    if prepaid < 0 < gross:
        yield _found("prepaid_negative", Severity.STOP, "prepaid", amount=prepaid)
    if is_credit_note(reading) and total(reading, "payable") < 0:
        yield _found("negative_credit_note", Severity.LOOK, "payable", two_people=True, amount=total(reading, "payable"))
    if held_reason(reading):
        yield _found("paid_otherwise", Severity.LOOK, "payable", means=reading.text("payment_means"))


def exchange_rate(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The supplier states the rate, or a person types it: what is far from the usual one is two people's matter."""
    client = answers.get(questions.CLIENT) or {}
    currency, own = reading.text("currency"), str(client.get("currency", ""))
    rate = reading.number("exchange_rate")
    if rate is None or not currency or currency == own:
        return
    usual = usual_rate(currency, own)
    if rate <= 0:
        yield _found("exchange_rate_missing", Severity.STOP, "exchange_rate", currency=currency)
    elif usual is None:
        yield _found("exchange_rate_unknown", Severity.LOOK, "exchange_rate", two_people=True, currency=currency, rate=rate)
    elif not usual / FAR <= rate <= usual * FAR:
        about = f"{usual:.4g}"
        yield _found("exchange_rate_far", Severity.LOOK, "exchange_rate", two_people=True, currency=currency, rate=rate, usual=about)
    yield from rate_looked_at(reading, answers, ("exchange_rate", currency, reading.date("issued_on")), two_people=True)


def typed(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What a person typed is reckoned here; what came as data was reckoned by the official rules of its format.

    Not the tax of a faktur pajak, which is often reckoned on 11/12 of the base (PMK 131/2024).
    """
    lines = reading.rows("lines")
    net, sum_of_lines = reading.number("net"), sum((amount(line, "net") for line in lines), ZERO)
    if net is not None and lines and all(_is_typed(line, "net") for line in lines) and net != sum_of_lines:
        yield _found("lines_are_not_the_net", Severity.LOOK, "net", expected=sum_of_lines, found=net)
    if (answers.get(questions.CLIENT) or {}).get("country") == "ID":
        return
    for index, row in enumerate(reading.rows("taxes")):
        rate = number(cell(row, "rate"))
        if rate is None or not any(_is_typed(row, column) for column in ("amount", "base", "rate")):
            continue
        expected = amount(row, "base") * rate / 100
        if abs(amount(row, "amount") - expected) > SMALLEST:
            field, right = f"taxes.{index}.amount", f"{expected:.2f}"
            yield _found("vat_is_not_the_rate", Severity.STOP, field, expected=right, found=cell(row, "amount"))


def supplier_is_ours(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Whoever is chosen as the supplier is one of the client's own, and not blocked, whatever else stands on the invoice."""
    if not reading.text("supplier_id"):
        return
    chosen = answers.get(questions.chosen(reading), {"blocked": False})
    if chosen is None:
        yield _found("supplier_unknown", Severity.STOP, "supplier_id", name=reading.text("supplier_name") or reading.text("supplier_id"))
    elif chosen["blocked"] and not (answers.get(questions.supplier(reading)) or {}).get("blocked"):
        yield _found("supplier_blocked", Severity.STOP, "supplier_id", name=chosen["name"])


def _is_typed(row: Row, column: str) -> bool:
    return column in row and row[column].source.kind == "person"


MONEY = (asked_for, exchange_rate, typed, supplier_is_ours)
