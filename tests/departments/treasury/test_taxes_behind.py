"""The taxes behind an open item: what stands under one code on several accounts, or still waits, adds up."""

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import rows
from tests.journeys.test_cash_accounting_story import by_payment
from tests.journeys.test_customer_invoice_story import DESK, customer, typed

from kantor.departments.treasury.taxes import taxes_behind
from kantor.kit.money import Money
from kantor.spine import ledger
from kantor.words import Applied, Entry, OpenItem, Posting


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def test_what_waits_and_what_is_due_under_one_code_add_up(office: Office) -> None:
    """An invoice of 200.00 of which half is due with it and half with its payment, as a change of the rules in between leaves it."""
    buyer = customer(office, "DE", PAPIER)
    filed = typed(office, "DE", buyer, DESK)
    by_payment(office, "DE")
    postings = (
        Posting(account="1400", debit=eur("238.00"), party_id=int(buyer), text="R-9"),
        Posting(account="8400", credit=eur("100.00"), tax_code="U19"),
        Posting(account="1776", credit=eur("19.00"), tax_code="U19"),
        Posting(account="8400", credit=eur("100.00"), tax_code="U19W"),
        Posting(account="1766", credit=eur("19.00"), tax_code="U19W"),
    )
    with office.acting("DE") as actor:
        on = actor.at.date()
        owed = OpenItem(
            side="receivable",
            party_id=int(buyer),
            account="1400",
            amount=eur("238.00"),
            local_amount=eur("238.00"),
            due_on=on,
            reference="R-9",
        )
        entry = Entry(series="SI", booked_on=on, document_on=on, text="R-9", postings=postings)
        ledger.EntryParts().apply([Applied(actor.clients[0], filed, 0, entry), Applied(actor.clients[0], filed, 1, owed)], actor)
    (item,) = rows("ledger.OpenItem", office)
    with office.acting("DE"):
        found = taxes_behind({item.id: office.clients["DE"]})
    assert found == {item.id: {"U19": {"net": "-200.00", "output": "-38.00", "output_account": "1776"}}}
