"""The down payments of an invoice: what it takes off is there to be taken off, and none that was paid for the same is forgotten."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.customer_invoice import questions
from kantor.departments.receivables.customer_invoice.document import DOWN_PAYMENT, INVOICE
from kantor.words import Answers, Finding, Reading, Severity
from kantor.words.field import cell

PREFIX = "receivables.customer_invoice"


def _found(key: str, field: str, severity: Severity = Severity.STOP, **evidence: Any) -> Finding:
    return Finding(key=f"{PREFIX}.{key}", severity=severity, field=field, evidence={name: str(what) for name, what in evidence.items()})


def advances(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What a final invoice takes off are down payments of the same customer, all that is left of each, and none twice."""
    seen: set[str] = set()
    if reading.rows("advances") and reading.text("type_code") != INVOICE:
        yield _found("advances_not_here", "advances")
    for index, row in enumerate(reading.rows("advances")):
        wanted, field = cell(row, "number"), f"advances.{index}.number"
        known = answers.get(questions.invoice(wanted)) if wanted else None
        if not known or known["type_code"] != DOWN_PAYMENT or wanted in seen:
            yield _found("advance_unknown", field, number=wanted or "-")
        elif str(known["party_id"]) != reading.text("customer_id") or known["currency"] != reading.text("currency"):
            yield _found("advance_of_another", field, number=wanted)
        elif Decimal(known["gross"]) <= 0:
            yield _found("advance_credited", field, number=wanted)
        elif Decimal(known["rest"]) < Decimal(known["gross"]):
            yield _found("advance_taken_already", field, number=wanted)
        seen.add(wanted)
    payable = reading.number("payable")
    if seen and payable is not None and payable < 0:
        yield _found("advances_too_high", "advances", amount=payable)


def left_out(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A down payment that was invoiced for the same is taken off, or its tax is owed twice (§ 14 Abs. 5 Satz 2, § 14c Abs. 1 UStG; art.
    106f ust. 3 ustawy o VAT)."""
    taken = {cell(row, "number") for row in reading.rows("advances")}
    if reading.text("type_code") != INVOICE:
        return
    for told in answers.get(questions.down_payments(reading)) or ():
        if told["number"] not in taken and told["currency"] == reading.text("currency") and _is_for(told, reading):
            evidence = {key: told[key] for key in ("number", "gross", "currency", "issued_on")}
            yield _found("advance_left_out", "advances", Severity.LOOK, **evidence)


def _is_for(told: Mapping[str, Any], reading: Reading) -> bool:
    """Whether the down payment may be one for what is invoiced: of another order it is not; where neither says so, it may."""
    if told["is_same"] is not None:
        return bool(told["is_same"])
    orders = {told["order_number"], reading.text("order_number")}
    if questions.subjects(reading):
        return len(orders) == 1 and "" not in orders
    return len(orders - {""}) < len(orders) or len(orders) == 1
