"""What must be right before a return of the One Stop Shop is filed: a whole quarter, in its turn, by the books and at the right rates."""

from collections.abc import Iterator
from datetime import date

from kantor.countries.sales.one_stop_shop import CURRENCY, quarter_of
from kantor.departments.accounting.oss_return.document import (
    CORRECTIONS,
    FIELDS,
    FIGURES,
    KEY,
    RATES,
    RETURNS,
    SPELLS,
    asks,
    open_on,
)
from kantor.departments.accounting.oss_return.reckoning import ZERO, Reckoned, correctable
from kantor.departments.accounting.oss_return.suggesting import reckoned
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell, number
from kantor.words.filled import filled


def _found(key: str, severity: Severity, field: str | None = None, **evidence: object) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def _by_books(reading: Reading, answers: Answers) -> Reckoned | None:
    until = reading.date("until_on")
    return reckoned(reading, answers, quarter_of(until)) if until else None


def period(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A quarter of the calendar that is over, in which the client was in the scheme."""
    first, last = reading.date("from_on"), reading.date("until_on")
    if not first or not last:
        return
    quarter = quarter_of(last)
    if (first, last) != (quarter.from_on, quarter.until_on):
        yield _found("not_a_quarter", Severity.STOP, "until_on", from_on=first, until_on=last)
    if last >= today:
        yield _found("not_over", Severity.STOP, "until_on", until_on=last)
    elif answers.get(open_on(reading)) is False:
        yield _found("month_closed", Severity.LOOK, "until_on", until_on=last)
    spells = answers.get(SPELLS) or []
    if not any(one["from_on"] <= last.isoformat() and (not one["until_on"] or one["until_on"] >= first.isoformat()) for one in spells):
        yield _found("not_registered", Severity.STOP, "until_on", quarter=quarter)
    if reading.text("currency") not in ("", CURRENCY):
        yield _found("not_in_euros", Severity.STOP, "currency", currency=reading.text("currency"))


def in_turn(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """One return a quarter, the oldest first: what changes in a quarter that was filed stands in the next return."""
    until, returns = reading.date("until_on"), answers.get(RETURNS) or []
    if until is None:
        return
    own = str(quarter_of(until))
    for one in returns:
        if one["quarter"] == own:
            yield _found("filed_already", Severity.STOP, "until_on", document=one["document_id"])
        elif one["quarter"] > own:
            yield _found("later_one_filed", Severity.STOP, "until_on", quarter=one["quarter"])
    found = _by_books(reading, answers)
    if found and found.unfiled:
        yield _found("earlier_one_missing", Severity.STOP, "until_on", quarters=", ".join(found.unfiled))


def rates(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """The rate of the European Central Bank on the last day of the quarter, for each currency that was invoiced in."""
    found = _by_books(reading, answers)
    for quarter, currency in found.missing if found else ():
        yield _found("rate_missing", Severity.STOP, "rates", quarter=quarter, currency=currency)


def figures(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """As the books have them: what should be stated otherwise is posted, never typed."""
    found = _by_books(reading, answers)
    if found is None or found.missing:
        return
    known = {(one.state, one.supply, one.rate): (one.base, one.tax) for one in found.figures}
    for index, row in enumerate(reading.rows("figures")):
        key = (cell(row, "state"), cell(row, "supply"), number(cell(row, "rate")) or ZERO)
        if known.pop(key, None) != (number(cell(row, "base")), number(cell(row, "tax"))):
            yield _found("differs_from_books", Severity.STOP, f"figures.{index}.tax", state=key[0])
    for state, *_ in known:
        yield _found("differs_from_books", Severity.STOP, "figures", state=state)
    for one in found.figures:
        if one.base < 0 or one.tax < 0:
            yield _found("below_zero", Severity.STOP, "figures", state=one.state, rate=one.rate)
    yield from _sums(reading, found)


def _sums(reading: Reading, found: Reckoned) -> Iterator[Finding]:
    stated = {(cell(row, "quarter"), cell(row, "state")): number(cell(row, "tax")) for row in reading.rows("corrections")}
    if stated != {(one.quarter, one.state): one.tax for one in found.corrections}:
        yield _found("wrong_corrections", Severity.STOP, "corrections")
    for key in ("tax", "corrected", "payable", "refunded"):
        if (reading.number(key) or ZERO) != getattr(found, key):
            yield _found("wrong_sum", Severity.STOP, key, expected=getattr(found, key), found=reading.number(key) or ZERO)


def corrections(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Somebody looks at what changes quarters that were filed; after three years only the state itself takes it."""
    found = _by_books(reading, answers)
    for one in found.corrections if found else ():
        evidence = {"quarter": one.quarter, "state": one.state, "tax": one.tax, "before": one.declared, "now": one.declared + one.tax}
        if correctable(one, today.isoformat()):
            yield _found("corrects", Severity.LOOK, "corrections", **evidence)
        else:
            yield _found("too_late_to_correct", Severity.STOP, "corrections", **evidence)


def office(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Somebody is owed: the office is a business partner, so that it can be paid."""
    if reading.number("payable") and not reading.text("office_id") and reading.text("office_name"):
        yield _found("office_unknown", Severity.STOP, "office_id", name=reading.text("office_name"))


RULES = (
    filled(KEY, FIELDS, FIGURES, CORRECTIONS, RATES),
    *(Rule(key=f"{KEY}.{judge.__name__}", judge=judge, asks=asks) for judge in (period, in_turn, rates, figures, corrections, office)),
)
