"""The rules of a supplier's invoice: each a pure function from the reading and the answered questions to findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from kantor.countries import check_iban, law
from kantor.departments.payables.supplier_invoice import questions
from kantor.departments.payables.supplier_invoice.amounts import gaps, is_credit_note, total
from kantor.departments.payables.supplier_invoice.document import FIELDS, LINES, TAXES
from kantor.departments.payables.supplier_invoice.rules_buyer import addressed_to_us
from kantor.departments.payables.supplier_invoice.rules_matching import MATCHING
from kantor.departments.payables.supplier_invoice.rules_money import MONEY
from kantor.departments.payables.supplier_invoice.rules_paper import PAPER
from kantor.departments.payables.supplier_invoice.suggesting import TAUGHT, TAUGHT_OPENLY
from kantor.departments.payables.supplier_invoice.taxes import treatment
from kantor.engines.einvoice import is_country, is_currency
from kantor.engines.tax_returns import is_ksef_number
from kantor.words import Answers, Ask, Field, Finding, Kind, Reading, Rule, Severity
from kantor.words.dimensions import centres_known
from kantor.words.field import cell, day, number, row_id

PREFIX = "payables.supplier_invoice"
UNUSUAL_FACTOR = 4
"""An amount is unusual when it is this many times the largest of the supplier's last invoices."""
ENOUGH_TO_COMPARE = 3
LATE = timedelta(days=365)
READ_AS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.PARTY: row_id,
    Kind.DATE: day,
    Kind.COUNTRY: lambda code: code if is_country(code) else None,
    Kind.CURRENCY: lambda code: code if is_currency(code) else None,
    **dict.fromkeys((Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT), number),
}
FIELDS_LOOKED_AT = tuple(field for field in FIELDS if field.required or field.kind in READ_AS)
COLUMNS_LOOKED_AT = tuple(
    (table.key, tuple(column for column in table.columns if column.required or column.kind in READ_AS)) for table in (LINES, TAXES)
)
ARITHMETIC = frozenset({"BR-CO-10", "BR-CO-11", "BR-CO-12", "BR-CO-13", "BR-CO-14", "BR-CO-15", "BR-CO-16", "BR-CO-17"})


def finding(key: str, severity: Severity, field: str | None = None, *, two_people: bool = False, **evidence: Any) -> Finding:
    return Finding(
        key=f"{PREFIX}.{key}",
        severity=severity,
        field=field,
        evidence={name: str(value) for name, value in evidence.items()},
        two_people=two_people,
    )


