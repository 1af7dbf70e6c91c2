"""The rule that a cost centre or project on a document is one that the client keeps; who keeps none writes what it likes."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from kantor.words.document import Rule
from kantor.words.field import Reading, cell
from kantor.words.finding import Finding, Severity
from kantor.words.question import Answers, Ask

DIMENSIONS = ("cost_centre", "project")


def centre_of(dimension: str, code: str) -> Ask:
    """What is kept of a code: {"is_kept": whether the client keeps any of that dimension, "name", "from_on", "until_on", "above": codes
    above it}; the last four where it keeps this one."""
    return Ask("accounting.cost_centre", (dimension, code))


def centres_known(key: str, on: str, table: str = "") -> Rule:
    """A rule that stops at an unknown code, and at one that does not hold on the day of the field `on`; key: of the document type; table:
    whose rows name them, beside the fields of the form."""

    def named(reading: Reading) -> list[tuple[str, str, str]]:
        found = [(one, reading.text(one).strip(), one) for one in DIMENSIONS]
        for index, row in enumerate(reading.rows(table) if table else ()):
            found += [(one, cell(row, one).strip(), f"{table}.{index}.{one}") for one in DIMENSIONS]
        return [one for one in found if one[1]]

    def asks(reading: Reading) -> Iterator[Ask]:
        yield from dict.fromkeys(centre_of(dimension, code) for dimension, code, _ in named(reading))

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        day = (reading.date(on) or today).isoformat()
        for dimension, code, place in named(reading):
            yield from held(code, answers.get(centre_of(dimension, code)), day, place)

    return Rule(key=f"{key}.centres", judge=judge, asks=asks)


def held(code: str, kept: Mapping[str, Any] | None, day: str, field: str) -> Iterator[Finding]:
    """What is wrong with a code on a day in ISO form. kept: the answer to `centre_of`; field: where a finding points to."""
    told = {"code": code}
    if kept and kept.get("is_kept") and "name" not in kept:
        yield Finding(key="words.centre_unknown", severity=Severity.STOP, field=field, evidence=told)
    elif kept and "name" in kept and not kept["from_on"] <= day <= (kept["until_on"] or day):
        days = {"from_on": kept["from_on"], "until_on": kept["until_on"]}
        yield Finding(key="words.centre_ended", severity=Severity.STOP, field=field, evidence={**told, **days})
