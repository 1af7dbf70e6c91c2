"""What was approved takes effect by what is known then: a block, or an objection, that came meanwhile holds it back with the reason."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import Office, open_office

from kantor.engines.einvoice.writers import DraftLine
from kantor.spine import documents

D = Decimal
SERVICE = DraftLine(name="Wartung", quantity=D(1), price=D("1000.00"), vat=S19)
INVOICE = replace(GERMAN, order_number="", lines=(SERVICE,))


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def approved(office: Office, number: str) -> int:
    (outcome,) = office.bring(replace(INVOICE, number=number))
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    assert office.approve("DE", outcome.document_id, "anna") == ""
    return outcome.document_id


def block_the_supplier(office: Office) -> None:
    values = {"party_id": str(office.suppliers["DE", "DE"]), "action": "block", "reason": "bankrupt"}
    filed = office.type_in("DE", "anna", "masterdata.block", values)
    assert office.approve("DE", filed, "bert") == ""
    assert office.finish("DE", filed) == {filed}


def test_what_waited_is_judged_once_more_before_it_takes_effect(office: Office) -> None:
    waited = approved(office, "RE-1")
    block_the_supplier(office)
    office.now.forward(minutes=10)
    assert office.finish("DE", waited) == set()
    assert office.row("DE", waited).state == "waiting"
    assert office.findings("DE", waited) >= {"payables.supplier_invoice.supplier_blocked", "cases.something_stops"}
    assert office.task("DE", waited).step == "verify"


def test_the_others_of_the_batch_go_on(office: Office) -> None:
    blocked = approved(office, "RE-1")
    run = office.type_in(
        "DE",
        "anna",
        "office.limit",
        {"role": "payables.clerk", "type": "payables.supplier_invoice", "amount": "100", "from_on": "2026-04-01"},
    )
    office.approve("DE", run, "bert")
    block_the_supplier(office)
    office.now.forward(minutes=10)
    assert office.finish("DE", blocked, run) == {run}


def test_what_goes_straight_through_is_not_judged_twice(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(office, "RE-1")
    office.finish("DE")

    def asked(*given: Any) -> list[int]:
        raise AssertionError("a check that was just written needs no statement")

    monkeypatch.setattr(documents, "stale", asked)
    (outcome,) = office.bring(replace(INVOICE, number="RE-2", lines=(replace(SERVICE, price=D("980.00")),)))
    assert outcome.outcome == "effect"
    with office.acting("DE"):
        assert apps.get_model("documents.Check").objects.filter(document_id=outcome.document_id).count() == 1
