"""A customer's terms change by two people, are brought back by a reversal, and what it may owe counts what it has ordered."""

from typing import Any

import pytest
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_billing_story import decided
from tests.journeys.test_customer_invoice_story import DESK, customer, typed
from tests.journeys.test_reversal_story import reverse

from kantor.spine import parties

TYPE = "masterdata.customer_change"


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def terms(office: Office, party_id: str) -> Any:
    with office.acting("DE"):
        found = parties.party(int(party_id))
    assert found is not None
    return found.terms


def test_terms_are_changed_and_brought_back(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER, credit_limit="600.00", einvoice="factur_x")
    change = office.type_in("DE", "anna", TYPE, {"party_id": buyer, "credit_limit": "900.00"})
    assert office.findings("DE", change) == set()
    office.approve("DE", change, "bert")
    assert office.finish("DE", change) == {change}
    assert terms(office, buyer) == {"credit_limit": "900.00", "einvoice": "factur_x"}
    reverse(office, change, "2026-03-10")
    assert terms(office, buyer) == {"credit_limit": "600.00", "einvoice": "factur_x"}


def test_what_is_ordered_counts_against_the_limit(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER, credit_limit="1000.00")
    over = "receivables.customer_invoice.over_credit_limit"
    assert over not in office.findings("DE", typed(office, "DE", buyer, DESK))  # 595.00
    line = {"name": "Papier", "kind": "metered", "quantity": "100", "price": "5.00"}
    order = {"number": "A-7", "customer_id": buyer, "subject": "Papier", "first_on": "2026-03-01", "rhythm": "on_delivery"}
    decided(office, "contract", order, lines=[line])
    assert over in office.findings("DE", typed(office, "DE", buyer, DESK))


def test_customers_are_listed_with_what_they_owe_and_may(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER, credit_limit="1000.00")
    office.finish("DE", typed(office, "DE", buyer, DESK))
    anna = seat(office, "anna")
    page = text(anna.get("/customers/", {"client": office.clients["DE"]}))
    assert PAPIER.name in page
    assert "1,000.00" in page
    assert "595.00" in page
    party = text(anna.get(f"/parties/{buyer}/"))
    assert f"/file/{TYPE}/" in party
    assert "masterdata.supplier_change" not in party
