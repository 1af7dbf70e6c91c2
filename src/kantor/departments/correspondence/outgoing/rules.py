"""What must be right before a letter leaves: somewhere to go, no gap in its words, and a second reader where it matters."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.correspondence.answering import MOST_A_DAY, needs_a_second_person
from kantor.departments.correspondence.outgoing.document import FIELDS, KEY
from kantor.departments.correspondence.outgoing.suggesting import GAP, addressee
from kantor.departments.correspondence.replying import unreachable
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def can_be_sent(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """By mail it needs an address for that, by post one of paper; and not for the sixth time in a day."""
    if reading.text("reply_way") and (field := unreachable(reading, email="email", address="address")):
        yield Finding(key="correspondence.nowhere_to_send", severity=Severity.STOP, field=field)
    sent = int((answers.get(addressee(reading)) or {}).get("sent") or 0)
    if reading.text("reply_way") == "mail" and sent >= MOST_A_DAY:
        evidence = {"email": reading.text("email"), "count": str(sent)}
        yield Finding(key="correspondence.too_many_letters", severity=Severity.STOP, field="email", evidence=evidence)


def has_no_gaps(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A letter with a hole in it does not leave."""
    for key in ("subject", "body"):
        if GAP in reading.text(key):
            yield Finding(key="correspondence.has_a_gap", severity=Severity.STOP, field=key, evidence={"gap": GAP})


def is_read_by_two(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """What ends something, was worded freely or speaks of money does not leave on one person's word."""
    if why := needs_a_second_person(reading.text("template") or "free", reading.text("body")):
        yield Finding(key=f"correspondence.second_person.{why}", severity=Severity.LOOK, field="body", two_people=True)


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.can_be_sent", judge=can_be_sent),
    Rule(key=f"{KEY}.has_no_gaps", judge=has_no_gaps),
    Rule(key=f"{KEY}.is_read_by_two", judge=is_read_by_two),
)
