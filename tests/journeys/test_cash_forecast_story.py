"""What is open moves in the week in which it is expected: a customer that pays late later, and a week has the sum of all, however many."""

from datetime import UTC, date, datetime

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import accepted, line, statement
from tests.journeys.test_customer_invoice_story import DESK, customer, sent, typed

from kantor.departments.accounting.reports import REPORTS, Asked, forecast
from kantor.departments.accounting.reports.declaring import Line
from kantor.kit.money import Money
from kantor.spine import access


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def lines(office: Office) -> list[Line]:
    with office.acting("DE") as actor:
        today = actor.at.date()
        asked = Asked(client=access.client(office.clients["DE"]), from_on=today, until_on=today, today=today, language="en")
        return list(REPORTS["cash_forecast"].make(asked).lines)


def test_a_customer_that_paid_ten_days_late_is_expected_ten_days_late(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    number = sent(office, "DE", typed(office, "DE", buyer, DESK))  # due on 24 March
    office.now.at = datetime(2026, 4, 3, 9, tzinfo=UTC)
    told = line("260403", "C", "595,00", name=PAPIER.name, text=f"Rechnung {number}")
    accepted(office, statement("4", "0,00", "595,00", told, first="260401", last="260403"))
    sent(office, "DE", typed(office, "DE", buyer, DESK, issued_on="2026-04-03"))  # due on 17 April
    office.now.forward(days=1)
    (flow,) = [one for one in lines(office) if one.document]
    assert flow.cells[0] == date(2026, 4, 27)
    assert flow.cells[2] == Money.of("595.00", "EUR")


def test_a_week_has_the_sum_of_what_is_not_shown_singly(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecast, "MOST_SHOWN", 2)
    buyer = customer(office, "DE", PAPIER)
    for _ in range(4):
        sent(office, "DE", typed(office, "DE", buyer, DESK))  # 595.00 each, due on 24 March
    found = lines(office)
    week = next(place for place, one in enumerate(found) if one.cells[0] == date(2026, 3, 23))
    assert found[week].cells[2] == Money.of("2380.00", "EUR")
    assert [one.cells[2] for one in found[week + 1 : week + 3]] == [Money.of("595.00", "EUR")] * 2
    assert found[week + 3].cells[1] == "and 2 more"
