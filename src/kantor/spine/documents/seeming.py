"""The rule of every form for papers: it says what kind the pages seem to be, and that another form can be chosen."""

from collections.abc import Iterator
from datetime import date

from kantor.words import Answers, DocumentType, Finding, Reading, Rule, Severity, seems


def seems_right(type: DocumentType) -> Rule:
    """Somebody looks at each document that has this form because of what its pages seem to be; it is added to the rules of the type."""

    def judge(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
        kind = seems(reading)
        if kind is not None and kind.text in type.papers:
            evidence = {"kind": f"documents.paper.{kind.text}", "percent": str(int(kind.confidence * 100))}
            yield Finding(key="documents.form_by_pages", severity=Severity.LOOK, evidence=evidence)

    return Rule(key="documents.form_by_pages", judge=judge)
