"""What must be there before a letter is entered in the register; a mail brings all of it with it."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.correspondence.incoming.document import FIELDS, KEY
from kantor.engines.correspondence import FORGED
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled, missing


def has_a_sender(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A letter on paper names whom it is from; of a mail nobody can be asked."""
    if reading.text("way") != "mail" and not reading.text("sender_name"):
        yield missing("sender_name")


def is_not_forged(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Somebody looks at a mail of which our own mail server says that it is not from whom it names."""
    if reading.text("sender_proof") == FORGED:
        evidence = {"sender": reading.text("sender_email") or "?"}
        yield Finding(key="correspondence.sender_forged", severity=Severity.LOOK, field="sender_email", evidence=evidence)


RULES = (
    filled(KEY, FIELDS),
    Rule(key=f"{KEY}.has_a_sender", judge=has_a_sender),
    Rule(key=f"{KEY}.is_not_forged", judge=is_not_forged),
)
