"""Suppliers are taken up, blocked and told apart by documents that two people decide."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import Office, open_office

from kantor.engines.einvoice.writers import Address, DraftLine, Party
from kantor.spine import parties
from kantor.spine.documents import Refusal

D = Decimal
HANSA = Party(
    name="Hansa Werkzeug GmbH",
    address=Address(street="Speicherstr. 8", town="Hamburg", postcode="20457", country="DE"),
    vat_id="DE811569869",
    contact=GERMAN.seller.contact,
    mailbox=("9930", "DE811569869"),
)
SUPPLIER = {"name": HANSA.name, "country": "DE", "vat_id": HANSA.vat_id, "iban": "DE02120300000000202051", "payment_days": "14"}
INVOICE = replace(
    GERMAN,
    seller=HANSA,
    order_number="",
    cash_discounts=(),
    account=replace(GERMAN.account, iban="DE02120300000000202051") if GERMAN.account else None,
    lines=(DraftLine(name="Bohrer", quantity=D(1), price=D("40.00"), vat=S19),),
)


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def decided(office: Office, type: str, values: dict[str, str]) -> int:
    filed = office.type_in("DE", "anna", type, values)
    assert office.approve("DE", filed, "bert") == ""
    office.finish("DE", filed)
    return filed


def hansa(office: Office) -> parties.PartyRow:
    with office.acting("DE"):
        (row,) = [row for row in parties.listed([office.clients["DE"]]) if row.name == HANSA.name]
    return row


def test_an_unknown_supplier_is_taken_up_and_its_invoice_goes_on(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    assert "payables.supplier_invoice.supplier_unknown" in office.findings("DE", outcome.document_id)
    decided(office, "masterdata.supplier", SUPPLIER)
    checked = office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    assert checked.reading.text("supplier_id") == str(hansa(office).id)
    assert office.findings("DE", outcome.document_id) == set()
    office.approve("DE", outcome.document_id, "anna")
    office.finish("DE")
    assert office.balances("DE")["1600"] == D("-47.60")


def test_nobody_takes_up_a_supplier_alone(office: Office) -> None:
    filed = office.type_in("DE", "carla", "masterdata.supplier", SUPPLIER)
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", filed, "carla")


def test_the_same_supplier_is_not_taken_up_twice(office: Office) -> None:
    decided(office, "masterdata.supplier", SUPPLIER)
    again = office.type_in("DE", "anna", "masterdata.supplier", SUPPLIER | {"name": "Hansa GmbH"})
    assert office.findings("DE", again) == {"masterdata.supplier_exists"}
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", again, "bert")


def test_nothing_of_a_blocked_supplier_is_booked_or_paid(office: Office) -> None:
    decided(office, "masterdata.supplier", SUPPLIER)
    (first,) = office.bring(INVOICE)
    office.save("DE", first.document_id, "anna", lines__0__account="4806")
    office.approve("DE", first.document_id, "anna")
    office.finish("DE")
    office.now.forward(days=22)
    block = decided(office, "masterdata.block", {"party_id": str(hansa(office).id), "action": "block", "reason": "Insolvenz"})
    (second,) = office.bring(replace(INVOICE, number="RE-2"))
    assert "payables.supplier_invoice.supplier_blocked" in office.findings("DE", second.document_id)
    assert office.propose("DE", "anna") is None
    decided(office, "office.reversal", {"document": str(block), "booked_on": "2026-03-20", "reason": "ein anderer war gemeint"})
    assert hansa(office).blocked_on is None
    assert office.propose("DE", "anna") is not None


def test_a_block_that_comes_while_somebody_decides_stops_the_approval(office: Office) -> None:
    decided(office, "masterdata.supplier", SUPPLIER)
    (outcome,) = office.bring(INVOICE)
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    decided(office, "masterdata.block", {"party_id": str(hansa(office).id), "action": "block", "reason": "Insolvenz"})
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", outcome.document_id, "anna")


def test_a_customer_is_taken_up_by_two_people_with_what_its_invoices_need(office: Office) -> None:
    agreed = {"einvoice": "xrechnung_ubl", "buyer_reference": "04011000-12345-34", "credit_limit": "25000.00"}
    values = {"name": "Hafenamt Hamburg", "country": "DE", "vat_id": HANSA.vat_id, "payment_days": "30", **agreed}
    filed = office.type_in("DE", "anna", "masterdata.customer", values)
    decided(office, "masterdata.supplier", SUPPLIER)  # the same company may be both
    assert office.approve("DE", filed, "bert") == ""
    office.finish("DE", filed)
    with office.acting("DE"):
        (row,) = parties.listed([office.clients["DE"]], "customer")
    assert (row.name, row.number, row.payment_days, row.terms) == ("Hafenamt Hamburg", "10000", 30, agreed)
    again = office.type_in("DE", "anna", "masterdata.customer", values)
    assert office.findings("DE", again) == {"masterdata.customer_exists"}
