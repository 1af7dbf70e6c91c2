"""What was done is undone by a counter-document that two people decide: red storno, the item closed, the claims given back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import Office, open_office

from kantor.engines.einvoice.writers import DraftLine
from kantor.spine import cases, documents, facts, ledger
from kantor.spine.documents import Refusal
from kantor.words import Effect, FollowUp

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


def reverse(office: Office, document_id: int, on: str = "2026-03-31") -> int:
    values = {"document": str(document_id), "booked_on": on, "reason": "wrong supplier"}
    filed = office.type_in("DE", "anna", "office.reversal", values)
    assert office.approve("DE", filed, "bert") == ""
    office.finish("DE", filed)
    return filed


def test_an_invoice_is_reversed_with_everything_it_did(office: Office) -> None:
    before = office.balances("DE")
    (outcome,) = office.bring(INVOICE)
    filed = reverse(office, outcome.document_id)
    assert (office.row("DE", filed).state, office.row("DE", outcome.document_id).state) == ("effective", "reversed")
    assert office.balances("DE") == before
    assert office.open_items("DE") == []
    with office.acting("DE") as actor:
        (storno,) = ledger.entries_of_document(actor.clients[0], filed)
        assert {posting.account for posting in storno.postings} == {"1799", "1576", "1600"}
        # red storno: negative amounts on the sides of the original, so that turnover stays true
        assert [money.amount for posting in storno.postings if (money := posting.debit)] == [D("-174.00"), D("-33.06")]
        assert storno.booked_on.isoformat() == "2026-03-31"
        (order_line,) = facts.left([("order_line.invoiced", key) for key in claimed(office)], client_id=actor.clients[0]).values()
        assert order_line.left == D(40)


def claimed(office: Office) -> list[str]:
    from django.apps import apps

    with office.acting("DE"):
        return sorted(set(apps.get_model("facts.Claim").objects.values_list("key", flat=True)))


def test_after_the_reversal_the_right_invoice_passes(office: Office) -> None:
    (wrong,) = office.bring(INVOICE)
    reverse(office, wrong.document_id)
    (right,) = office.bring(replace(INVOICE, note="berichtigt"))
    assert right.outcome == "effect"
    assert office.balances("DE") == {"3980": D("174.00"), "1576": D("33.06"), "1600": D("-207.06")}


def test_nothing_is_reversed_twice_and_no_reversal_is(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    filed = reverse(office, outcome.document_id)
    again = reverse(office, outcome.document_id, "2026-03-30")
    assert office.row("DE", again).state == "waiting"
    of_reversal = reverse(office, filed)
    assert office.findings("DE", of_reversal) == {"documents.reversal_stands"}


def test_a_paid_invoice_is_not_reversed(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    office.now.forward(days=22)
    run = office.propose("DE", "anna")
    assert run is not None
    office.approve("DE", run, "bert")
    office.finish("DE", run)
    refused = reverse(office, outcome.document_id)
    assert office.findings("DE", refused) == {"ledger.settled_since"}
    assert office.row("DE", outcome.document_id).state == "effective"


def test_nothing_is_booked_into_a_closed_period(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    with office.acting("DE") as actor:
        ledger.close_period(2026, 3, reason="VAT return filed", actor=actor)
    refused = reverse(office, outcome.document_id, "2026-03-31")
    assert office.row("DE", refused).state == "waiting"
    assert reverse(office, outcome.document_id, "2026-04-01")
    assert office.row("DE", outcome.document_id).state == "reversed"


def test_an_order_that_was_received_is_not_reversed(office: Office) -> None:
    placed = office.order("DE", "B-4712", ORDERED)
    office.receive("DE", "B-4712", {"line": "1", "quantity": "5"})
    refused = reverse(office, placed)
    assert office.findings("DE", refused) == {"purchasing.order_in_use"}


def test_whoever_typed_the_reversal_does_not_approve_it(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    values = {"document": str(outcome.document_id), "booked_on": "2026-03-31", "reason": "x"}
    filed = office.type_in("DE", "carla", "office.reversal", values)
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", filed, "carla")


@pytest.mark.parametrize("stands_alone", [False, True])
def test_what_a_reversed_document_caused_and_still_waits_is_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch, stands_alone: bool
) -> None:
    invoice = documents.type_of("payables.supplier_invoice")
    assert invoice.effect is not None
    given = {"party_id": str(office.suppliers["DE", "DE"]), "iban": "DE02120300000000202051"}
    caused = FollowUp(type="masterdata.bank_account", key="caused", stands_alone=stands_alone, values=given)
    whole = invoice.effect
    also = replace(invoice, effect=lambda verified: Effect(parts=(*whole(verified).parts, caused)))
    known = documents.type_of
    monkeypatch.setattr(documents.effects, "type_of", lambda key: also if key == invoice.key else known(key))
    (outcome,) = office.bring(INVOICE)
    follow_up = office.waiting("DE", "masterdata.bank_account")
    reverse(office, outcome.document_id)
    assert office.row("DE", outcome.document_id).state == "reversed"
    assert office.row("DE", follow_up).state == ("waiting" if stands_alone else "refused")
    assert ("cases.cause_reversed" in office.findings("DE", follow_up)) is not stands_alone
    with office.acting("DE"):
        assert (cases.task_of(follow_up) is None) is not stands_alone
