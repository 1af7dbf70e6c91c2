"""What stands against an erasure: the law that asks to keep the document, a hold, work that goes on, other people's data in it."""

from collections.abc import Iterable, Iterator
from datetime import date

from kantor.words import Answers, Ask, Finding, Reading, Rule, Severity
from kantor.words.erasing import overrides


def asked(reading: Reading) -> Iterable[Ask]:
    number = reading.number("document")
    return (Ask("documents.erasing", (str(int(number)),)),) if number is not None else ()


def possible(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """There are bytes that can be erased, nobody works on them, and no hold and no law keeps them against this ground."""
    found = next((answers.get(ask) for ask in asked(reading)), None)
    if not reading.text("document"):
        return
    if not found or not found["has_key"]:
        yield _stop("documents.nothing_to_erase")
        return
    if found["on_hold"]:
        yield _stop("documents.on_hold")
    if found["at_work"]:
        yield _stop("documents.at_work")
    kept = found["keep_until"] and found["keep_until"] >= today.isoformat()
    if kept and not overrides(reading.text("ground"), has_successor=bool(found["successor"])):
        yield _stop("documents.must_be_kept", until=found["keep_until"], law=found["law"])


def alone(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """A file that speaks of other people as well is erased only after a redacted successor has taken its place."""
    found = next((answers.get(ask) for ask in asked(reading)), None)
    if reading.text("others") == "yes" and not (found and found["successor"]):
        yield Finding(key="office.redact_first", severity=Severity.STOP, field="others")


def _stop(key: str, **evidence: str) -> Finding:
    return Finding(key=key, severity=Severity.STOP, field="document", evidence=evidence)


RULES = (Rule(key="office.erasure_possible", judge=possible, asks=asked), Rule(key="office.erasure_alone", judge=alone, asks=asked))
