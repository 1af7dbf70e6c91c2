"""What must be right before statements leave: a day that has come, and sums that are still so."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.departments.receivables.statement_run.document import KEY, asks, statements
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import cell


def _stop(key: str, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=Severity.STOP, field=field, evidence={name: str(what) for name, what in evidence.items()})


def whole(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    on = reading.date("stated_on")
    if on is None:
        yield _stop("no_day", "stated_on")
    elif on > today:
        yield _stop("day_to_come", "stated_on", on=on)
    if on and all(cell(row, "leave_out") == "yes" for row in reading.rows("customers")):
        yield _stop("nothing_to_state", "customers")


def each_customer(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    told = answers.get(statements(reading)) or ()
    known = {(str(one["party_id"]), one["currency"]): one for one in told}
    for last in (one for one in told if one.get("is_last")):
        evidence = {"customer": last["customer"]}
        yield Finding(key=f"{KEY}.not_all_fit", severity=Severity.LOOK, field="customers", evidence=evidence)
    for index, row in enumerate(reading.rows("customers")):
        now = known.get((cell(row, "party_id"), cell(row, "currency")))
        if now is None or now["open"] != cell(row, "open"):
            yield _stop("changed_meanwhile", f"customers.{index}.open", customer=cell(row, "customer"))


RULES = (
    Rule(key=f"{KEY}.whole", judge=whole),
    Rule(key=f"{KEY}.each_customer", judge=each_customer, asks=asks),
)
