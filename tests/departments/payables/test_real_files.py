"""Real invoices of four syntaxes become entries that balance and owe what the invoice asks for, for clients of three countries."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from tests.departments.payables.entering import TODAY, House, accounts, effect_of, foreign, roles_of, the_entry

from kantor.departments.payables.supplier_invoice.amounts import gaps, is_credit_note
from kantor.departments.payables.supplier_invoice.reading import read
from kantor.departments.payables.supplier_invoice.rules import RULES
from kantor.departments.payables.supplier_invoice.suggesting import suggest
from kantor.words import ReadFile, Reading, Unreadable

FOLDERS = {"ksef-fa3/official-examples": 19, "xrechnung-suite": 86, "xml-rechnung-triples": 54, "coretax": 1}
"""Folder of the shared data -> how many of its invoices at least can be booked; KSeF has examples without lines or totals."""


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_real_invoice_whose_sums_hold_can_be_booked(shared_data: Path, folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    counts: Counter[str] = Counter()
    for path in sorted((shared_data / folder).rglob("*.xml")):
        try:
            readings = read(ReadFile(data=path.read_bytes(), media_type="application/xml", name=path.name))
        except Unreadable as refusal:
            counts[refusal.key] += 1
            continue
        for reading in readings:
            counts[_booked(reading, path.name)] += 1
    with capsys.disabled():
        print(f"\n{folder}: {dict(counts)}")
    assert counts["booked"] >= FOLDERS[folder]


def _booked(reading: Reading, name: str) -> str:
    outcome = "booked"
    for country in ("DE", "PL", "ID"):
        house = House(country)
        completed = suggest(reading, house)
        assert suggest(completed, house).as_json() == completed.as_json(), name
        for rule in RULES:
            list(rule.judge(completed, house, TODAY))
        if not completed.rows("lines") or not completed.rows("taxes") or gaps(completed):
            outcome = "sums_do_not_hold" if gaps(completed) else "incomplete"
            continue
        entry = the_entry(effect_of(completed, house))
        found = accounts(entry)
        assert (sum(found.values()), foreign(entry)) == (0, 0), name
        if completed.text("currency") == house.client["currency"]:
            owed = (completed.number("payable") or Decimal(0)) * (-1 if is_credit_note(completed) else 1)
            assert found.get(roles_of(house.client)["payables"], Decimal(0)) == -owed, name
    return outcome
