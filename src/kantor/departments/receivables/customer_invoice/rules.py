"""The rules of a customer invoice: complete, taxed as the law says, valid in its format before anybody approves it, and within limits."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.customer_invoice import questions
from kantor.departments.receivables.customer_invoice.document import (
    CORRECTED,
    CREDIT,
    DERIVED,
    FIELDS,
    LINES,
)
from kantor.departments.receivables.customer_invoice.drafting import draft
from kantor.departments.receivables.customer_invoice.effect import credited_by
from kantor.departments.receivables.customer_invoice.marking import marks
from kantor.departments.receivables.customer_invoice.rules_advances import advances, left_out
from kantor.departments.receivables.customer_invoice.rules_distance import below_threshold
from kantor.departments.receivables.customer_invoice.rules_format import in_its_format, one_transaction_code
from kantor.departments.receivables.customer_invoice.taxing import treatment
from kantor.engines.einvoice import is_country, is_currency
from kantor.words import Answers, Field, Finding, Kind, Reading, Rule, Severity
from kantor.words.dimensions import centres_known
from kantor.words.field import cell, day, number, row_id
from kantor.words.rates import rate_looked_at

ZERO, WHOLE = Decimal(0), Decimal(100)
MOST_DAYS = 365
PREFIX = "receivables.customer_invoice"
READ_AS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.PARTY: row_id,
    Kind.DATE: day,
    Kind.COUNTRY: lambda code: code if is_country(code) else None,
    Kind.CURRENCY: lambda code: code if is_currency(code) else None,
    **dict.fromkeys((Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT), number),
}


def found(key: str, severity: Severity, field: str | None = None, *, two_people: bool = False, **evidence: Any) -> Finding:
    told = {name: str(value) for name, value in evidence.items()}
    return Finding(key=f"{PREFIX}.{key}", severity=severity, field=field, evidence=told, two_people=two_people)


def complete(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Nothing is missing, and what stands there can be read as what it should be."""
    for field in FIELDS:
        yield from _judged(field, reading.text(field.key), field.key)
    if not reading.rows("lines"):
        yield found("no_lines", Severity.STOP, "lines")
    for index, row in enumerate(reading.rows("lines")):
        for column in LINES.columns:
            yield from _judged(column, cell(row, column.key), f"lines.{index}.{column.key}")


def _judged(field: Field, said: str, address: str) -> Iterator[Finding]:
    if field.required and not said:
        yield found("missing", Severity.STOP, address, name=field.key)
    elif said and not _is_readable(field, said):
        yield found("unreadable", Severity.STOP, address, found=said)


def _is_readable(field: Field, said: str) -> bool:
    if field.kind is Kind.CHOICE:
        return said in field.choices
    read = READ_AS.get(field.kind)
    return read is None or read(said) is not None


