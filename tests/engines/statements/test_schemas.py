"""Bank files keep to the schemas of ISO 20022: all of our own, and those of others but for some, which are read as far as they can be."""

from datetime import date
from pathlib import Path

import pytest
from tests.engines.payments.answers import answer, block, refused
from tests.engines.statements.samples import CAMT
from tests.engines.statements.schemas import fault

from kantor.demo.statements import Booking, written
from kantor.engines.statements import is_camt, read_camt
from kantor.kit.money import Money
from kantor.words import Unreadable

TREASURY = Path(__file__).parents[3] / "src/kantor/departments/treasury"
PAID = Booking(on=date(2026, 3, 2), amount=Money.of("119.00", "EUR"), name="Nordlicht", iban="DE02120300000000202051", text="RE-1")
SENT = Booking(on=date(2026, 3, 3), amount=Money.of("-50.00", "EUR"), end_to_end_id="KANTOR-1-7-1")
OWN = {
    "statement of the tests": CAMT,
    "sample statement": (TREASURY / "bank_statement/samples/statement.xml").read_bytes(),
    "sample answer": (TREASURY / "payment_status/samples/answer.xml").read_bytes(),
    "statement of the demonstration": written("DE75512108001245126199", "7", Money.of("10.00", "EUR"), [PAID, SENT], PAID.on, SENT.on),
    "answer of the tests": answer("KANTOR-1-55", block("KANTOR-1-55-1", refused("E-1"))),
}
AGAINST_THE_SCHEMA = {
    "camt053.v2.wrong.xml": "Missing child element(s). Expected is ( Stmt )",
    "statement1.xml": "'FrToDt': This element is not expected",
    "notification1.xml": "'NtryDtls': This element is not expected",
}
"""Files of others, and what the schema finds in each: no statement at all, a period behind the account, an entry without its code."""
NOTHING_INSIDE = frozenset({"camt053.v2.wrong.xml"})


@pytest.mark.parametrize("file", OWN)
def test_what_we_made_ourselves_keeps_to_its_schema(file: str, shared_data: Path) -> None:
    assert fault(OWN[file], shared_data) == ""


def test_others_keep_to_their_schemas_but_for_some_that_are_read_all_the_same(shared_data: Path) -> None:
    files = [file for folder in ("camt", "bank/iso20022") for file in (shared_data / folder).rglob("*.xml") if is_camt(file.read_bytes())]
    held = {file: found for file in files if (found := fault(file.read_bytes(), shared_data)) is not None}
    assert len(held) == 57
    wrong = {file.name: found for file, found in held.items() if found}
    assert wrong.keys() == AGAINST_THE_SCHEMA.keys()
    assert all(told in wrong[name] for name, told in AGAINST_THE_SCHEMA.items())
    unread = set()
    for file in files:
        try:
            assert read_camt(file.read_bytes())
        except Unreadable:
            unread.add(file.name)
    assert unread == NOTHING_INSIDE
