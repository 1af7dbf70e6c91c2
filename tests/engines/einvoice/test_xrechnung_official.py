"""The official test suite of XRechnung: every file of it is valid."""

from collections import Counter

import pytest

from kantor.engines.einvoice import check, profile, read

from .shared import shared_data


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        ("business-cases/standard", "xrechnung"),
        ("business-cases/extension", "xrechnung-extension"),
        ("technical-cases/cius", "xrechnung"),
        ("technical-cases/cvd", "xrechnung-cvd"),
    ],
)
def test_every_file_of_the_official_suite_is_accepted(folder: str, name: str) -> None:
    files = sorted((shared_data() / "xrechnung-suite" / folder).glob("*.xml"))
    profiles: Counter[str] = Counter()
    refused = {}
    for file in files:
        invoice = read(file.read_bytes())
        profiles[profile(invoice).name] += 1
        stopping = [finding for finding in check(invoice) if finding.severity == "fatal"]
        if stopping:
            refused[file.name] = stopping
    print(f"{folder}: {len(files) - len(refused)} of {len(files)} accepted")
    assert files
    assert not refused
    assert profiles == {name: len(files)}