def customer(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """One of the client's own customers, who is not blocked; above the agreed limit a second person decides."""
    if not reading.text("customer_id"):
        return
    kept, party = answers.get(questions.record(reading)), answers.get(questions.party(reading))
    if not kept or kept["role"] != "customer":
        yield found("customer_unknown", Severity.STOP, "customer_id", customer=reading.text("customer_name"))
    elif party and party["blocked"]:
        yield found("customer_blocked", Severity.STOP, "customer_id", name=party["name"])
    yield from _credit(reading, answers.get(questions.credit(reading)) or {})


def _credit(reading: Reading, known: Mapping[str, str]) -> Iterator[Finding]:
    """What the customer may still owe; an invoice for what was ordered takes the place of that, and of no other order."""
    if not known.get("left") or reading.text("type_code") == CREDIT:
        return
    gross, ordered = reading.number("local_gross") or ZERO, Decimal(known.get("ordered") or 0)
    net = (reading.number("net") or ZERO) * (reading.number("exchange_rate") or Decimal(1))
    left = Decimal(known["left"]) + (min(ordered, net) if questions.subjects(reading) else ZERO)
    evidence: dict[str, Any] = {"limit": known["limit"], "owed": known["owed"], "ordered": f"{ordered:f}"}
    if gross > left:
        yield found("over_credit_limit", Severity.LOOK, "customer_id", two_people=True, gross=gross, **evidence)
    else:
        yield found("within_credit_limit", Severity.OK, "customer_id", **evidence)


def taxes(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Why each line is taxed as it is; each reason once for all lines that share it."""
    said: dict[tuple[str, str], int] = {}
    for index, row in enumerate(reading.rows("lines")):
        judged = treatment(row, reading, answers)
        if judged is None:
            if cell(row, "supply") and cell(row, "wanted") and reading.date("issued_on"):
                said.setdefault(("law_unknown", "stop"), index)
        else:
            said.setdefault((judged.reason_key, judged.doubt), index)
    for (reason, doubt), index in said.items():
        severity = {"stop": Severity.STOP, "look": Severity.LOOK}.get(doubt, Severity.OK)
        yield found("taxed", severity, f"lines.{index}.wanted", line=index + 1, reason=f"countries.sale.{reason}")


def amounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A stated amount is the one that follows from the lines; a foreign invoice names its rate; nothing is asked for below zero."""
    client = answers.get(questions.CLIENT) or {}
    rate = reading.number("exchange_rate")
    if reading.text("currency") != client.get("currency") and (rate is None or rate <= 0):
        yield found("exchange_rate_missing", Severity.STOP, "exchange_rate", currency=reading.text("currency"))
    yield from rate_looked_at(reading, answers, ("exchange_rate", reading.text("currency"), reading.date("issued_on")))
    written = draft(reading, answers)
    if written is None:
        return
    reckoned = dict(zip(DERIVED, (written.net, written.tax, written.gross, written.prepaid, written.payable), strict=True))
    for key, expected in reckoned.items():
        stated = reading.number(key)
        if stated is not None and stated != expected:
            yield found("amount_differs", Severity.STOP, key, expected=f"{expected:f}", found=f"{stated:f}")
    if written.kind != CORRECTED and written.gross < 0:
        yield found("negative", Severity.STOP, "gross", amount=f"{written.gross:f}")


def preceding(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A credit note or correction names an invoice of ours to the same customer; no more is credited than was charged."""
    kind, wanted = reading.text("type_code"), reading.text("preceding_number")
    if kind not in (CREDIT, CORRECTED):
        return
    known = answers.get(questions.invoice(wanted)) if wanted else None
    if not known:
        yield found("preceding_unknown", Severity.STOP, "preceding_number", number=wanted or "-")
        return
    if str(known["party_id"]) != reading.text("customer_id"):
        yield found("preceding_of_another", Severity.STOP, "preceding_number", number=wanted)
    if known["currency"] != reading.text("currency"):
        yield found("preceding_in_another_currency", Severity.STOP, "currency", currency=known["currency"])
    credited = credited_by(kind, reading.number("gross") or ZERO)
    if credited > Decimal(known["rest"]):
        yield found("credited_too_much", Severity.STOP, "gross", gross=credited, rest=known["rest"], number=wanted)


def billed_once(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What contracts, deliveries and hours give is billed once; a database constraint holds it too."""
    gone, subjects = set(answers.get(questions.bills(reading)) or ()), questions.subjects(reading)
    for index, row in enumerate(reading.rows("lines")):
        own = cell(row, "bills").split()
        if any(subject in gone or subjects.count(subject) > 1 for subject in own):
            yield found("billed_already", Severity.STOP, f"lines.{index}.bills", name=cell(row, "name"))


def dates(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    issued, due = reading.date("issued_on"), reading.date("due_on")
    if issued and issued > today:
        yield found("issued_in_the_future", Severity.STOP, "issued_on", on=issued)
    if issued and due and due < issued:
        yield found("due_before_issued", Severity.LOOK, "due_on", on=due)
    point = reading.date("tax_point_on")
    booked = questions.booked_on(reading, answers, today)
    if issued and point and point > issued:
        yield found("tax_point_ahead", Severity.STOP, "tax_point_on", on=point)
    elif issued and point and point < issued:
        severity, key = (Severity.OK, "taxed_by_supply") if booked == point else (Severity.LOOK, "supply_declared_late")
        yield found(key, severity, "tax_point_on", on=point, booked_on=booked)
    elif issued and booked != issued:
        yield found("period_closed", Severity.OK, "issued_on", on=issued)


def discounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Whole days up to the day on which all is due, a share with two decimals; Poland's format holds one discount."""
    issued, due, seen = reading.date("issued_on"), reading.date("due_on"), set()
    for index, row in enumerate(reading.rows("discounts")):
        days, percent = number(cell(row, "days")), number(cell(row, "percent"))
        if days is None or days != int(days) or not 0 < days <= MOST_DAYS or days in seen:
            yield found("discount_days", Severity.STOP, f"discounts.{index}.days", days=cell(row, "days") or "-")
        elif issued and due and days > (due - issued).days:
            yield found("discount_after_due", Severity.STOP, f"discounts.{index}.days", days=f"{days:f}", on=due)
        if percent is None or not 0 <= percent < WHOLE or percent != round(percent, 2):
            yield found("discount_percent", Severity.STOP, f"discounts.{index}.percent", percent=cell(row, "percent") or "-")
        seen.add(days)
    if seen and reading.text("type_code") == CREDIT:
        yield found("discount_on_credit", Severity.STOP, "discounts")
    elif len(seen) > 1 and reading.text("format") == "ksef":
        yield found("one_discount_in_format", Severity.STOP, "discounts")


JUDGES = (
    *(complete, customer, taxes, below_threshold, amounts, preceding),
    *(advances, left_out, billed_once, dates, discounts, marks, one_transaction_code, in_its_format),
)
RULES = (
    *(Rule(key=f"{PREFIX}.{judge.__name__}", judge=judge, asks=questions.all_of) for judge in JUDGES),
    centres_known(PREFIX, "issued_on", "lines"),
)
