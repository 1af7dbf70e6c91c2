"""An invoice is paid in instalments; one stays out, and all that is left is due at once."""

from datetime import date
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_billing_story import decided
from tests.journeys.test_customer_invoice_story import DESK, customer, owed, sent, typed
from tests.journeys.test_reversal_story import reverse

from kantor.spine import ledger

D = Decimal


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def dues(office: Office) -> list[tuple[str, date, Decimal]]:
    with office.acting("DE"):
        items = ledger.open_items([office.clients["DE"]], side="receivable", on=office.now.at.date())
    return [(item.reference, item.due_on, item.open.amount) for item in items]


def test_instalments_take_the_place_of_an_invoice_and_fall_due_together(office: Office) -> None:
    number = sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK))  # 595.00
    before = office.balances("DE")
    values = {"reference": number, "agreed_on": "2026-03-10", "count": "3", "first_due_on": "2026-03-31"}
    decided(office, "instalment_plan", values)
    assert dues(office) == [
        (f"{number}/1", date(2026, 3, 31), D("198.34")),
        (f"{number}/2", date(2026, 4, 30), D("198.33")),
        (f"{number}/3", date(2026, 5, 31), D("198.33")),
    ]
    assert office.balances("DE") == before
    office.now.forward(days=30)
    decided(office, "instalment_default", {"reference": number, "declared_on": "2026-04-09", "reason": "unpaid"})
    assert dues(office) == [(number, date(2026, 4, 9), D("595.00"))]
    assert office.balances("DE") == before


def test_a_plan_is_taken_back_whole(office: Office) -> None:
    number = sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK))
    values = {"reference": number, "agreed_on": "2026-03-10", "count": "2", "first_due_on": "2026-03-31"}
    plan = decided(office, "instalment_plan", values)
    reverse(office, plan)
    assert owed(office, "DE") == [(number, D("595.00"))]
