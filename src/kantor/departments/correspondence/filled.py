"""The rule that documents of correspondence share: what the form demands is there, choices and dates can be read."""

from collections.abc import Iterator
from datetime import date

from kantor.words import Answers, Field, Finding, Kind, Reading, Rule, Severity
from kantor.words.field import day, number


def filled(fields: tuple[Field, ...], key: str) -> Rule:
    """A rule that stops while a demanded field is empty, or a date, an amount or a choice cannot be read."""

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        for field in fields:
            text = reading.text(field.key)
            if field.required and not text:
                yield Finding(key="correspondence.missing", severity=Severity.STOP, field=field.key, evidence={"name": field.key})
            elif text and not _readable(field, text):
                evidence = {"name": field.key, "found": text}
                yield Finding(key="correspondence.unreadable", severity=Severity.STOP, field=field.key, evidence=evidence)

    return Rule(key=f"{key}.filled", judge=judge)


def _readable(field: Field, text: str) -> bool:
    if field.kind is Kind.DATE:
        return day(text) is not None
    if field.kind is Kind.CHOICE:
        return text in field.choices
    return number(text) is not None if field.kind in (Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT) else True