def required(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Nothing may be missing that the posting needs, and what stands there can be read as what it should be."""
    for field in FIELDS_LOOKED_AT:
        text = reading.text(field.key)
        if field.required and not text:
            yield finding("missing", Severity.STOP, field.key, name=field.key)
        elif text and not _is_readable(field, text):
            yield finding("unreadable", Severity.STOP, field.key, found=text)
    for table, columns in COLUMNS_LOOKED_AT:
        rows = reading.rows(table)
        if not rows:
            yield finding("table_missing", Severity.STOP, table, name=table)
        for index, row in enumerate(rows):
            for column in columns:
                text = cell(row, column.key)
                if column.required and not text:
                    yield finding("missing", Severity.STOP, f"{table}.{index}.{column.key}", name=column.key)
                elif text and not _is_readable(column, text):
                    yield finding("unreadable", Severity.STOP, f"{table}.{index}.{column.key}", found=text)


def _is_readable(field: Field, text: str) -> bool:
    read = READ_AS.get(field.kind)
    return read is None or read(text) is not None


def official(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What the official rules of the format say; wrong arithmetic stops, form errors ask a person, warnings are only noted."""
    rows = reading.rows("official")
    fields: dict[str, str] = {}
    for address, value in reading.every() if rows else ():
        if value.source.kind == "xml" and not address.startswith("official"):
            fields.setdefault(value.source.path, address)
    for row in rows:
        rule, severity, path = cell(row, "rule"), cell(row, "severity"), row["rule"].source.path
        wrong = rule in ARITHMETIC or (rule.endswith(("-08", "-09")) and rule.startswith("BR-"))
        gravity = Severity.OK if severity != "fatal" else Severity.STOP if wrong else Severity.LOOK
        evidence = {key.removeprefix("evidence_"): value.text for key, value in row.items() if key.startswith("evidence_")}
        yield Finding(key=f"einvoice.{rule}", severity=gravity, field=fields.get(path), evidence={**evidence, "path": path})


def arithmetic(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    found = gaps(reading)
    for gap in found:
        yield finding(gap.key, Severity.STOP, gap.field, expected=gap.expected, found=gap.found)
    if not found and reading.number("gross") is not None:
        yield finding("sums_hold", Severity.OK, "gross")


def supplier_known(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    found = answers.get(questions.supplier(reading))
    if reading.text("supplier_id") and not (found and found.get("blocked")):
        yield finding("supplier_known", Severity.OK, "supplier_id", by=(found or {}).get("matched_by", "person"))
    if not found and not reading.text("supplier_id"):
        if any(questions.supplier(reading).about):  # a page that nobody has read yet names nobody
            yield finding("supplier_unknown", Severity.STOP, "supplier_id", name=reading.text("supplier_name"))
    elif found and found.get("suggested") and not reading.text("supplier_id"):
        names = ", ".join(str(party["name"]) for party in found["suggested"][:3])
        yield finding("supplier_only_by_name", Severity.STOP, "supplier_id", name=reading.text("supplier_name"), names=names)
    elif found and found.get("blocked"):
        yield finding("supplier_blocked", Severity.STOP, "supplier_id", name=reading.text("supplier_name"))


def as_taught(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A supplier known by what was chosen for its name, and values typed on a document that nobody has decided, are looked at."""
    for address, value in reading.every():
        if value.source.kind != "suggestion" or value.source.path not in (TAUGHT, TAUGHT_OPENLY):
            continue
        if address == "supplier_id":
            yield finding("supplier_as_taught", Severity.LOOK, address, name=reading.text("supplier_name"))
        elif value.source.path == TAUGHT_OPENLY:
            yield finding("as_taught", Severity.LOOK, address, name=address.rsplit(".", 1)[-1], found=value.text)


def bank_account(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A payee account that two people have not agreed to for this supplier is looked at, and nothing is paid to it until they do."""
    iban = reading.text("iban")
    is_paid_out = total(reading, "payable") < 0 if is_credit_note(reading) else True
    if not iban or not is_paid_out or not reading.text("supplier_id"):
        return
    checked = check_iban(iban)
    if iban[:2].isalpha() and not checked.valid:
        yield finding("iban_invalid", Severity.STOP, "iban", iban=iban)
        return
    accounts = answers.get(questions.bank_accounts(reading)) or ()
    current = [account["iban"] for account in accounts if not account.get("until_on")]
    if iban in current:
        yield finding("iban_agreed", Severity.OK, "iban", iban=iban)
    elif current:
        yield finding("iban_changed", Severity.LOOK, "iban", two_people=True, iban=iban, known=", ".join(current))
    else:
        yield finding("iban_unknown", Severity.LOOK, "iban", iban=iban)


def duplicate(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The same supplier, number and amount again stops; the same number with another amount, or the reverse within days, is looked at.

    Of two that wait, the one that came first is the original.
    """
    if not reading.text("supplier_id"):
        return
    others = [
        one
        for one in answers.get(questions.same_number(reading)) or ()
        if one["document_id"] != reading.document_id
        and (one["document_id"] < reading.document_id or one["state"] in ("ready", "effective"))
    ]
    for one in others:
        exact = one["same_number"] and one["same_amount"]
        key, severity = ("duplicate", Severity.STOP) if exact else ("near_duplicate", Severity.LOOK)
        yield finding(key, severity, "number", document=one["document_id"], number=one["number"], on=one["document_on"])
    if not others:
        yield finding("no_duplicate", Severity.OK, "number")


def dates(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    issued, due = reading.date("issued_on"), reading.date("due_on")
    if issued and issued > today:
        yield finding("issued_in_the_future", Severity.LOOK, "issued_on", on=issued)
    if issued and issued < today - LATE:
        yield finding("issued_long_ago", Severity.LOOK, "issued_on", on=issued)
    if issued and due and due < issued:
        yield finding("due_before_issued", Severity.LOOK, "due_on", on=due)
    if issued and answers.get(questions.open_period(reading)) is False and reading.text("supplier_id"):
        yield finding("period_closed", Severity.OK, "issued_on", on=issued)


def amounts(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    if reading.text("currency") and not reading.text("exchange_rate"):
        yield finding("exchange_rate_missing", Severity.STOP, "exchange_rate", currency=reading.text("currency"))
    gross = total(reading, "gross")
    if gross < 0 and not is_credit_note(reading):
        yield finding("negative_invoice", Severity.LOOK, "gross", amount=gross)
    past = (answers.get(questions.history(reading)) or {}).get("amounts") or {}
    largest = Decimal(past.get("max") or 0)
    comparable = past.get("currency") == reading.text("currency") and past.get("count", 0) >= ENOUGH_TO_COMPARE
    if comparable and not is_credit_note(reading) and gross > UNUSUAL_FACTOR * largest:
        yield finding("amount_unusual", Severity.LOOK, "gross", amount=gross, largest=largest)
    if total(reading, "surcharges"):
        yield finding("surcharges_stated", Severity.LOOK, "surcharges", amount=total(reading, "surcharges"))
    deducted = total(reading, "prepaid_vat")
    if deducted and not 0 < deducted <= min(total(reading, "vat"), total(reading, "prepaid")):
        yield finding("prepaid_vat_impossible", Severity.STOP, "prepaid_vat", amount=deducted)
    if total(reading, "prepaid") and not _withheld(reading):
        yield finding("prepaid_stated", Severity.LOOK, "prepaid", amount=total(reading, "prepaid"))


def _withheld(reading: Reading) -> bool:
    """VAT that the buyer pays to the state himself stands as paid on a faktur pajak (codes 02 and 03); no advance was paid."""
    return bool(reading.text("national_code")) and total(reading, "prepaid") == total(reading, "vat") + total(reading, "luxury_tax")


def vat(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The rate is right on the day, the seller may charge it, and the buyer may deduct it."""
    client = answers.get(questions.CLIENT) or {}
    fine = True
    for index, row in enumerate(reading.rows("taxes")):
        treated = treatment(row, reading, client)
        if treated and not treated.plausible:
            fine = False
            reason = f"countries.vat.{treated.reason_key}"
            yield finding("vat_implausible", Severity.LOOK, f"taxes.{index}.rate", reason=reason, rate=cell(row, "rate"))
    if fine and reading.rows("taxes") and client:
        yield finding("vat_plausible", Severity.OK, "vat")


def payment_duties(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Duties that come with paying: Polish split payment, the register of payment accounts."""
    client = answers.get(questions.CLIENT) or {}
    issued, gross = reading.date("issued_on"), reading.number("local_gross")
    if client.get("country") and issued and gross is not None:
        for rule in law(client["country"]).payment_duties(gross, issued):
            yield Finding(key=rule.finding_key, severity=Severity.OK, field="payable", evidence={"source": rule.source})


def ksef_number(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What is noted of KSeF has the form of a number there: the register of the month is refused with another."""
    found = reading.text("ksef_number")
    if found and not is_ksef_number(found):
        yield finding("ksef_number_malformed", Severity.STOP, "ksef_number", found=found)


def _rule(judge: Any) -> Rule:
    return Rule(key=f"{PREFIX}.{judge.__name__}", judge=judge, asks=_others if judge is duplicate else questions.all_of)


def _others(reading: Reading) -> Iterable[Ask]:
    return (questions.same_number(reading),) if row_id(reading.text("supplier_id")) is not None else ()


RULES = (
    *(
        _rule(judge)
        for judge in (
            required,
            *PAPER,
            official,
            arithmetic,
            addressed_to_us,
            supplier_known,
            as_taught,
            bank_account,
            duplicate,
            dates,
            amounts,
            vat,
            *MONEY,
            *MATCHING,
            payment_duties,
            ksef_number,
        )
    ),
    centres_known(PREFIX, "issued_on", "lines"),
)
