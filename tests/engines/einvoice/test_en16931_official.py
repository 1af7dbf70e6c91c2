"""The published unit tests of EN 16931 (UBL and CII) agree with our rules, expectation by expectation."""

from pathlib import Path

import pytest
from tests.engines.einvoice.conftest import Expectation, expectations

from kantor.engines.einvoice import check, read
from kantor.engines.einvoice.readers import read_root

UNIT_FOLDERS = ("Invoice-unit-UBL", "CreditNote-unit-UBL", "cii")


def test_every_published_expectation_is_met(shared_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [file for folder in UNIT_FOLDERS for file in sorted((shared_data / "en16931-tests" / folder).glob("*.xml"))]
    stated = [expectation for file in files for expectation in expectations(file)]
    missed = [complaint for expectation in stated if (complaint := _complaint(expectation))]
    with capsys.disabled():
        print(f"\nen16931: {len(stated) - len(missed)} of {len(stated)} expectations met")
    assert not missed, "\n".join(missed)
    assert len(stated) >= 1142


def _complaint(expected: Expectation) -> str:
    found = [finding for finding in check(read_root(expected.invoice), ("EN16931",)) if finding.rule == expected.rule]
    severity = {"error": "fatal", "warning": "warning", "success": ""}[expected.kind]
    met = not found if not severity else bool(found) and all(finding.severity == severity for finding in found)
    if met and expected.count is not None:
        met = len(found) == expected.count
    return "" if met else f"{expected.file} test {expected.position}: {expected.kind} {expected.rule}, found {len(found)}: {found[:2]}"


def test_the_published_sample_invoices_are_valid(shared_data: Path) -> None:
    files = sorted((shared_data / "en16931-tests" / "testfiles").glob("*.xml"))
    assert len(files) >= 29
    wrong = {}
    for file in files:
        findings = check(read(file.read_bytes()), ("EN16931",))
        fatal = [(finding.rule, finding.path) for finding in findings if finding.severity == "fatal"]
        if fatal:
            wrong[file.name] = fatal
    assert not wrong
