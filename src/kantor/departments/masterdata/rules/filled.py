"""What the form demands is there, and days and numbers can be read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kantor.engines.einvoice import is_country
from kantor.words import Answers, Field, Finding, Kind, Reading, Rule, Severity
from kantor.words.field import day, number, row_id


def stop(key: str, field: str, **evidence: Any) -> Finding:
    return _finding(key, Severity.STOP, field, evidence)


def look(key: str, field: str, **evidence: Any) -> Finding:
    return _finding(key, Severity.LOOK, field, evidence)


def _finding(key: str, severity: Severity, field: str, evidence: dict[str, Any]) -> Finding:
    return Finding(key=f"masterdata.{key}", severity=severity, field=field, evidence={name: str(value) for name, value in evidence.items()})


def filled(fields: tuple[Field, ...]) -> Rule:
    """A rule that stops while a demanded field is empty, or a day or number cannot be read."""

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        for field in fields:
            text = reading.text(field.key)
            if field.required and not text:
                yield stop("missing", field.key, name=field.key)
            elif text and not _readable(field, text):
                yield stop("unreadable", field.key, name=field.key, found=text)

    return Rule(key="masterdata.filled", judge=judge)


def _readable(field: Field, text: str) -> bool:
    if field.kind is Kind.DATE:
        return day(text) is not None
    if field.kind is Kind.CHOICE:
        return text in field.choices
    if field.kind is Kind.PARTY:
        return row_id(text) is not None
    if field.kind is Kind.COUNTRY:
        return is_country(text)
    return number(text) is not None if field.kind is Kind.NUMBER else True
