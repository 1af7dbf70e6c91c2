"""What must be right before a run makes invoices: a day that has come, and rows that are due just like that now."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.departments.receivables.billing_run.document import KEY, SHOWN, asks, billable
from kantor.departments.receivables.billing_run.suggesting import left_out
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell


def _stop(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(what) for name, what in evidence.items()})


def whole(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    on = reading.date("billed_on")
    if on is None:
        yield _stop("no_day", "billed_on")
    elif on > today:
        yield _stop("day_to_come", "billed_on", on=on)
    out = left_out(reading.rows("due"))
    if on and all(cell(row, "contract_number") in out for row in reading.rows("due")):
        yield _stop("nothing_due", "due")


def each_row(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Against the contracts as they are now, so that nothing is billed that was billed or changed meanwhile."""
    due = answers.get(billable(reading)) or ()
    known = {tuple(str(told[key]) for key in SHOWN) for told in due}
    waits = {told["contract_number"] for told in due if told.get("waits")}
    for index, row in enumerate(reading.rows("due")):
        if tuple(cell(row, key) for key in SHOWN) not in known:
            yield _stop("not_due_any_more", f"due.{index}.name", number=cell(row, "contract_number"))
    for told in (one for one in due if one.get("goes_on")):
        evidence = {"customer": told["goes_on"]}
        yield Finding(key=f"{KEY}.goes_on", severity=Severity.LOOK, field="begins_with", evidence=evidence)
    for number in sorted(left_out(reading.rows("due"))):
        key = "waits_for_more" if number in waits else "left_out"
        yield Finding(key=f"{KEY}.{key}", severity=Severity.OK, field="due", evidence={"number": number})


RULES = (
    Rule(key=f"{KEY}.whole", judge=whole),
    Rule(key=f"{KEY}.each_row", judge=each_row, asks=asks),
)
