"""What a rule about a sender must be: an address or a domain, and agreed by two where it lets somebody in."""

import re
from collections.abc import Iterator
from datetime import date

from kantor.departments.correspondence.sender_rule.document import FIELDS, KEY
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled

PATTERN = re.compile(r"[^@\s]*@[^@\s]+\.[^@\s.]+")
EVERYBODYS = frozenset(
    {"gmail.com", "gmx.de", "web.de", "outlook.com", "hotmail.com", "yahoo.com", "icloud.com", "wp.pl", "o2.pl", "onet.pl"}
)
"""Domains at which anybody has an address: only single addresses of theirs are let in."""


def is_an_address(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    pattern = reading.text("pattern").strip().lower()
    is_open = pattern.startswith("@") and pattern[1:] in EVERYBODYS and reading.text("verdict") == "allow"
    if pattern and (not PATTERN.fullmatch(pattern) or is_open):
        yield Finding(key="correspondence.no_pattern", severity=Severity.STOP, field="pattern", evidence={"pattern": pattern})


def lets_in(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Whoever is let in is let in by two people; to shut somebody out one is enough."""
    if reading.text("verdict") == "allow":
        evidence = {"pattern": reading.text("pattern")}
        yield Finding(key="correspondence.lets_in", severity=Severity.LOOK, field="verdict", evidence=evidence, two_people=True)


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.is_an_address", judge=is_an_address), Rule(key=f"{KEY}.lets_in", judge=lets_in))
