"""What must be right before a matter is dealt with: a decision with all it needs, no answer to machines, two people where it matters."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.correspondence.answering import MOST_A_DAY, needs_a_second_person
from kantor.departments.correspondence.matter.document import FIELDS, KEY
from kantor.departments.correspondence.replying import sender, unreachable, way
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled, missing

NEEDED = {"answer": ("answer_subject", "answer"), "pass_on": ("to_department", "reason"), "close": ("reason",)}


def has_what_its_decision_needs(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    for key in NEEDED.get(reading.text("decision"), ()):
        if not reading.text(key):
            yield missing(key)


def can_be_sent(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """An answer goes to somebody, not to a machine, and not for the sixth time in a day."""
    if reading.text("decision") != "answer":
        return
    email = reading.text("sender_email") if way(reading) == "mail" else ""
    if field := unreachable(reading, email="sender_email", address="sender_address"):
        yield Finding(key="correspondence.nowhere_to_send", severity=Severity.STOP, field=field)
    if email and reading.text("automatic"):
        evidence = {"sign": reading.text("automatic")}
        yield Finding(key="correspondence.answers_a_machine", severity=Severity.STOP, field="decision", evidence=evidence)
    sent = int((answers.get(sender(reading)) or {}).get("sent") or 0)
    if email and sent >= MOST_A_DAY:
        evidence = {"email": email, "count": str(sent)}
        yield Finding(key="correspondence.too_many_letters", severity=Severity.STOP, field="decision", evidence=evidence)


def is_read_by_two(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What refuses, was worded freely or speaks of money does not leave on one person's word."""
    if reading.text("decision") != "answer":
        return
    if why := needs_a_second_person(reading.text("template") or "free", reading.text("answer")):
        yield Finding(key=f"correspondence.second_person.{why}", severity=Severity.LOOK, field="answer", two_people=True)


def is_overdue(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    due_on = reading.date("answer_by")
    if due_on and due_on < today:
        evidence = {"days": str((today - due_on).days)}
        yield Finding(key="correspondence.overdue", severity=Severity.LOOK, field="answer_by", evidence=evidence)


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.has_what_its_decision_needs", judge=has_what_its_decision_needs),
    Rule(key=f"{KEY}.can_be_sent", judge=can_be_sent),
    Rule(key=f"{KEY}.is_read_by_two", judge=is_read_by_two),
    Rule(key=f"{KEY}.is_overdue", judge=is_overdue),
)
