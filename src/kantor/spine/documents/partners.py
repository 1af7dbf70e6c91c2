"""The rule that every document with business partners has: one that was merged into another is not used any more."""

from collections.abc import Iterable, Iterator
from datetime import date

from kantor.words import Answers, Ask, DocumentType, Finding, Kind, Reading, Rule, Severity
from kantor.words.field import row_id


def not_merged(type: DocumentType) -> Rule:
    """Stops at each field that names a partner which leads to another, and says to which; it is added to the rules of the type."""
    fields = tuple(field.key for field in type.fields if field.kind is Kind.PARTY)

    def asks(reading: Reading) -> Iterable[Ask]:
        return (_partner(reading, key) for key in fields if row_id(reading.text(key)) is not None)

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        for key in fields:
            found = answers.get(_partner(reading, key)) or {}
            if lead := found.get("merged_into"):
                evidence = {"name": f"{found['number']} {found['name']}", "lead": f"{lead['number']} {lead['name']}"}
                yield Finding(key="documents.partner_merged", severity=Severity.STOP, field=key, evidence=evidence)

    return Rule(key="documents.partner_merged", judge=judge, asks=asks)


def _partner(reading: Reading, key: str) -> Ask:
    return Ask("parties.party", (reading.text(key),))
