"""What must be right before a return is filed: a whole period that is over, once, figures as the books say, differences explained."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kantor.countries.returns import FORMS
from kantor.departments.accounting.vat_return.document import (
    ACCOUNTS,
    CLIENT,
    CORRECTION,
    FIELDS,
    FIGURES,
    KEY,
    asks,
    open_on,
    returns_of,
)
from kantor.departments.accounting.vat_return.reckoning import ZERO, reckoned
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell, number
from kantor.words.filled import filled, missing

MONTHS = {"DE": (1, 3), "PL": (1,), "ID": (1,)}
"""How long a period of each country's form is."""
NEEDED = {"PL": ("office_code", "email")}
"""What the file of a country cannot be without."""
MOST_ROUNDING = Decimal(5)
"""In units of the currency; more cannot come of rounding the boxes."""


def _found(key: str, severity: Severity, field: str | None, **evidence: object) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def period(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A month or a quarter of the calendar, which is over."""
    first, last = reading.date("from_on"), reading.date("until_on")
    country = str((answers.get(CLIENT) or {}).get("country", ""))
    if country and country not in FORMS:
        yield _found("no_form", Severity.STOP, None, country=country)
    if not first or not last:
        return
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    is_whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1] and months in MONTHS.get(country, (1, 3))
    if not is_whole or (months != 1 and first.month % 3 != 1):
        yield _found("not_a_period", Severity.STOP, "until_on", from_on=first, until_on=last)
    if last >= today:
        yield _found("not_over", Severity.STOP, "until_on", until_on=last)
    elif answers.get(open_on(reading)) is False:
        yield _found("month_closed", Severity.LOOK, "until_on", until_on=last)


def once(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """One return for a period; a second one corrects it, and says so."""
    around = answers.get(returns_of(reading)) or {}
    standing, is_correction = around.get("standing") or [], reading.text("purpose") == CORRECTION
    if standing and not is_correction:
        yield _found("filed_already", Severity.STOP, "purpose", document=standing[0])
    if is_correction and not standing:
        yield _found("nothing_to_correct", Severity.STOP, "purpose")
    if is_correction and around.get("carries") and around.get("followed"):
        yield _found("carried_already", Severity.LOOK, "payable", document=around["followed"][-1])
    if around.get("crossing"):
        yield _found("days_overlap", Severity.STOP, "from_on", document=around["crossing"][0])


def figures(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Each box as the books fill it: what should be stated otherwise is posted, never typed."""
    found = reckoned(reading, answers)
    if found is None:
        return
    for code in found.declared.unplaced:
        yield _found("code_without_box", Severity.STOP, "figures", code=code)
    known = {one.box.key: one for one in found.declared.boxes}
    for index, row in enumerate(reading.rows("figures")):
        box, stated = cell(row, "box"), number(cell(row, "stated"))
        own = known.get(box)
        if own is None or stated != own.stated:
            yield _found(
                "not_by_the_books", Severity.STOP, f"figures.{index}.stated", box=box, books=own.stated if own else ZERO, found=stated
            )
    if abs(found.declared.rounding) > MOST_ROUNDING:
        yield _found("tax_off_the_rate", Severity.LOOK, "rounding", tax=found.declared.tax, books=found.declared.by_books)


def explained(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What stands on the VAT accounts and in no box is explained, and two people look at it."""
    found = reckoned(reading, answers)
    if found is None or not any(one.without_code for one in found.accounts):
        return
    accounts = ", ".join(f"{one.number}: {-one.without_code}" for one in found.accounts if one.without_code)
    severity = Severity.LOOK if reading.text("explanation").strip() else Severity.STOP
    yield _found("accounts_differ", severity, "explanation", difference=found.difference, accounts=accounts)


def sums(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Payable is the tax less what was declared, paid or carried before."""
    found = reckoned(reading, answers)
    tax, payable = reading.number("tax"), reading.number("payable")
    if found and tax is not None and tax != found.declared.tax:
        yield _found("wrong_tax", Severity.STOP, "tax", expected=found.declared.tax, found=tax)
    less = [reading.number(key) or ZERO for key in ("declared_before", "deduction")]
    if tax is not None and payable is not None and payable != tax - sum(less, ZERO):
        yield _found("wrong_payable", Severity.STOP, "payable", expected=tax - sum(less, ZERO), found=payable)
    around = answers.get(returns_of(reading)) or {}
    if (deducted := less[1] + Decimal(around.get("deducted") or 0)) < 0:
        yield _found("deduction_below_zero", Severity.STOP, "deduction", found=deducted)
    before = Decimal(around.get("declared") or 0)
    if less[0] != before:
        yield _found("wrong_before", Severity.STOP, "declared_before", expected=before, found=less[0])


def office(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Somebody is owed: the tax office is a business partner, so that it can be paid; and the file can name it."""
    for key in NEEDED.get(str((answers.get(CLIENT) or {}).get("country", "")), ()):
        if not reading.text(key):
            yield missing(key)
    if reading.number("payable") and not reading.text("office_id") and reading.text("office_name"):
        yield _found("office_unknown", Severity.STOP, "office_id", name=reading.text("office_name"))


RULES = (
    filled(KEY, FIELDS, FIGURES, ACCOUNTS),
    Rule(key=f"{KEY}.period", judge=period, asks=asks),
    Rule(key=f"{KEY}.once", judge=once, asks=asks),
    Rule(key=f"{KEY}.figures", judge=figures, asks=asks),
    Rule(key=f"{KEY}.explained", judge=explained, asks=asks),
    Rule(key=f"{KEY}.sums", judge=sums, asks=asks),
    Rule(key=f"{KEY}.office", judge=office, asks=asks),
)
