"""A UBL document becomes the semantic invoice: every value at its business term, with the place it came from."""

from pathlib import Path

import pytest

from kantor.engines.einvoice import Unreadable, read

_SAMPLE = (Path(__file__).parent / "samples" / "ubl_invoice.xml").read_bytes()


def test_terms_stand_at_the_document_its_parties_and_its_lines() -> None:
    invoice = read(_SAMPLE)
    seller, buyer = invoice.one("BG-4"), invoice.one("BG-7")
    assert (invoice.syntax, invoice.kind) == ("UBL", "Invoice")
    assert [invoice.text(id) for id in ("BT-1", "BT-3", "BT-5", "BT-13", "BT-115")] == ["RE-2026-0417", "380", "EUR", "PO-11", "400.00"]
    assert seller is not None
    assert buyer is not None
    assert [seller.text(id) for id in ("BT-27", "BT-31", "BT-32")] == ["Lindner Metallbau GmbH", "DE123456789", "22/815/08154"]
    assert buyer.sub("BG-8")[0].text("BT-55") == "PL"
    assert [line.text("BT-126") for line in invoice.sub("BG-25")] == ["1", "2", "3"]
    assert invoice.sub("BG-25")[0].sub("BG-31")[0].sub("BG-32")[0].text("BT-161") == "S235"


def test_a_value_knows_its_place_and_its_unit() -> None:
    line = read(_SAMPLE).sub("BG-25")[1]
    net = line.first("BT-131")
    assert net is not None
    assert (net.value, net.unit, net.path) == ("100.00", "EUR", "/Invoice/cac:InvoiceLine[2]/cbc:LineExtensionAmount")
    assert line.text("BT-130") == "HUR"


def test_the_subject_code_is_taken_off_a_note() -> None:
    note = read(_SAMPLE).sub("BG-1")[0]
    assert (note.text("BT-21"), note.text("BT-22")) == ("AAI", "Delivered in two parcels.")


def test_the_creditor_identifier_belongs_to_the_direct_debit_not_to_the_seller() -> None:
    invoice = read(_SAMPLE)
    debit = invoice.sub("BG-16")[0].sub("BG-19")[0]
    assert [debit.text(id) for id in ("BT-89", "BT-90", "BT-91")] == ["M-77", "DE98ZZZ09999999999", "PL61109010140000071219812874"]
    assert [term.value for term in invoice.sub("BG-4")[0].all("BT-29")] == ["4000001123452"]


def test_documents_are_told_apart_by_their_type_code() -> None:
    invoice = read(_SAMPLE)
    invoiced = invoice.first("BT-18")
    assert invoiced is not None
    assert (invoiced.value, invoiced.scheme) == ("METER-5", "AAA")
    assert [document.text("BT-122") for document in invoice.sub("BG-24")] == ["TS-1"]
    attachment = invoice.sub("BG-24")[0].first("BT-125")
    assert attachment is not None
    assert (attachment.unit, attachment.name) == ("text/csv", "sheet.csv")


def test_vat_totals_are_sorted_by_currency() -> None:
    text = _SAMPLE.decode().replace("<cbc:BuyerReference>", "<cbc:TaxCurrencyCode>PLN</cbc:TaxCurrencyCode><cbc:BuyerReference>")
    foreign = '<cac:TaxTotal><cbc:TaxAmount currencyID="PLN">251.00</cbc:TaxAmount></cac:TaxTotal><cac:LegalMonetaryTotal>'
    invoice = read(text.replace("<cac:LegalMonetaryTotal>", foreign).encode())
    assert (invoice.text("BT-110"), invoice.text("BT-111")) == ("58.90", "251.00")


def test_sub_lines_and_third_party_payments_of_the_xrechnung_extension_are_read() -> None:
    sub_line = (
        "<cac:SubInvoiceLine><cbc:ID>1.1</cbc:ID><cac:Item><cbc:Name>Bolt</cbc:Name></cac:Item></cac:SubInvoiceLine></cac:InvoiceLine>"
    )
    payment = (
        '<cac:PrepaidPayment><cbc:ID>T1</cbc:ID><cbc:PaidAmount currencyID="EUR">3</cbc:PaidAmount></cac:PrepaidPayment><cac:TaxTotal>'
    )
    text = _SAMPLE.decode().replace("</cac:InvoiceLine>", sub_line, 1).replace("<cac:TaxTotal>", payment, 1)
    invoice = read(text.encode())
    assert invoice.sub("BG-25")[0].sub("BG-DEX-01")[0].sub("BG-31")[0].text("BT-153") == "Bolt"
    assert invoice.sub("BG-DEX-09")[0].text("BT-DEX-002") == "3"


def test_a_fragment_is_read_as_far_as_it_goes() -> None:
    invoice = read(b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>')
    assert not [id for id in (*invoice.terms, *invoice.groups) if id.startswith("B")]


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"Dear customer", "not_xml"),
        (b"<Invoice>", "not_xml"),
        (b"<Order xmlns='urn:oasis:names:specification:ubl:schema:xsd:Order-2'/>", "unknown_syntax"),
        (b"<!DOCTYPE Invoice [<!ENTITY e SYSTEM 'file:///etc/hostname'>]><Invoice>&e;</Invoice>", "document_type"),
    ],
)
def test_what_is_no_invoice_is_refused_with_a_reason(data: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data)
    assert refused.value.key == key
