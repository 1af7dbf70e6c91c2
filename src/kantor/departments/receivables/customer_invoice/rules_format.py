"""The file that will be sent is written and judged by the official rules of its format, as its receiver will judge it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kantor.countries import law
from kantor.departments.receivables.customer_invoice.document import CORRECTED, CREDIT, DOWN_PAYMENT
from kantor.departments.receivables.customer_invoice.drafting import draft
from kantor.departments.receivables.customer_invoice.questions import CLIENT
from kantor.engines import einvoice
from kantor.engines.einvoice.writers import Draft, data_of
from kantor.words import Answers, Finding, Reading, Severity
from kantor.words.field import cell

PREFIX = "receivables.customer_invoice"
PROVISIONAL = "SI-2026-000000"
"""A number of the shape that the real one will have."""
NOT_BY_BULK = {CREDIT: "return_is_the_buyers", CORRECTED: "replacement_is_typed", DOWN_PAYMENT: "advance_is_typed"}
"""What the bulk of tax invoices that Coretax imports has no element for, and why: a return is filed by the buyer (its template is a
spreadsheet whose elements were not at hand), a replacement names the number that Coretax gave, and down payments, and what takes them off,
are marked on Coretax's own form."""
HOMES = {"ksef": "PL", "coretax": "ID"}
"""Formats of the sellers of one country."""
BY_TERMS = ("xrechnung_ubl", "xrechnung_cii", "factur_x", "peppol")
"""Formats of EN 16931."""
BY_VAT_ID = ("K", "G")
"""Categories whose seller is known by a VAT id alone (BR-IC-02, BR-G-02)."""
FIELDS = {
    "BR-DE-15": "buyer_reference",
    "BR-DE-5": "contact_name",
    "BR-DE-6": "contact_phone",
    "BR-DE-7": "contact_email",
    "BR-DE-2": "contact_name",
    "BR-DE-27": "contact_phone",
    "BR-DE-28": "contact_email",
    "PEPPOL-EN16931-R010": "email",
    "PEPPOL-EN16931-R020": "contact_email",
    "PEPPOL-EN16931-R003": "buyer_reference",
}
"""Where on the form something is typed that a rule misses."""


def one_transaction_code(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The number of an Indonesian tax invoice begins with its one transaction code (PER-11/PJ/2025, annex D), and its tax is counted as
    that code says: what goes with another one, or with none, needs an invoice of its own."""
    client = answers.get(CLIENT) or {}
    if client.get("country") != "ID":
        return
    codes = law("ID").sale_codes
    found = {codes[name].national_code for row in reading.rows("lines") if (name := cell(row, "tax_code")) in codes}
    if len(found) > 1:
        yield _stop("several_transaction_codes", "lines", codes=", ".join(code or "–" for code in sorted(found)))


def in_its_format(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What is wrong stops, before anybody may approve; a warning is noted."""
    wanted, kind = reading.text("format"), reading.text("type_code")
    written = draft(reading, answers)
    if not wanted or written is None:
        return
    if wanted == "coretax" and (missing := NOT_BY_BULK.get(kind) or (NOT_BY_BULK[DOWN_PAYMENT] if reading.rows("advances") else "")):
        yield _stop(missing, "format")
        return
    if wanted == "ksef" and kind == DOWN_PAYMENT and not written.ordered:
        yield _stop("order_missing", "ordered")
        return
    if written.seller.address.country != HOMES.get(wanted, written.seller.address.country):
        yield _stop("format_of_another_country", "format")
        return
    if wanted in BY_TERMS and (missing := _unnamed_seller(written)):
        yield _stop(missing, "format", client=written.seller.name)
        return
    try:
        data = data_of(replace(written, number=PROVISIONAL), wanted)
    except (ValueError, KeyError) as error:
        yield _stop("not_writable", "format", reason=str(error))
        return
    if data is None:
        yield _found("readable_page", Severity.OK)
        return
    broken = einvoice.check(einvoice.read(data))
    for one in broken:
        severity = Severity.STOP if one.severity == "fatal" else Severity.OK
        evidence = {**one.evidence, "path": one.path}
        yield Finding(key=f"einvoice.{one.rule}", severity=severity, field=FIELDS.get(one.rule), evidence=evidence)
    if not any(one.severity == "fatal" for one in broken):
        yield _found("valid_in_its_format", Severity.OK)


def _unnamed_seller(written: Draft) -> str:
    """What the client's own data lacks: a VAT id or a tax number (BT-31 or BT-32, BR-S-02 and its kin), or the VAT id; '' for nothing."""
    if not (written.seller.vat_id or written.seller.tax_number):
        return "seller_without_number"
    is_by_vat_id = any(part.vat.category in BY_VAT_ID for part in written.breakdown)
    return "seller_without_vat_id" if is_by_vat_id and not written.seller.vat_id else ""


def _stop(key: str, field: str, **evidence: str) -> Finding:
    return _found(key, Severity.STOP, field, **evidence)


def _found(key: str, severity: Severity, field: str = "format", **evidence: str) -> Finding:
    return Finding(key=f"{PREFIX}.{key}", severity=severity, field=field, evidence=evidence)
