"""A supply is taxed in its own month, whenever somebody writes the invoice; where that month takes nothing any more, a person is asked."""

from datetime import date

import pytest
from lxml import etree
from tests.engines.einvoice.drafts import JODLA, PAPIER
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_customer_invoice_story import DESK, customer, typed
from tests.journeys.test_vat_return_story import FILING, D, approved, prepared, tax_office

from kantor.departments.accounting.vat_return.books import posted
from kantor.departments.accounting.vat_return.register import register
from kantor.engines.tax_returns import Filing, Taxpayer, write_jpk_v7m
from kantor.spine import access


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    office.now.forward(days=28)
    return office


def test_what_was_supplied_in_february_is_taxed_in_february_though_its_invoice_is_of_march(office: Office) -> None:
    """§ 13 Abs. 1 Nr. 1 Buchst. a Satz 1 UStG; a clerk may say another day, and a month that is filed asks one."""
    buyer = customer(office, "DE", PAPIER)
    late = typed(office, "DE", buyer, DESK, delivered_on="2026-02-25")
    assert office.finish("DE", late) == {late}
    chosen = typed(office, "DE", buyer, DESK, delivered_on="2026-02-25", tax_point_on="2026-03-10")
    assert office.finish("DE", chosen) == {chosen}
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        months = [posted(client, date(2026, month, 1), date(2026, month, last)) for month, last in ((2, 28), (3, 31))]
    assert [next(row.base for row in month if row.code == "U19") for month in months] == [D(-500), D(-500)]
    made = prepared(office, tax_office(office), from_on="2026-02-01", until_on="2026-02-28")
    approved(office, "DE", made)
    office.finish("DE", office.type_in("DE", "clara", FILING, {"return_id": str(made), "filed_on": "2026-03-10", "receipt": "eh1"}))
    behind = typed(office, "DE", buyer, DESK, delivered_on="2026-02-26")
    assert office.findings("DE", behind) == {"receivables.customer_invoice.supply_declared_late"}
    ahead = typed(office, "DE", buyer, DESK, tax_point_on="2026-03-11")
    assert office.findings("DE", ahead) == {"receivables.customer_invoice.tax_point_ahead"}
    office.approve("DE", behind, "anna")
    assert office.finish("DE", behind) == {behind}
    with office.acting("DE") as actor:
        assert next(row.base for row in posted(client, date(2026, 3, 1), date(2026, 3, 31)) if row.code == "U19") == D(-1000)


def test_the_register_names_the_day_of_a_supply_that_is_not_the_day_of_its_invoice(database: None) -> None:
    office = open_office()
    buyer = customer(office, "PL", JODLA)
    office.finish("PL", typed(office, "PL", buyer, DESK, delivered_on="2026-03-04"), typed(office, "PL", buyer, DESK))
    with office.acting("PL") as actor:
        client = access.client(actor.clients[0])
        rows = register(client, date(2026, 3, 1), date(2026, 3, 31))
        filing = Filing(from_on=date(2026, 3, 1), until_on=date(2026, 3, 31), made_at=actor.at)
    file = etree.fromstring(write_jpk_v7m(Taxpayer(name="Lipa", tax_number="5261040828"), filing, rows))
    told = [one.findtext("{*}DataSprzedazy") for one in file.iter("{*}SprzedazWiersz")]
    assert told == ["2026-03-04", None]
