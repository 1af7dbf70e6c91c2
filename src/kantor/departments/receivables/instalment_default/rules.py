"""What must be right before all is due at once: instalments that are open, and one of them late."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.departments.receivables.instalment_default.document import FIELDS, KEY, asks, instalments, meant, open_period
from kantor.departments.receivables.one_item import several
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def _found(key: str, severity: Severity, field: str, **evidence: Any) -> Finding:
    return Finding(key=f"{KEY}.{key}", severity=severity, field=field, evidence={name: str(what) for name, what in evidence.items()})


def late(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Without one that is late the plan holds, whatever the contract says of other reasons: somebody looks."""
    known, on = meant(reading, answers.get(instalments(reading))), reading.date("declared_on")
    if not known:
        yield from several(reading, answers.get(instalments(reading)))
    if reading.text("reference") and not answers.get(instalments(reading)):
        yield _found("no_instalments", Severity.STOP, "reference", reference=reading.text("reference"))
    if on and (on > today or answers.get(open_period(reading)) is False):
        yield _found("day_out_of_books", Severity.STOP, "declared_on", on=on)
    elif on and known and min(one["due_on"] for one in known) >= on.isoformat():
        yield _found("none_late", Severity.LOOK, "declared_on", due=min(one["due_on"] for one in known))


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.late", judge=late, asks=asks),
)
