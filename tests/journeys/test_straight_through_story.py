"""An e-invoice that fits its order and its goods receipt takes effect without anybody, from bytes to books and audit trail."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import IBANS, Office, as_file, open_office

from kantor.engines.einvoice.writers import DraftLine, cii
from kantor.spine import trail

D = Decimal
PAPER = DraftLine(name="Kopierpapier A4", quantity=D(40), price=D("4.35"), vat=S19, unit="H87", article="KP-80")
INVOICE = replace(GERMAN, order_number="B-4711", lines=(PAPER,))
ORDERED = {"line": "1", "name": "Kopierpapier A4", "article": "KP-80", "quantity": "40", "unit": "H87", "price": "4.35", "clearing": "yes"}


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    office.order("DE", "B-4711", ORDERED)
    office.receive("DE", "B-4711", {"line": "1", "quantity": "40"})
    return office


def test_an_xrechnung_for_received_goods_takes_effect_untouched(office: Office) -> None:
    assert office.balances("DE") == {"3980": D("174.00"), "1799": D("-174.00")}
    (outcome,) = office.bring(INVOICE)
    assert (outcome.outcome, office.findings("DE", outcome.document_id)) == ("effect", set())
    # net 174.00 clears the receipt, 33.06 is input tax at 19 %, 207.06 is owed
    assert office.balances("DE") == {"3980": D("174.00"), "1576": D("33.06"), "1600": D("-207.06")}
    (item,) = office.open_items("DE")
    assert (item.open.amount, item.due_on, item.iban) == (D("207.06"), date(2026, 4, 1), IBANS["DE"])


def test_the_same_bytes_again_change_nothing(office: Office) -> None:
    office.bring(INVOICE)
    before = office.balances("DE")
    (again,) = office.bring(INVOICE)
    assert (again.outcome, office.balances("DE")) == ("duplicate", before)


def test_the_same_invoice_in_another_syntax_is_stopped_as_a_duplicate(office: Office) -> None:
    first, second = office.bring(as_file(INVOICE), as_file(INVOICE, cii.write))
    assert (first.outcome, second.outcome) == ("effect", "task")
    assert "payables.supplier_invoice.duplicate" in office.findings("DE", second.document_id)
    assert len(office.open_items("DE")) == 1


def test_every_step_is_in_the_audit_trail(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    with office.acting("DE"):
        happened = trail.of_document(office.clients["DE"], outcome.document_id)
    kinds = ["document.received", "document.read", "document.checked", "document.decided", "document.took_effect"]
    assert [one.kind for one in happened] == kinds
    assert happened[0].content["sha256"] == outcome.sha256
    assert happened[3].content["checker_id"] is None  # nobody decided, the rules did
