"""What must be right before hours are billed: a day holds so many of them, and what is billable goes to a line for hours."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from kantor.departments.receivables.time_sheet.document import FIELDS, KEY, LINES, asks, contract, worked
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.field import Row, cell, day, number
from kantor.words.filled import filled

HOURS_OF_A_DAY = 24
HOURS_TO_LOOK_AT = 10
"""From here on somebody looks: § 3 ArbZG allows ten hours a day at most."""


def _found(key: str, severity: Severity, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(what) for name, what in evidence.items()})


def hours(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    others = answers.get(worked(reading)) or {}
    by_day: dict[str, Decimal] = defaultdict(Decimal)
    for index, row in enumerate(reading.rows("lines")):
        quantity, on = number(cell(row, "quantity")), day(cell(row, "on"))
        place = f"lines.{index}.quantity"
        if quantity is None or on is None:
            continue
        by_day[cell(row, "on")] += quantity
        here, elsewhere = by_day[cell(row, "on")], others.get(cell(row, "on")) or {}
        whole = here + Decimal(elsewhere.get("hours", 0))
        if quantity <= 0 or here > HOURS_OF_A_DAY:
            yield _found("hours_impossible", Severity.STOP, place, hours=cell(row, "quantity"), on=on)
        elif whole > HOURS_OF_A_DAY:
            yield _found(
                "day_is_full", Severity.STOP, place, hours=f"{here:f}", on=on, whole=f"{whole:f}", documents=elsewhere["documents"]
            )
        elif whole > HOURS_TO_LOOK_AT:
            yield _found("many_hours", Severity.LOOK, place, hours=f"{whole:f}", on=on)
        if on > today:
            yield _found("day_to_come", Severity.STOP, f"lines.{index}.on", on=on)


def billable(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    for index, row in enumerate(reading.rows("lines")):
        if cell(row, "billable") == "yes":
            yield from _to_its_contract(row, f"lines.{index}", answers)


def _to_its_contract(row: Row, place: str, answers: Answers) -> Iterator[Finding]:
    wanted, on = cell(row, "contract_number"), cell(row, "on")
    known = answers.get(contract(wanted)) if wanted else None
    if not known:
        yield _found("contract_unknown", Severity.STOP, f"{place}.contract_number", number=wanted or "-")
        return
    if not any(one["line"] == cell(row, "line") and one["kind"] == "hours" for one in known["lines"]):
        yield _found("line_not_hours", Severity.STOP, f"{place}.line", number=wanted)
    if day(on) and not known["first_on"] <= on <= (known["ends_on"] or date.max.isoformat()):
        yield _found("contract_over", Severity.STOP, f"{place}.on", number=wanted)


RULES = (
    filled(KEY, FIELDS, LINES, needs_rows=True),
    Rule(key=f"{KEY}.hours", judge=hours, asks=asks),
    Rule(key=f"{KEY}.billable", judge=billable, asks=asks),
)
