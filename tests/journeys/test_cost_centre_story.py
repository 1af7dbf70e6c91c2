"""Cost centres on what is sold and what is ordered: those that the client keeps, and on their days."""

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import CURRENCIES, Office, hire, open_office
from tests.journeys.test_customer_invoice_story import DESK, customer, sent, typed

CENTRE = "accounting.cost_centre"


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "dora", {"DE": ("accounting.clerk",)})
    hire(office, "emil", {"DE": ("accounting.approver",)})
    return office


def kept(office: Office, code: str, **given: str) -> None:
    values = {"dimension": "cost_centre", "code": code, "name": code, "from_on": "2026-01-01", **given}
    made = office.type_in("DE", "dora", CENTRE, values)
    office.approve("DE", made, "emil")
    assert office.finish("DE", made) == {made}


def ordered(office: Office, number: str, centre: str) -> set[str]:
    values = {
        "order_number": number,
        "supplier_id": str(office.suppliers["DE", "DE"]),
        "ordered_on": "2026-03-02",
        "currency": CURRENCIES["DE"],
    }
    line = {"line": "1", "name": "Papier", "quantity": "1", "unit": "C62", "price": "9.00", "account": "4930", "cost_centre": centre}
    return office.findings("DE", office.type_in("DE", "anna", "purchasing.purchase_order", values, lines=[line]))


def test_sales_and_orders_name_centres_that_are_kept(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    sent(office, "DE", typed(office, "DE", buyer, {**DESK, "cost_centre": "frei"}))  # who keeps none writes what it likes
    assert ordered(office, "P-1", "frei") == set()
    kept(office, "100")
    kept(office, "200", until_on="2026-01-31")
    for centre, found in (("100", set()), ("200", {"words.centre_ended"}), ("frei", {"words.centre_unknown"})):
        assert office.findings("DE", typed(office, "DE", buyer, {**DESK, "cost_centre": centre})) == found
        assert ordered(office, f"P-{centre}", centre) == found
