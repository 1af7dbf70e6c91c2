"""A PDF without data arrives: its fields are read off the page, and a person looks at what the machine read before anything is posted."""

from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import IBANS, Office, open_office

from kantor.channels.door import File
from kantor.demo.papers import others
from kantor.demo.papers import pdf as papers_pdf
from kantor.engines.einvoice.writers import Draft, DraftLine, pdf
from kantor.spine.documents import Refusal
from kantor.words import PAGES

D = Decimal
LINES = (
    DraftLine(name="Wartung", quantity=D(1), price=D("400.00"), vat=S19),
    DraftLine(name="Toner schwarz", quantity=D(3), price=D("20.00"), vat=S19),
)
INVOICE = replace(GERMAN, order_number="", buyer_reference="", cash_discounts=(), lines=LINES)


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def printed(draft: Draft) -> File:
    """The pages of a Factur-X invoice alone, as if it had been printed into a new PDF."""
    whole, pages = PdfDocument(pdf.write(draft)), PdfDocument.new()
    pages.import_pages(whole)
    kept = BytesIO()
    pages.save(kept)
    return File(name="rechnung.pdf", data=kept.getvalue())


def test_a_pdf_without_data_arrives_prefilled_and_waits_for_a_person(office: Office) -> None:
    (outcome,) = office.bring(printed(INVOICE), client="DE")
    checked = office.checked("DE", outcome.document_id)
    reading = checked.reading
    assert (outcome.outcome, outcome.type) == ("task", "payables.supplier_invoice")
    assert reading.reader.startswith(f"{PAGES} start ")
    keys = ("number", "issued_on", "due_on", "net", "vat", "gross", "currency", "iban", "supplier_id")
    assert {key: reading.text(key) for key in keys} == {
        "number": "RE-2026-0815",
        "issued_on": "2026-03-02",
        "due_on": "2026-04-01",
        "net": "460.00",
        "vat": "87.40",
        "gross": "547.40",
        "currency": "EUR",
        "iban": IBANS["DE"],
        "supplier_id": str(office.suppliers["DE", "DE"]),
    }
    assert [row["net"].text for row in reading.rows("lines")] == ["400.00", "60.00"]
    gross = reading.values["gross"]
    assert (gross.source.kind, gross.source.page) == ("page", 1)
    assert gross.source.box is not None
    assert 0 < gross.confidence < 1
    doubtful = {one.field for one in checked.findings if one.key == "payables.supplier_invoice.read_by_machine"}
    assert {"number", "net", "vat", "gross"} <= doubtful  # nothing that the house knows holds these up yet


def test_what_was_read_off_a_page_takes_effect_once_a_person_has_looked(office: Office) -> None:
    (outcome,) = office.bring(printed(INVOICE), client="DE")
    assert office.findings("DE", outcome.document_id) == {"payables.supplier_invoice.read_by_machine", "payables.supplier_invoice.missing"}
    accounts = {f"lines__{place}__account": "4806" for place in range(2)}
    office.save("DE", outcome.document_id, "anna", **accounts)
    assert office.approve("DE", outcome.document_id, "anna") == ""
    office.finish("DE")
    assert office.balances("DE") == {"4806": D("460.00"), "1576": D("87.40"), "1600": D("-547.40")}


def test_an_order_becomes_no_invoice_but_a_task_that_says_what_it_seems_to_be(office: Office) -> None:
    paper = next(paper for paper in others(4, seed=5) if paper.type == "order")
    (outcome,) = office.bring(File(name="ls.pdf", data=papers_pdf(paper)), client="DE")
    assert outcome.outcome == "task"
    assert "payables.supplier_invoice.seems_order" in office.findings("DE", outcome.document_id)
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", outcome.document_id, "anna")
