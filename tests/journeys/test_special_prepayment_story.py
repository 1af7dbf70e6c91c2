"""At the end of a German year the VAT return's report says what is paid in advance for the next one."""

from datetime import date
from decimal import ROUND_DOWN, Decimal

import pytest
from tests.journeys.office import Office
from tests.journeys.test_vat_return_story import approved, prepared, tax_office
from tests.journeys.test_vat_return_story import office as office

from kantor.countries.returns import special_prepayment
from kantor.departments.accounting.reports import REPORTS
from kantor.departments.accounting.reports.declaring import Asked
from kantor.kit.money import Money
from kantor.spine import access

D = Decimal


@pytest.mark.parametrize(
    ("taxes", "months", "paid"),
    [(["11000"], 12, "1000"), (["12000", "-1000"], 12, "1000"), (["5504.99"], 6, "1000"), (["-300"], 12, "0"), ([], 0, "0")],
)
def test_it_is_an_eleventh_of_a_whole_year(taxes: list[str], months: int, paid: str) -> None:
    assert special_prepayment([D(tax) for tax in taxes], months) == D(paid)


def test_the_year_ends_with_the_special_prepayment_of_the_next_one(office: Office) -> None:
    """A single month was declared: it counts for all twelve, and an eleventh of that is 61.94 x 12 / 11."""
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        asked = Asked(client=client, from_on=date(2026, 1, 1), until_on=date(2026, 12, 31), today=date(2027, 1, 5), language="de")
    assert [line for line in made_year(office, asked) if line[0] == "38"] == []
    approved(office, "DE", prepared(office, tax_office(office)))
    tax = D("95.00") - D("33.06")
    assert [line for line in made_year(office, asked) if line[0] == "38"] == [("38", (tax * 12 / 11).quantize(D(1), ROUND_DOWN))]


def made_year(office: Office, asked: Asked) -> list[tuple[str, Decimal]]:
    with office.acting("DE"):
        lines = REPORTS["vat_return"].make(asked).lines
    return [(str(line.cells[0]), line.cells[4].amount) for line in lines if isinstance(line.cells[4], Money)]
