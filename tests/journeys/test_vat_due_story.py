"""When VAT becomes due changes by decisions of two people: none undoes another, and what was booked by then keeps its way."""

from decimal import Decimal

import pytest
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_bank_story import accepted, line, rows, statement
from tests.journeys.test_cash_accounting_story import DUE, WAITING, by_payment, on, reverse, waits_for
from tests.journeys.test_customer_invoice_story import DESK, customer, typed
from tests.journeys.test_reversal_story import reverse as try_to_reverse

from kantor.spine import access

D = Decimal


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def ways(office: Office) -> list[list[str]]:
    with office.acting("DE") as actor:
        return [list(way) for way in access.client(actor.clients[0]).vat_due]


def test_two_decisions_at_once_both_stand_and_the_first_is_not_undone_below_the_second(office: Office) -> None:
    wanted = (("2026-04-01", "payment"), ("2026-10-01", "invoice"))
    made = [office.type_in("DE", "anna", "office.client_change", {"vat_due": when, "vat_due_from": first}) for first, when in wanted]
    for one in made:
        office.approve("DE", one, "bert")
    assert office.finish("DE", *made) == set(made)
    assert ways(office) == [list(way) for way in wanted]
    assert office.row("DE", try_to_reverse(office, made[0])).state != "effective"  # a later decision stands on it
    assert ways(office) == [list(way) for way in wanted]
    reverse(office, made[1])
    assert ways(office) == [list(wanted[0])]


def paid(office: Office, number: str, amount: str, *more: dict[str, str]) -> None:
    """The customer pays, with the invoice's number as the text; a clerk divides the line."""
    item = rows("ledger.OpenItem", office)[0]
    booked = line("260311", "C", amount.replace(".", ","), name=PAPIER.name, text=number, reference="LS-7")
    accepted(office, statement("1/1", "0,00", amount.replace(".", ","), booked, last="260311"))
    (first,) = rows("treasury.StatementLine", office)
    values = {"line_id": str(first.id), "booked_on": "2026-03-11", "currency": "EUR", "amount": amount, "text": number}
    shares = [{"open_item_id": str(item.id), "amount": "595.00"}, *({"party_id": str(item.party_id), **one} for one in more)]
    clearing = office.type_in("DE", "anna", "treasury.line_clearing", values, shares=shares)
    assert office.finish("DE", clearing) == {clearing}


def test_what_waits_becomes_due_though_the_decision_was_taken_back_and_more_was_paid(office: Office) -> None:
    """For what was paid too much no tax waits, though the customer wrote the number of the invoice."""
    by_payment(office, "DE")
    decision = max(rows("documents.Document", office), key=lambda row: row.id).id
    sale = typed(office, "DE", customer(office, "DE", PAPIER), DESK)
    office.finish("DE", sale)
    reverse(office, decision)
    assert (ways(office), on(office, WAITING)[0]) == ([], D("-95.00"))
    paid(office, office.row("DE", sale).number, "695.00", {"amount": "100.00"})
    assert (on(office, WAITING)[0], on(office, DUE)[0]) == (D(0), D("-95.00"))
    by_payment(office, "DE")
    assert waits_for(office) == []


def test_a_credit_note_is_taxed_like_the_invoice_that_it_takes_back(office: Office) -> None:
    """Delivered before the day from which tax waits, invoiced after it."""
    by_payment(office, "DE")
    buyer = customer(office, "DE", PAPIER)
    given = {"customer_id": buyer, "issued_on": "2026-03-02", "delivered_on": "2026-02-25"}
    sale = office.type_in("DE", "anna", "receivables.customer_invoice", given, lines=[DESK])
    office.finish("DE", sale)
    assert (on(office, WAITING)[0], on(office, DUE)[0]) == (D(0), D("-95.00"))
    back = {"customer_id": buyer, "issued_on": "2026-03-05", "type_code": "381", "preceding_number": office.row("DE", sale).number}
    credit = office.type_in("DE", "anna", "receivables.customer_invoice", back, lines=[DESK])
    assert office.finish("DE", credit) == {credit}
    assert (on(office, WAITING)[0], on(office, DUE)[0]) == (D(0), D(0))
