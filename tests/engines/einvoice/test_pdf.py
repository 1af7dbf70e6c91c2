"""The invoice inside a PDF is found by its name, or by being an invoice; where there is none a person has to read the pages."""

from pathlib import Path

import pytest
from tests.engines.reading import samples

from kantor.engines.einvoice import Unreadable, read

SAMPLES = Path(__file__).parent / "samples"
CII = (SAMPLES / "cii_three_lines.xml").read_bytes()
OTHER = b'<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>'


def _reason(data: bytes) -> str:
    with pytest.raises(Unreadable) as caught:
        read(data)
    return caught.value.key


@pytest.mark.parametrize("name", ["factur-x.xml", "zugferd-invoice.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "Factur-X.XML"])
def test_the_invoice_is_found_under_each_of_its_names(name: str, tmp_path: Path) -> None:
    assert read(samples.pdf(tmp_path, "Rechnung", {"annex.xml": OTHER, name: CII})).text("BT-1") == "R-2025-0417"


def test_an_invoice_under_another_name_is_found_by_its_content(tmp_path: Path) -> None:
    assert read(samples.pdf(tmp_path, "Rechnung", {"order.xml": OTHER, "our-invoice.xml": CII})).text("BT-1") == "R-2025-0417"


def test_an_order_is_no_invoice(tmp_path: Path) -> None:
    assert _reason(samples.pdf(tmp_path, "Bestellung", {"order-x.xml": OTHER})) == "no_invoice_data"


def test_a_pdf_without_xml_is_for_a_person_to_read(tmp_path: Path) -> None:
    assert _reason(samples.pdf(tmp_path, "Rechnung")) == "no_invoice_data"


def test_what_is_no_invoice_under_an_invoice_s_name_is_said_to_be_so(tmp_path: Path) -> None:
    assert _reason(samples.pdf(tmp_path, "Rechnung", {"factur-x.xml": b"<oops"})) == "not_xml"
    assert _reason(samples.pdf(tmp_path, "Rechnung", {"factur-x.xml": OTHER})) == "unknown_syntax"


def test_a_protected_pdf_and_a_broken_one_give_different_reasons(tmp_path: Path) -> None:
    assert _reason(samples.ENCRYPTED_PDF) == "pdf_encrypted"
    assert _reason(b"%PDF-1.7\nnothing else") == "pdf_broken"


def test_real_invoices_without_data_go_to_a_person(shared_data: Path) -> None:
    """One of the thirteen carries a UBL invoice after all (AzureInterior); the others carry nothing."""
    reasons = {}
    for path in sorted((shared_data / "invoice-pdfs").rglob("*.pdf")):
        try:
            reasons[path.stem] = read(path.read_bytes()).text("BT-1")
        except Unreadable as unreadable:
            reasons[path.stem] = unreadable.key
    assert len(reasons) == 13
    assert reasons.pop("AzureInterior") == "INV/2023/03/0008"
    assert set(reasons.values()) == {"no_invoice_data"}
