"""An item of the checklist: something that a person does, or one of the house's own checks with its owner and day."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.accounting.closing.catalogue import CHECKS
from kantor.words import Answers, Field, Finding, Kind, Process, Reading, Rule, Severity, Step
from kantor.words.filled import filled

KEY = "accounting.close_item"
MANUAL = "manual"
RHYTHMS = ("monthly", "quarterly", "yearly")
MOST_DAYS = 366
FIELDS = (
    Field(key="title", required=True, column="party_name"),
    Field(key="check", kind=Kind.CHOICE, required=True, choices=(MANUAL, *CHECKS)),
    Field(key="email", required=True),
    Field(key="due_days", kind=Kind.NUMBER, required=True),
    Field(key="rhythm", kind=Kind.CHOICE, required=True, choices=RHYTHMS),
    Field(key="from_on", kind=Kind.DATE, required=True, column="document_on"),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=16),
    ),
)


def days_fit(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """It is due a whole number of days after the period, within a year."""
    due = reading.number("due_days")
    if due is not None and not (due == int(due) and 0 <= due <= MOST_DAYS):
        told = {"found": str(due), "most": str(MOST_DAYS)}
        yield Finding(key=f"{KEY}.days", severity=Severity.STOP, field="due_days", evidence=told)


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.days_fit", judge=days_fit))
