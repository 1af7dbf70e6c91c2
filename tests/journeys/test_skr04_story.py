"""A month by SKR04 comes to the statements and the VAT return that it has by SKR03: each account has its place in both."""

from datetime import date

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys import office as offices
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import INVOICE, accepted, line, rows, statement
from tests.journeys.test_customer_invoice_story import BOOK, DESK, customer, sent, typed

from kantor.departments.accounting.reports import REPORTS
from kantor.departments.accounting.reports.declaring import Asked
from kantor.kit.money import Money
from kantor.spine import access

COSTS = {"skr03": "4806", "skr04": "6495"}
"""The account for maintenance."""
EXPECTED: dict[str, dict[str, str]] = {
    "balance_sheet": {
        "trade_receivables": "119.00",  # the advance
        "other_assets": "186.20",  # input tax of 190.00 less that of the discount
        "profit_for_year": "-406.99",
        "bank_loans": "503.14",
        "advances_received": "100.00",
        "other_liabilities": "109.05",  # output tax, and the charge that waits in the suspense account
    },
    "income_statement": {"revenue": "573.01", "materials": "20.00", "other_operating_expenses": "-1000.00", "profit_for_year": "-406.99"},
    "cash_flow": {"flow_result": "-406.99", "flow_operating": "-503.14"},
    "vat_return": {"81": "590.00 590.00 112.10", "86": "83.01 83.00 5.81", "66": "186.20 186.20 -186.20", "": "-68.29"},
}
"""By line: the amount of the year, of the return all three."""


@pytest.fixture(params=sorted(COSTS))
def chart(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(offices.CHARTS, "DE", request.param)
    return str(request.param)


def a_month(office: Office, costs: str) -> None:
    """Bought and paid with a discount, sold at two rates with one taken by the customer, an advance, a charge that nobody knows."""
    (outcome,) = office.bring(INVOICE)
    office.save("DE", outcome.document_id, "anna", lines__0__account=costs)
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE", outcome.document_id)
    run = office.propose("DE", "anna")
    assert run is not None
    office.approve("DE", run, "bert")
    assert office.finish("DE", run) == {run}
    buyer = customer(office, "DE", PAPIER)
    number = sent(office, "DE", typed(office, "DE", buyer, DESK, BOOK, discounts=[{"days": "14", "percent": "2"}]))
    sent(office, "DE", typed(office, "DE", buyer, {"name": "Anzahlung", "quantity": "1", "price": "100.00"}, type_code="386"))
    (payment,) = rows("treasury.Payment", office)
    accepted(
        office,
        statement(
            "1/1",
            "2000,00",
            "1496,86",
            line("260311", "D", "1166,20", reference=payment.end_to_end_id),
            line("260311", "C", "671,92", name=PAPIER.name, text=f"Rechnung {number}"),
            line("260312", "D", "8,86", name="Bank", text="Entgelt"),
        ),
    )


def told(office: Office, report: str) -> dict[str, str]:
    with office.acting("DE") as actor:
        asked = Asked(client=access.client(actor.clients[0]), from_on=date(2026, 1, 1), until_on=date(2026, 3, 31), today=date(2026, 3, 31))
        lines = REPORTS[report].make(asked).lines
    amounts = {line.key or str(line.cells[0]): [str(cell.amount) for cell in line.cells if isinstance(cell, Money)] for line in lines}
    return {key: " ".join(found) for key, found in amounts.items()}


def test_a_month_comes_to_the_same_statements_by_either_chart(database: None, chart: str) -> None:
    office = open_office()
    a_month(office, COSTS[chart])
    for report, expected in EXPECTED.items():
        found = told(office, report)
        assert {
            key: amounts if report == "vat_return" else amounts.split()[0] for key, amounts in found.items() if key in expected
        } == expected
    sheet = told(office, "balance_sheet")
    assert sheet["assets"] == sheet["equity_and_liabilities"]
    assert set(told(office, "vat_return")) == set(EXPECTED["vat_return"])
