"""What the form demands is there, and days and numbers can be read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.engines.einvoice import is_country
from kantor.words import Answers, Field, Finding, Kind, Reading, Rule, Severity
from kantor.words.filled import faults, unreadable


def stop(key: str, field: str, **evidence: Any) -> Finding:
    return _finding(key, Severity.STOP, field, evidence)


def look(key: str, field: str, **evidence: Any) -> Finding:
    return _finding(key, Severity.LOOK, field, evidence)


def _finding(key: str, severity: Severity, field: str, evidence: dict[str, Any]) -> Finding:
    return Finding(key=f"masterdata.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def filled(fields: tuple[Field, ...]) -> Rule:
    """A rule that stops while a demanded field is empty, or a day, a number, a choice or a country cannot be read."""

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        yield from faults(reading, fields)
        for field in fields:
            text = reading.text(field.key)
            if field.kind is Kind.COUNTRY and text and not is_country(text):
                yield unreadable(field.key, text)

    return Rule(key="masterdata.filled", judge=judge)
