"""Deferrals and recurring entries, from one document to an entry in each month: in due time, once, and undone in order."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.journeys.office import Office, hire, open_office

from kantor.departments.accounting import plans
from kantor.spine import cases, ledger
from kantor.spine.documents import Refusal

D = Decimal
ON = date(2026, 3, 31)
DEFERRAL = {
    "text": "Gebäudeversicherung",
    "first_on": "2026-03-01",
    "months": "3",
    "result_account": "4366",
    "moved_on": "2026-03-01",
    "amount": "100.00",
}


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    return office


def wait_until(office: Office, month: int, day: int) -> int:
    """How many entries the worker files that day, whatever it found the days before; it looks twice."""
    office.now.at = datetime(2026, month, day, 9, tzinfo=UTC)
    filed = plans.file_due(office.clients["DE"], office.now)
    assert plans.file_due(office.clients["DE"], office.now) == 0
    office.finish("DE")
    return filed


def closing(office: Office, number: str) -> Decimal:
    return office.balances("DE").get(number, D(0))


def test_each_part_of_a_deferral_is_booked_in_its_month_once(office: Office) -> None:
    filed = office.type_in("DE", "clara", "accounting.deferral", DEFERRAL)
    office.finish("DE", filed)
    assert office.balances("DE") == {"0980": D("100.00"), "4366": D("-100.00")}
    assert wait_until(office, 3, 30) == 0
    assert wait_until(office, 3, 31) == 1
    assert (closing(office, "0980"), closing(office, "4366")) == (D("66.66"), D("-66.66"))
    assert wait_until(office, 5, 31) == 2
    assert office.balances("DE") == {}


def test_a_worker_that_comes_late_books_each_part_in_its_own_month(office: Office) -> None:
    office.finish("DE", office.type_in("DE", "clara", "accounting.deferral", DEFERRAL))
    assert wait_until(office, 8, 1) == 3
    with office.acting("DE") as actor:
        rows = ledger.trial_balance(actor.clients[0], from_on=date(2026, 4, 1), until_on=date(2026, 4, 30))
    assert {row.number: row.debit.amount for row in rows if row.debit} == {"4366": D("33.33")}


def test_a_part_whose_month_is_closed_waits_for_somebody(office: Office) -> None:
    office.finish("DE", office.type_in("DE", "clara", "accounting.deferral", DEFERRAL))
    with office.acting("DE") as actor:
        ledger.close_period(2026, 3, reason="filed", actor=actor)
    assert wait_until(office, 4, 1) == 1
    with office.acting("DE"):
        (task,) = cases.queue({office.clients["DE"]: {"accounting.clerk"}})
    assert office.findings("DE", task.document_id) == {"accounting.journal_entry.not_open"}


def test_what_recurs_is_booked_in_its_rhythm(office: Office) -> None:
    values = {"text": "Miete", "rhythm": "quarterly", "first_on": "2026-01-15", "last_on": "2026-12-31"}
    lines = ({"account": "4210", "debit": "900"}, {"account": "0970", "credit": "900"})
    office.finish("DE", office.type_in("DE", "clara", "accounting.recurring_entry", values, lines=lines))
    assert [wait_until(office, month, 16) for month in (3, 4, 5, 7, 10, 12)] == [1, 1, 0, 1, 1, 0]
    assert closing(office, "4210") == D("3600.00")


def test_a_plan_is_reversed_when_nothing_of_it_stands_and_then_files_nothing(office: Office) -> None:
    plan = office.type_in("DE", "clara", "accounting.deferral", DEFERRAL)
    office.finish("DE", plan)
    assert wait_until(office, 3, 31) == 1
    with office.acting("DE") as actor:
        (booked,) = [row.document_id for row in ledger.journal(actor.clients[0], from_on=ON, until_on=ON)]
    refused = reverse(office, plan)
    assert office.findings("DE", refused) == {"accounting.plan_begun"}
    reverse(office, booked)
    with pytest.raises(Refusal):
        office.approve("DE", refused, "anna")
    assert office.approve("DE", refused, "bert") == ""
    office.finish("DE", refused)
    assert office.balances("DE") == {}
    assert wait_until(office, 12, 31) == 0


def reverse(office: Office, document_id: int) -> int:
    values = {"document": str(document_id), "booked_on": "2026-03-31", "reason": "typed twice"}
    filed = office.type_in("DE", "anna", "office.reversal", values)
    office.approve("DE", filed, "bert")
    office.finish("DE", filed)
    return filed
