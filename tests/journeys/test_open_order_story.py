"""What a customer ordered counts against its limit until it is billed, however many orders came after it."""

import pytest
from tests.journeys.office import Office, open_office
from tests.journeys.test_billing_story import ORDERED, billed_anew, credit, decided, order

from kantor.departments.receivables import billing_answers


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_an_open_order_counts_behind_newer_ones_of_which_all_is_billed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(billing_answers, "MOST_ORDERS", 1)
    buyer = office.checked("DE", order(office)).reading.text("customer_id")
    for number, billed in (("A-101", "at_once"), ("A-102", "as_performed")):
        decided(
            office, "sales_order", {"number": number, "customer_id": buyer, "ordered_on": "2026-03-02", "billed": billed}, lines=[ORDERED]
        )
    assert billed_anew(office) == ("380", "1000.00", "1190.00")
    assert credit(office, buyer)["ordered"] == "1000.00"  # A-102, the newest that is open
    done = {"line": "1", "on": "2026-03-05", "quantity": "10"}
    decided(office, "usage_report", {"contract_number": "A-102", "reported_on": "2026-03-05"}, lines=[done])
    assert billed_anew(office) == ("380", "1000.00", "1190.00")
    assert credit(office, buyer)["ordered"] == "1300.00"
