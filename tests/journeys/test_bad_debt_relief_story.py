"""What is not paid for ninety days: a Polish seller may take its tax off, a Polish buyer must give his back."""

from datetime import date
from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import JODLA
from tests.journeys.office import Office, open_office
from tests.journeys.test_cash_accounting_story import bought, paid_by_run
from tests.journeys.test_customer_invoice_story import DESK, customer, typed

from kantor.departments.accounting.reports import REPORTS
from kantor.departments.accounting.reports.declaring import Asked, Table
from kantor.spine import access

D = Decimal


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def told(office: Office, on: date, client: str = "PL") -> Table:
    with office.acting(client) as actor:
        own = access.client(actor.clients[0])
        asked = Asked(client=own, from_on=date(2026, 3, 1), until_on=date(2026, 3, 31), today=on, language="pl")
        return REPORTS["bad_debt_relief"].make(asked)


def agreed(office: Office, kind: str, values: dict[str, str]) -> None:
    filed = office.type_in("PL", "anna", f"receivables.{kind}", values)
    office.approve("PL", filed, "bert")
    assert office.finish("PL", filed) == {filed}


def taxes(table: Table) -> list[tuple[str, Decimal]]:
    """(reference or '' of a sum, tax)"""
    return [(str(line.cells[1]), line.cells[5].amount) for line in table.lines]


def test_both_sides_are_told_from_the_ninetieth_day_on(office: Office) -> None:
    sale = typed(office, "PL", customer(office, "PL", JODLA), DESK, due_on="2026-03-31")
    office.finish("PL", sale)
    number = office.row("PL", sale).number
    assert taxes(told(office, date(2026, 6, 28))) == []
    assert taxes(told(office, date(2026, 6, 29))) == [(number, D("115.00")), ("", D("115.00"))]
    bought(office, "FV/7/2026")
    (due,) = {item.due_on for item in office.open_items("PL")}
    later = told(office, date(2026, 12, 31))
    (vat,) = [worth for number, worth in office.balances("PL").items() if number.startswith("222")]
    assert taxes(later) == [(number, D("115.00")), ("", D("115.00")), ("FV/7/2026", vat), ("", vat)]
    assert [(line.cells[2], line.cells[3]) for line in later.lines if line.document][1] == (due, date.fromordinal(due.toordinal() + 90))
    paid_by_run(office)
    assert taxes(told(office, date(2026, 12, 31))) == [(number, D("115.00")), ("", D("115.00"))]


def test_instalments_bear_the_tax_of_the_invoice_whose_place_they_took(office: Office) -> None:
    sale = typed(office, "PL", customer(office, "PL", JODLA), DESK, due_on="2026-03-31")
    office.finish("PL", sale)
    number = office.row("PL", sale).number
    plan = {"reference": number, "agreed_on": "2026-03-10", "count": "2", "first_due_on": "2026-04-30"}
    agreed(office, "instalment_plan", plan)
    assert taxes(told(office, date(2026, 7, 28))) == []
    assert taxes(told(office, date(2026, 7, 29))) == [(f"{number}/1", D("57.50")), ("", D("57.50"))]
    agreed(office, "instalment_default", {"reference": number, "declared_on": "2026-03-10", "reason": "brak wpłaty"})
    assert taxes(told(office, date(2026, 7, 29))) == [(number, D("115.00")), ("", D("115.00"))]


def test_another_country_has_no_such_report(office: Office) -> None:
    with pytest.raises(LookupError):
        told(office, date(2026, 12, 31), "DE")
