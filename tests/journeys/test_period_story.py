"""A month is closed step by step: held with late entries by two people, its taxes locked, closed, and opened again by two people."""

from datetime import date
from decimal import Decimal

import pytest
from tests.journeys.office import Office, hire, open_office

from kantor.spine import ledger
from kantor.spine.documents import Refusal

KEY, ENTRY = "accounting.period_change", "accounting.journal_entry"
FEBRUARY = {"from_on": "2026-02-01", "until_on": "2026-02-28"}
LINES = ({"account": "4240", "debit": "420.00"}, {"account": "0970", "credit": "420.00"})
TAXED = (
    {"account": "4240", "debit": "100.00", "tax_code": "V19"},
    {"account": "1576", "debit": "19.00", "tax_code": "V19"},
    {"account": "0970", "credit": "119.00"},
)


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    return office


def changed(office: Office, change: str, reason: str = "Monatsabschluss Februar") -> int:
    """Written by one person, decided by another."""
    filed = office.type_in("DE", "clara", KEY, {**FEBRUARY, "change": change, "reason": reason})
    office.approve("DE", filed, "otto")
    office.finish("DE", filed)
    assert office.row("DE", filed).state == "effective"
    return filed


def february(office: Office) -> ledger.PeriodRow:
    with office.acting("DE"):
        return next(period for period in ledger.periods(office.clients["DE"]) if period.starts_on == date(2026, 2, 1))


def typed(office: Office, lines: tuple[dict[str, str], ...] = LINES, **values: str) -> int:
    return office.type_in("DE", "clara", ENTRY, {"booked_on": "2026-02-28", "text": "Strom Februar", **values}, lines=lines)


def test_nobody_changes_a_period_alone(office: Office) -> None:
    filed = office.type_in("DE", "clara", KEY, {**FEBRUARY, "change": "close", "reason": "done"})
    with pytest.raises(Refusal):
        office.approve("DE", filed, "clara")
    office.finish("DE")
    assert february(office).closed_at is None


def test_a_late_entry_names_its_reason_and_a_second_person_agrees(office: Office) -> None:
    change = changed(office, "hold")
    assert (february(office).reason, february(office).decided_by) == ("Monatsabschluss Februar", change)
    assert office.findings("DE", typed(office)) == {f"{ENTRY}.held"}
    late = typed(office, late_reason="Die Rechnung kam erst im März.")
    assert office.findings("DE", late) == {f"{ENTRY}.late"}
    office.approve("DE", late, "clara")
    office.finish("DE")
    assert office.balances("DE") == {}
    office.approve("DE", late, "otto")
    office.finish("DE", late)
    assert office.balances("DE") == {"4240": Decimal("420.00"), "0970": Decimal("-420.00")}


def test_a_filed_return_stops_taxes_until_two_people_unlock_it(office: Office) -> None:
    changed(office, "file", "UStVA 02/2026 abgegeben")
    assert office.findings("DE", typed(office, TAXED)) == {f"{ENTRY}.tax_filed"}
    plain = typed(office)
    office.finish("DE", plain)
    assert office.row("DE", plain).state == "effective"
    changed(office, "unfile", "UStVA 02/2026 wird berichtigt")
    taxed = typed(office, TAXED)
    office.finish("DE", taxed)
    assert office.row("DE", taxed).state == "effective"


def test_what_was_ready_when_the_month_closed_becomes_a_task_with_the_reason(office: Office) -> None:
    ready = typed(office)
    changed(office, "close")
    office.finish("DE", ready)
    assert office.row("DE", ready).state != "effective"
    assert office.balances("DE") == {}
    changed(office, "reopen", "Strom fehlt noch")
    assert february(office).closed_at is None
