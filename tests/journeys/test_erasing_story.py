"""Somebody asks to be forgotten: two people decide, the law may say no, and what is erased stays proved."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from pypdfium2 import PdfDocument
from tests.engines.einvoice.drafts import GERMAN
from tests.engines.redacting.paper import with_pages
from tests.journeys.office import Office, open_office

from kantor.channels.door import File
from kantor.departments.office.redaction.making import Cut, redact
from kantor.spine import cases, documents, trail
from kantor.words import Refusal

DRAFT = replace(GERMAN, order_number="")
NAMES = ("Note", "PaymentTerms")


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture
def stray(office: Office) -> int:
    """A file that came by mistake and was refused."""
    document = office.bring(DRAFT)[0].document_id
    with office.acting("DE", "anna") as actor:
        cases.send_back(document, "it is for the neighbours", actor)
    return document


def ask(office: Office, document: int, ground: str, others: str = "no") -> int:
    values = {"document": str(document), "ground": ground, "others": others, "reason": "Herr Beispiel asked for it"}
    return office.type_in("DE", "anna", "office.erasure", values)


def erased(office: Office, document: int) -> bool:
    try:
        documents.original(office.row("DE", document))
    except documents.Erased:
        return True
    return False


def test_two_people_erase_what_came_by_mistake(office: Office, stray: int) -> None:
    asked = ask(office, stray, "not_ours")
    assert office.findings("DE", asked) == set()
    with pytest.raises(Refusal):
        office.approve("DE", asked, "anna")
    assert not erased(office, stray)
    office.approve("DE", asked, "bert")
    office.finish("DE", asked)
    assert erased(office, stray)
    with office.acting("DE"):
        (told,) = [one for one in trail.of_document(office.clients["DE"], stray) if one.kind == "document.erased"]
        assert list(documents.compare(office.clients["DE"])) == []
    assert (told.content["ground"], told.content["decided_by"]) == ("not_ours", asked)


def test_the_law_that_asks_to_keep_a_voucher_goes_before_the_wish_to_be_forgotten(office: Office, stray: int) -> None:
    for ground in ("not_needed", "consent_withdrawn", "objected", "unlawful", "obligation", "retention_over"):
        asked = ask(office, stray, ground)
        assert office.findings("DE", asked) == {"documents.must_be_kept"}
    (finding,) = [one for one in office.checked("DE", asked).findings if one.severity.value == "stop"]
    assert finding.evidence["until"] == "2034-12-31"
    assert "HGB" in finding.evidence["law"]
    assert office.findings("DE", ask(office, stray, "ordered")) == set()


def test_a_file_about_other_people_is_not_erased_before_it_has_a_successor(office: Office, stray: int) -> None:
    assert office.findings("DE", ask(office, stray, "not_ours", others="yes")) == {"office.redact_first"}


def test_what_is_worked_on_or_was_never_a_file_is_not_erased(office: Office, stray: int) -> None:
    waiting = office.bring(replace(DRAFT, number="W-1"))[0].document_id
    assert office.findings("DE", ask(office, waiting, "ordered")) == {"documents.at_work"}
    assert office.findings("DE", ask(office, ask(office, stray, "ordered"), "ordered")) == {"documents.nothing_to_erase"}
    assert office.findings("DE", ask(office, 987654, "ordered")) == {"documents.nothing_to_erase"}


def test_a_hold_that_comes_between_decision_and_effect_still_counts(office: Office, stray: int) -> None:
    asked = ask(office, stray, "ordered")
    office.approve("DE", asked, "bert")
    with office.acting("DE"):
        apps.get_model("documents", "Document").objects.filter(pk=stray).update(on_hold=True)
    office.finish("DE", asked)
    assert not erased(office, stray)
    assert office.row("DE", asked).state == "waiting"


def test_an_erasure_is_never_reversed(office: Office, stray: int) -> None:
    asked = ask(office, stray, "not_ours")
    office.approve("DE", asked, "bert")
    office.finish("DE", asked)
    reversal = office.type_in("DE", "anna", "office.reversal", {"document": str(asked), "booked_on": "2026-03-10", "reason": "oh"})
    office.approve("DE", reversal, "bert")
    office.finish("DE", reversal)
    assert office.row("DE", reversal).state == "waiting"
    assert office.row("DE", asked).state == "effective"


def test_a_file_about_several_people_is_erased_when_its_redacted_successor_took_its_place(office: Office) -> None:
    whole = with_pages("Anna earns 1111", "Bert earns 2222")
    (outcome,) = office.bring(File(name="payroll.pdf", data=whole), client="DE")
    with office.acting("DE", "anna") as actor:
        cases.close_without_effect(outcome.document_id, "refused", "it is no invoice", actor)
        successor = redact(outcome.document_id, Cut(kind="pages", places=["2"]), "Bert has left", actor)
    assert office.findings("DE", successor) == set()
    assert office.findings("DE", ask(office, outcome.document_id, "ordered", others="yes")) == {"office.redact_first"}
    office.approve("DE", successor, "bert")
    office.finish("DE", successor)
    assert office.row("DE", successor).parent_id == outcome.document_id
    asked = ask(office, outcome.document_id, "not_needed", others="yes")
    assert office.findings("DE", asked) == set()
    office.approve("DE", asked, "bert")
    office.finish("DE", asked)
    assert erased(office, outcome.document_id)
    left = documents.original(office.row("DE", successor))
    assert [page.get_textpage().get_text_range().split()[0] for page in PdfDocument(left)] == ["Anna"]
    with office.acting("DE") as actor, BytesIO() as file:
        told = {one.kind: one.content for one in trail.of_document(office.clients["DE"], outcome.document_id)}
        assert told["document.succeeded"]["by"] == successor
        assert list(documents.compare(office.clients["DE"])) == []
        documents.write_evidence(file, [outcome.document_id], actor, trust=trail.trust(settings.KANTOR.signing_key_file))
        assert f"documents/{successor}/original" in ZipFile(file).namelist()


def test_a_place_is_taken_once_and_by_a_file(office: Office, stray: int) -> None:
    with office.acting("DE", "anna") as actor:
        first, second = (redact(stray, Cut(kind="elements", places=[f"//*[local-name()='{name}']"]), "why", actor) for name in NAMES)
    typed = {"document": str(stray), "removed": "pages 1", "reason": "why"}
    assert office.findings("DE", office.type_in("DE", "anna", "office.redaction", typed)) == {"office.redaction_without_file"}
    for successor, state in ((first, "effective"), (second, "waiting")):
        office.approve("DE", successor, "bert")
        office.finish("DE", successor)
        assert office.row("DE", successor).state == state
