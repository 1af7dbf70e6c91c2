"""A wrong total goes back to the supplier: no effect, a letter in the supplier's language, let go by somebody else than its writer."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.engines.einvoice.drafts import GERMAN, POLISH, S19
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import File
from kantor.engines.einvoice.writers import Address, DraftLine
from kantor.spine import cases, documents
from kantor.spine.documents import Refusal
from kantor.words import Letter

D = Decimal
INVOICE = replace(GERMAN, order_number="", cash_discounts=(), lines=(DraftLine(name="Wartung", quantity=D(1), price=D("400.00"), vat=S19),))


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def wrong_total() -> File:
    """476.00 is right; 486.00 is what it asks for."""
    file = as_file(INVOICE)
    return File(name=file.name, data=file.data.replace(b"476.00", b"486.00"))


def outbox(office: Office, client: str) -> list[dict[str, object]]:
    from django.apps import apps

    with office.acting(client):
        return list(apps.get_model("documents", "Outbox").objects.order_by("id").values("id", "kind", "state", "content", "approved_by"))


def test_a_wrong_total_goes_back_to_the_supplier(office: Office) -> None:
    (outcome,) = office.bring(wrong_total())
    assert outcome.outcome == "task"
    assert "payables.supplier_invoice.gross_is_not_net_and_vat" in office.findings("DE", outcome.document_id)
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", outcome.document_id, "anna")
    with office.acting("DE", "anna") as actor:
        cases.send_back(outcome.document_id, "Netto und Steuer ergeben 476,00 EUR, nicht 486,00 EUR.", actor)
    assert office.row("DE", outcome.document_id).state == "sent_back"
    assert office.balances("DE") == {}
    (letter,) = outbox(office, "DE")
    assert (letter["kind"], letter["state"]) == ("letter", "draft")
    content = letter["content"]
    assert isinstance(content, dict)
    subject, text = documents.letter_text(content["template"], content["language"], content["values"])
    assert subject == "Ihre Rechnung RE-2026-0815 vom 02.03.2026 geht an Sie zurück"
    assert "486,00" in text
    assert "Bürohof Müller & Söhne KG" in text
    assert "{" not in subject + text


def test_its_writer_does_not_let_the_letter_go(office: Office) -> None:
    (outcome,) = office.bring(wrong_total())
    with office.acting("DE", "carla") as actor:
        cases.send_back(outcome.document_id, "Die Summe stimmt nicht.", actor)
    (letter,) = outbox(office, "DE")
    outbox_id = letter["id"]
    assert isinstance(outbox_id, int)
    with pytest.raises(IntegrityError, match="four_eyes"), transaction.atomic(), office.acting("DE", "carla") as actor:
        documents.approve_letter(outbox_id, actor)
    with office.acting("DE", "bert") as actor:
        documents.approve_letter(outbox_id, actor)
    assert outbox(office, "DE")[0]["state"] == "approved"


def test_a_corrected_invoice_under_the_same_number_is_no_duplicate_of_what_went_back(office: Office) -> None:
    (wrong,) = office.bring(wrong_total())
    with office.acting("DE", "anna") as actor:
        cases.send_back(wrong.document_id, "Die Summe stimmt nicht.", actor)
    (right,) = office.bring(INVOICE)
    assert "payables.supplier_invoice.duplicate" not in office.findings("DE", right.document_id)


def test_a_supplier_is_written_to_in_its_own_language(office: Office) -> None:
    (outcome,) = office.bring(replace(POLISH, order_number=""))
    with office.acting("PL", "anna") as actor:
        letter = cases.letter_back(outcome.document_id, "Brak zamówienia.", actor)
    assert letter is not None
    subject, text = documents.letter_text(letter.template, letter.language, letter.values)
    assert subject == "Zwracamy fakturę FV/2026/03/17 z dnia 02.03.2026"
    assert "Brak zamówienia." in text


def test_the_letter_goes_to_the_suppliers_address_and_leaves_by_mail_box(office: Office) -> None:
    """What master data says counts, and where it says nothing, what the invoice says; abroad the country stands below."""
    (outcome,) = office.bring(wrong_total())
    letter = letter_about(office, "DE", outcome.document_id)
    assert (letter.recipient, letter.address, letter.email) == ("Papierhaus Linde GmbH", "Lindenstr. 5\n10969 Berlin", "")
    (foreign,) = office.bring(replace(POLISH, buyer=GERMAN.buyer, order_number=""), client="DE")
    assert letter_about(office, "DE", foreign.document_id).address.splitlines()[-1] == "POLEN"
    values = {"party_id": str(office.suppliers["DE", "DE"]), "street": "Postfach 10 11", "email": "rechnung@linde.example"}
    moved = office.type_in("DE", "anna", "masterdata.supplier_change", values)
    office.approve("DE", moved, "bert")
    office.finish("DE", moved)
    letter = letter_about(office, "DE", outcome.document_id)
    assert (letter.address, letter.email) == ("Postfach 10 11\n10969 Berlin", "rechnung@linde.example")


def test_a_letter_to_somebody_unknown_goes_to_the_address_on_the_invoice(office: Office) -> None:
    address = Address(street="Am Markt 3", town="Lübeck", postcode="23552", country="DE")
    unknown = replace(GERMAN.seller, name="Fremd & Co. KG", vat_id="DE811569869", address=address)
    (outcome,) = office.bring(replace(INVOICE, seller=unknown, number="F-1", account=None))
    letter = letter_about(office, "DE", outcome.document_id)
    assert (letter.recipient, letter.address) == ("Fremd & Co. KG", "Am Markt 3\n23552 Lübeck")
    office.save("DE", outcome.document_id, "anna", supplier_address="Postfach 7, 23501 Lübeck")
    assert letter_about(office, "DE", outcome.document_id).address == "Postfach 7\n23501 Lübeck"


def letter_about(office: Office, client: str, document_id: int) -> Letter:
    with office.acting(client, "anna") as actor:
        letter = cases.letter_back(document_id, "Die Summe stimmt nicht.", actor)
    assert letter is not None
    return letter


def test_a_reason_is_asked_for(office: Office) -> None:
    (outcome,) = office.bring(wrong_total())
    with pytest.raises(Refusal, match="reason_missing"), office.acting("DE", "anna") as actor:
        cases.send_back(outcome.document_id, "  ", actor)
