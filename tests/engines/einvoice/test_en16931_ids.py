"""Every published id of EN 16931 is implemented with its published severity, and explained in four languages."""

from pathlib import Path

import pytest

from kantor.engines.einvoice.messages import LANGUAGES, languages_of, sentence
from kantor.engines.einvoice.rules.en16931 import EN16931

_PUBLISHED = [
    line.split()
    for line in (Path(__file__).parent / "samples" / "en16931_ids.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
_NAMES = "actual amount category count country currency expected limit line other prefix rate term value"
_EVIDENCE = dict.fromkeys(_NAMES.split(), "§")


def _severities(syntax: str) -> dict[str, str]:
    return {rule.id: rule.severity for rule in EN16931.rules.values() if not rule.syntaxes or syntax in rule.syntaxes}


@pytest.mark.parametrize(("syntax", "column"), [("UBL", 1), ("CII", 2)])
def test_every_published_rule_is_implemented_with_its_severity(syntax: str, column: int) -> None:
    ours = _severities(syntax)
    assert len(_PUBLISHED) == 223
    assert {row[0]: ours.get(row[0]) for row in _PUBLISHED} == {row[0]: row[column] for row in _PUBLISHED}


def test_no_rule_is_implemented_that_nobody_published() -> None:
    published = {row[0] for row in _PUBLISHED}
    others = {rule.id for rule in EN16931.rules.values()} - published - {"BR-CO-25"}  # in EN 16931-1, but not in this edition
    assert all(id.startswith(("UBL-SR-", "UBL-DT-", "UBL-CR-")) for id in others), others


def test_every_rule_speaks_four_languages() -> None:
    silent = {rule.id: languages_of(rule.id) for rule in EN16931.rules.values() if languages_of(rule.id) != set(LANGUAGES)}
    assert not silent


def test_the_languages_say_it_differently_and_leave_no_placeholder_open() -> None:
    for rule in EN16931.rules.values():
        said = [sentence(rule.id, language, _EVIDENCE) for language in LANGUAGES]
        assert len(set(said)) == len(LANGUAGES), said
        assert not [text for text in said if "{" in text or "}" in text], said


def test_a_sentence_quotes_the_evidence() -> None:
    said = sentence("BR-CO-10", "de", {"actual": "1436.00", "expected": "1436.50"})
    assert said == "Die Summe der Positionsbeträge netto (BT-106) lautet 1436.00; die Positionen ergeben 1436.50."
    assert sentence("BR-AE-02", "en", {}).startswith("A line under reverse charge (AE)")
    assert sentence("BR-S-02", "en", {}).startswith("A line in the VAT category “Standard rated” (S)")
