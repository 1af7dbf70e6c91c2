"""What one person may not decide alone: a changed bank account, an amount above the limit; the database refuses the same person, too."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import Office, open_office

from kantor.engines.einvoice.writers import Account, DraftLine
from kantor.spine import documents
from kantor.spine.documents import Decision, Refusal

D = Decimal
OTHER_IBAN = "DE02120300000000202051"
SERVICE = DraftLine(name="Wartung Drucker", quantity=D(1), price=D("400.00"), vat=S19)
INVOICE = replace(GERMAN, order_number="", cash_discounts=(), lines=(SERVICE,))
CHANGED = replace(INVOICE, account=Account(iban=OTHER_IBAN, holder="Papierhaus Linde GmbH"))
LARGE = replace(INVOICE, number="RE-2026-0900", lines=(replace(SERVICE, price=D("5000.00")),))


@pytest.fixture
def office(database: None) -> Office:
    return open_office(limit="5000")


def test_a_changed_iban_stops_the_payment_until_two_people_agree(office: Office) -> None:
    (outcome,) = office.bring(CHANGED)
    assert office.findings("DE", outcome.document_id) >= {"payables.supplier_invoice.iban_changed"}
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    assert office.approve("DE", outcome.document_id, "anna") == "approve"
    assert office.task("DE", outcome.document_id).role == "payables.approver"
    assert office.approve("DE", outcome.document_id, "bert") == ""
    assert office.finish("DE", outcome.document_id) == {outcome.document_id}
    assert office.balances("DE") == {"4806": D("400.00"), "1576": D("76.00"), "1600": D("-476.00")}
    # booked and due, but nothing can be paid: the account is a document of its own that waits for two people
    office.now.forward(days=22)
    assert office.propose("DE", "anna") is None
    proposed = office.waiting("DE", "masterdata.bank_account")
    assert office.findings("DE", proposed) == {"masterdata.account_differs"}
    assert office.approve("DE", proposed, "carla") == "approve"
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", proposed, "carla")
    office.approve("DE", proposed, "bert")
    office.finish("DE", proposed)
    assert office.propose("DE", "anna") is not None


def test_an_invoice_over_the_limit_needs_two_people(office: Office) -> None:
    (outcome,) = office.bring(LARGE)
    office.save("DE", outcome.document_id, "carla", lines__0__account="4806")
    assert office.approve("DE", outcome.document_id, "carla") == "approve"
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", outcome.document_id, "carla")
    assert office.finish("DE") == set()
    assert office.approve("DE", outcome.document_id, "bert") == ""
    assert office.finish("DE") == {outcome.document_id}


def test_the_database_refuses_the_maker_as_checker(office: Office) -> None:
    (outcome,) = office.bring(LARGE)
    office.save("DE", outcome.document_id, "carla", lines__0__account="4806")
    office.approve("DE", outcome.document_id, "carla")
    version = office.checked("DE", outcome.document_id).version
    for maker in ("carla", "bert"):
        decision = Decision(
            document_id=outcome.document_id,
            type="payables.supplier_invoice",
            version=version,
            step="approve",
            outcome="approved",
            maker_id=office.people[maker],
            checker_id=office.people["carla"],
            four_eyes=True,
        )
        with pytest.raises(IntegrityError, match=r"four.eyes"), transaction.atomic(), office.acting("DE", "carla") as actor:
            documents.decide([decision], actor)


def test_an_amount_typed_above_the_limit_needs_the_second_person_as_well(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    amounts = {"net": "6000.00", "vat": "1140.00", "gross": "7140.00", "payable": "7140.00"}
    rows = {"taxes__0__base": "6000.00", "taxes__0__amount": "1140.00", "lines__0__net": "6000.00", "lines__0__price": "6000.00"}
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806", **amounts, **rows)
    assert office.approve("DE", outcome.document_id, "anna") == "approve"


def test_what_the_second_person_changes_is_decided_anew_by_two(office: Office) -> None:
    (outcome,) = office.bring(LARGE)
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    office.approve("DE", outcome.document_id, "anna")
    office.save("DE", outcome.document_id, "bert", lines__0__account="4909")
    assert office.task("DE", outcome.document_id).step == "verify"
    assert office.approve("DE", outcome.document_id, "anna") == "approve"
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", outcome.document_id, "bert")
    office.approve("DE", outcome.document_id, "carla")
    office.finish("DE")
    assert office.balances("DE")["4909"] == D("5000.00")


def test_an_agreed_account_stays_agreed_when_the_invoice_that_named_it_is_reversed(office: Office) -> None:
    (outcome,) = office.bring(CHANGED)
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    office.approve("DE", outcome.document_id, "anna")
    office.approve("DE", outcome.document_id, "bert")
    office.finish("DE")
    proposed = office.waiting("DE", "masterdata.bank_account")
    office.approve("DE", proposed, "anna")
    office.approve("DE", proposed, "bert")
    office.finish("DE")
    values = {"document": str(outcome.document_id), "booked_on": "2026-03-12", "reason": "doppelt"}
    reversal = office.type_in("DE", "anna", "office.reversal", values)
    office.approve("DE", reversal, "bert")
    assert office.finish("DE") == {reversal}
    assert office.balances("DE") == {}
    (again,) = office.bring(replace(CHANGED, number="RE-2026-0999"))
    assert "payables.supplier_invoice.iban_changed" not in office.findings("DE", again.document_id)
