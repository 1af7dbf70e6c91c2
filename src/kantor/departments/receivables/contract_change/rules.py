"""What must be right before a contract changes: it stands, something changes, its lines are known, and the notice is kept."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.contract_change.document import FIELDS, KEY, asks, contract
from kantor.kit.dates import add_months
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell, day, number
from kantor.words.filled import filled


def _found(key: str, severity: Severity, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(what) for name, what in evidence.items()})


def ends(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Not before the contract begins; before the agreed notice is over somebody looks, and so where that time was paid for already."""
    known, ends_on, notice = answers.get(contract(reading)), reading.date("ends_on"), reading.date("notice_on")
    if reading.text("contract_number") and not known:
        yield _found("contract_unknown", Severity.STOP, "contract_number", number=reading.text("contract_number"))
    if not known:
        return
    if ends_on is None and not reading.rows("prices"):
        yield _found("changes_nothing", Severity.STOP, "ends_on")
    if ends_on and ends_on < (day(known["first_on"]) or ends_on):
        yield _found("ends_before_it_begins", Severity.STOP, "ends_on", on=known["first_on"])
    months = number(known.get("notice_months") or "")
    earliest = add_months(notice or reading.date("changed_on") or today, int(months)) if months is not None else None
    if ends_on and earliest and ends_on < earliest:
        yield _found("notice_too_short", Severity.LOOK, "ends_on", earliest=earliest)
    if ends_on and known.get("billed_until") and ends_on < (day(known["billed_until"]) or ends_on):
        yield _found("billed_beyond", Severity.LOOK, "ends_on", until=known["billed_until"])


def prices(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Whole, and of lines that the contract has; a price of a time that is billed changes nothing about that."""
    known = answers.get(contract(reading)) or {}
    lines = {row["line"] for row in known.get("lines", ())}
    billed = day(known.get("billed_until") or "")
    for index, row in enumerate(reading.rows("prices")):
        if missing := [key for key in ("line", "price", "from_on") if not cell(row, key)]:
            yield _found("price_incomplete", Severity.STOP, f"prices.{index}.{missing[0]}", line=index + 1)
        place, price, begins = f"prices.{index}", number(cell(row, "price")), day(cell(row, "from_on"))
        if known and cell(row, "line") not in lines:
            yield _found("line_unknown", Severity.STOP, f"{place}.line", line=cell(row, "line"))
        if price is not None and price < Decimal(0):
            yield _found("below_zero", Severity.STOP, f"{place}.price", amount=cell(row, "price"))
        if billed and begins and begins <= billed:
            yield _found("price_of_billed_time", Severity.LOOK, f"{place}.from_on", until=billed)


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.ends", judge=ends, asks=asks),
    Rule(key=f"{KEY}.prices", judge=prices, asks=asks),
)
