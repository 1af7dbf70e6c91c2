"""What must be said before a mail leaves quarantine."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.correspondence.quarantined.document import FIELDS, KEY
from kantor.engines.correspondence import FORGED
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled, missing


def is_unknown(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    evidence = {"sender": reading.text("sender_email") or "?", "enclosed": reading.text("enclosed")}
    key = "correspondence.sender_forged" if reading.text("sender_proof") == FORGED else "correspondence.sender_unknown"
    yield Finding(key=key, severity=Severity.LOOK, field="sender_email", evidence=evidence)


def says_why(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Refusing has a reason; whoever is always let in has an address."""
    if reading.text("verdict") == "refuse" and not reading.text("reason"):
        yield missing("reason")
    if reading.text("verdict") == "always_allow" and "@" not in reading.text("sender_email"):
        yield missing("sender_email")


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.is_unknown", judge=is_unknown), Rule(key=f"{KEY}.says_why", judge=says_why))
