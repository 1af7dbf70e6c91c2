"""Whether an invoice is addressed to the client whose books it came to: by the buyer's VAT id, else by the buyer's name."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from kantor.departments.payables.supplier_invoice import questions
from kantor.kit.text import fold
from kantor.words import Answers, Finding, Reading, Severity

PREFIX = "payables.supplier_invoice"
ENOUGH_LETTERS = 0.75
"""Share of equal letters from which two names are one that was written slightly differently."""
ENOUGH_WORDS = 0.5
"""Share of the shorter name's words that stand in the longer one as well, from which both may be the same."""
OLD_NPWP = 15
NPWP = 16
_PREFIXED = re.compile("([A-Z]{2})(.+)")
_WORDS = re.compile(r"\w+")
_FORMS = frozenset(
    {
        *("ag", "co", "cv", "eg", "ek", "ev", "gbr", "gmbh", "inc", "kg", "kgaa", "limited", "llc", "ltd", "mbh", "ohg", "se", "ug"),
        *("sp", "z", "o", "oo", "sa", "s", "a", "sc", "sj", "sk", "spzoo", "pt", "tbk", "and", "und", "oraz", "dan", "i"),
    }
)
"""Legal forms and joining words, which tell no two names apart."""


def addressed_to_us(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    """Another buyer's VAT id stops; where no ids can be compared, a name unlike the client's is looked at, and so is none at all."""
    client: Mapping[str, Any] = answers.get(questions.CLIENT) or {}
    theirs, ours = _plain(reading.text("buyer_vat_id")), _plain(str(client.get("vat_id") or ""))
    name, own_name = reading.text("buyer_name"), str(client.get("name") or "")
    if theirs and ours:
        if not _is_same_id(theirs, ours, str(client.get("country") or "")):
            yield _found("buyer_is_somebody_else", Severity.STOP, "buyer_vat_id", found=theirs, expected=ours)
    elif not name:
        yield _found("buyer_not_named", Severity.LOOK, "buyer_name", expected=own_name)
    elif own_name and not _is_similar(name, own_name):
        yield _found("buyer_has_another_name", Severity.LOOK, "buyer_name", found=name, expected=own_name)


def _found(key: str, severity: Severity, field: str, **evidence: str) -> Finding:
    return Finding(key=f"{PREFIX}.{key}", severity=severity, field=field, evidence=evidence)


def _plain(identifier: str) -> str:
    return "".join(character for character in identifier.upper() if character.isalnum())


def _is_same_id(theirs: str, ours: str, country: str) -> bool:
    """The same number, and the same country where both say which; an id without one is taken as the client's own."""
    (their_country, their_number), (our_country, our_number) = _parts(theirs), _parts(ours)
    if country == "ID":
        their_number, our_number = _npwp(their_number), _npwp(our_number)
    return their_number == our_number and (not their_country or their_country == (our_country or country))


def _parts(identifier: str) -> tuple[str, str]:
    found = _PREFIXED.fullmatch(identifier)
    return (found[1], found[2]) if found else ("", identifier)


def _npwp(number: str) -> str:
    """An Indonesian tax number of 15 digits is that of 16 digits without its leading zero (PMK 112/2022)."""
    return number.zfill(NPWP) if len(number) == OLD_NPWP else number


def _is_similar(one: str, other: str) -> bool:
    own, others = _telling(one), _telling(other)
    shared = len(set(own) & set(others)) / min(len(set(own)), len(set(others))) if own and others else 0
    return shared >= ENOUGH_WORDS or SequenceMatcher(None, "".join(own), "".join(others)).ratio() >= ENOUGH_LETTERS


def _telling(name: str) -> list[str]:
    words = _WORDS.findall(fold(name))
    return [word for word in words if word not in _FORMS] or words
