"""One document that is broken in a way nobody thought of stands alone: what came with it goes on, and nothing lies for ever."""

import random
import string
import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connections
from tests.engines.einvoice.drafts import CREDIT, GERMAN, S19
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import File
from kantor.departments.payables.supplier_invoice import effect as invoice_effect
from kantor.engines.einvoice.writers import DraftLine, cii
from kantor.spine import cases, documents, trail
from kantor.words import Letter

PAPER = DraftLine(name="Kopierpapier A4", quantity=Decimal(40), price=Decimal("4.35"), vat=S19, unit="H87", article="KP-80")
INVOICE = replace(GERMAN, order_number="B-4711", cash_discounts=(), lines=(PAPER,))
ORDERED = {"line": "1", "name": "Kopierpapier A4", "article": "KP-80", "quantity": "80", "unit": "H87", "price": "4.35", "clearing": "yes"}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_a_number_too_long_for_the_database_holds_up_nobody(office: Office) -> None:
    letters = random.Random(7)
    long = "".join(letters.choice(string.ascii_letters) for _ in range(60_000))  # PostgreSQL: no index takes it
    outcomes = office.bring(replace(GERMAN, number=long), replace(GERMAN, number="RE-2"))
    assert sorted(outcome.outcome for outcome in outcomes) == ["refused", "task"]
    assert {finding.key for outcome in outcomes if outcome.outcome == "refused" for finding in outcome.findings} == {
        "documents.check_failed"
    }


def test_a_fault_that_nobody_thought_of_holds_up_nobody(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = office.bring(replace(GERMAN, number="RE-1"), replace(GERMAN, number="RE-2", issued_on=date(2026, 3, 3)))
    for outcome in (first, second):
        office.save("DE", outcome.document_id, "anna", **{f"lines__{line}__account": "4930" for line in range(3)})
        office.approve("DE", outcome.document_id, "anna")
    whole = invoice_effect.bookings

    def broken(setting: Any) -> Any:
        if setting.reading.text("number") == "RE-1":
            raise AttributeError("a row that is not there")
        return whole(setting)

    monkeypatch.setattr(invoice_effect, "bookings", broken)
    assert office.finish("DE") == {second.document_id}
    assert office.findings("DE", first.document_id) >= {"documents.effect_failed"}
    assert office.task("DE", first.document_id).step == "verify"


def test_a_file_in_which_its_reader_finds_nothing_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = replace(documents.type_of("payables.supplier_invoice"), read=lambda file: ())
    monkeypatch.setattr(documents, "recognise", lambda file: nothing)
    (outcome,) = office.bring(GERMAN, client="DE")
    assert (outcome.outcome, {finding.key for finding in outcome.findings}) == ("refused", {"documents.nothing_inside"})
    assert cases.resume(client_id=office.clients["DE"], person_id=None, now=office.now) == []


def test_the_same_invoice_taken_in_twice_at_once_is_noticed(committed_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes, two syntaxes: whoever comes second waits until the first has been judged."""
    office = open_office()
    office.order("DE", "B-4711", ORDERED)
    office.receive("DE", "B-4711", {"line": "1", "quantity": "80"})
    both = threading.Barrier(2)
    described = documents.checking.QUERIES.run

    def together(name: str, **given: Any) -> int:
        if name == "describe_documents":
            both.wait(60)  # both are under way, and neither sees the other
        return described(name, **given)

    monkeypatch.setattr(documents.checking.QUERIES, "run", together)
    outcomes: list[cases.Outcome] = []

    def bring(file: File) -> None:
        try:
            outcomes.extend(office.bring(file))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=bring, args=(file,)) for file in (as_file(INVOICE), as_file(INVOICE, cii.write))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcome.outcome for outcome in outcomes) == ["effect", "task"]
    assert {finding.key for one in outcomes for finding in one.findings} >= {"payables.supplier_invoice.duplicate"}
    assert len(office.open_items("DE")) == 1


def test_a_letter_that_is_leaving_is_not_withdrawn(committed_database: str) -> None:
    """A reversal that comes while the letter is handed over waits, and is told that it has left."""
    office = open_office()
    (outcome,) = office.bring(CREDIT)
    letter = Letter(key="letter:1", party_id=None, recipient="Linde", address="", language="de", template="payables.letter.sent_back")
    with office.acting("DE", "anna") as actor:
        documents.LetterParts().apply([documents.Applied(office.clients["DE"], outcome.document_id, 0, letter)], actor)
    with office.acting("DE", "bert") as actor:
        (waiting,) = _drafts(office)
        documents.approve_letter(waiting, actor)
    leaving = threading.Event()
    refused: list[str] = []

    def reverse() -> None:
        try:
            leaving.wait(60)
            reversing = documents.Applied(office.clients["DE"], outcome.document_id, 0, None, reverses_document_id=outcome.document_id)
            with office.acting("DE") as actor:
                documents.LetterParts().reverse([reversing], actor)
        except documents.Refusal as error:
            refused.append(error.key)
        finally:
            connections.close_all()

    thread = threading.Thread(target=reverse)
    thread.start()

    def hand_over(_: int) -> None:
        leaving.set()
        thread.join(1)  # the reversal has come to the letter's row by then, and waits

    with office.acting("DE") as actor:
        documents.send([waiting], hand_over, actor)
    thread.join()
    assert refused == ["documents.letter_has_left"]


def test_what_people_confirm_is_in_the_audit_trail(office: Office) -> None:
    (outcome,) = office.bring(GERMAN)
    with office.acting("DE", "anna") as actor:
        documents.confirm(outcome.document_id, 1, {"gross": "477.69"}, actor)
        last = trail.of_document(office.clients["DE"], outcome.document_id)[-1]
    told = {"version": 1, "fields": {"gross": "477.69"}}
    assert (last.kind, last.person_id, last.content) == ("document.confirmed", office.people["anna"], told)


def _drafts(office: Office) -> list[int]:
    from django.apps import apps

    with office.acting("DE"):
        return list(apps.get_model("documents", "Outbox").objects.values_list("id", flat=True))
