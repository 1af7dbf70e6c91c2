"""What the books tell the rest of the house: asked once for a whole batch, in values that JSON can hold."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import DataError
from tests.spine.ledger.books import AT, SUPPLIER, TODAY, applied, entry, eur, filed, invoice, new_client, post, reversing

from kantor.spine import ledger
from kantor.spine.access import Actor, acting
from kantor.words import Ask, OpenItem, Posting, Settlement


def answer(question: str, *about: tuple[str, ...], as_of: date = TODAY) -> list[object]:
    asks = [Ask(question, one) for one in about]
    found = ledger.ANSWERS[question](asks, as_of)
    assert json.loads(json.dumps([found[ask] for ask in asks])) == [found[ask] for ask in asks]
    return [found[ask] for ask in asks]


def test_account_roles_all_at_once_or_one_by_one(clerk: Actor) -> None:
    everything, payables, tax, none = answer("ledger.account_roles", (), ("payables",), ("input_vat_7",), ("goods_clearing",))
    assert everything == ledger.account_roles(clerk.clients[0])
    assert (payables, tax, none) == ("1600", "1571", None)


def test_days_in_open_periods(clerk: Actor) -> None:
    ledger.close_period(2026, 4, reason="done", actor=clerk)
    days = ("2026-04-30", "2026-05-01", "2026-12-31", "2027-01-01", "", "31.12.2026")
    assert answer("ledger.open_period", *((day,) for day in days)) == [False, True, True, False, None, None]


def test_history_remembers_the_last_account_of_each_text(clerk: Actor) -> None:
    for number in range(1, 4):
        post(clerk, filed(clerk), *invoice(f"{number}00.00"))
    (document,) = filed(clerk)
    phone = entry(
        Posting(account="4920", debit=eur("50.00"), tax_code="V19", cost_centre="sales", text="Telefon Mai"),
        Posting(account="1600", credit=eur("50.00"), party_id=SUPPLIER),
    )
    owed = OpenItem(
        side="payable",
        party_id=SUPPLIER,
        account="1600",
        amount=eur("50.00"),
        local_amount=eur("50.00"),
        due_on=TODAY,
        reference="T",
    )
    ledger.EntryParts().apply(applied(clerk, document, phone, owed), clerk)
    found, unknown = answer("ledger.history", (str(SUPPLIER),), ("999",))
    phone_usage = {"account": "4920", "tax_code": "V19", "cost_centre": "sales", "project": ""}
    paper_usage = {"account": "4930", "tax_code": "V19", "cost_centre": "admin", "project": ""}
    assert found == {
        "last": phone_usage,
        "by_text": {"telefon mai": phone_usage, "papier a4": paper_usage},
        "amounts": {"currency": "EUR", "count": 4, "median": "238.00", "max": "357.00"},
    }
    assert unknown is None


def test_history_counts_twelve_invoices_and_none_that_was_reversed(clerk: Actor) -> None:
    documents = filed(clerk, 15)
    for number, document in enumerate(documents, start=1):
        post(clerk, [document], *invoice(str(Decimal(number) * 100)))
    (counter,) = filed(clerk)
    ledger.EntryParts().reverse(reversing(clerk, counter, documents[-1]), clerk)
    (found,) = answer("ledger.history", (str(SUPPLIER),))
    assert isinstance(found, dict)
    assert found["amounts"] == {"currency": "EUR", "count": 12, "median": "1071.00", "max": "1666.00"}
    (before,) = answer("ledger.history", (str(SUPPLIER),), as_of=date(2026, 5, 1))
    assert before is None


def test_open_items_of_a_party(clerk: Actor) -> None:
    post(clerk, filed(clerk, 2), *invoice())
    first, second = ledger.open_items(clerk.clients, side="payable", on=TODAY)
    (payment,) = filed(clerk)
    ledger.SettlementParts().apply(applied(clerk, payment, Settlement(open_item_id=first.id, amount=eur("119.00"))), clerk)
    ledger.hold([second.id], reason="asked the supplier", actor=clerk)
    owed, nothing = answer("ledger.open_items", (str(SUPPLIER),), ("999",))
    assert owed == [
        {
            "id": second.id,
            "document": second.document_id,
            "side": "payable",
            "reference": "RE-1",
            "currency": "EUR",
            "amount": "119.00",
            "open": "119.00",
            "due_on": "2026-06-11",
            "iban": "DE75512108001245126199",
            "held": "asked the supplier",
        }
    ]
    assert nothing == []


@pytest.mark.parametrize("question", ["ledger.account_roles", "ledger.open_items"])
def test_the_books_answer_for_one_client_only(database: None, question: str) -> None:
    with pytest.raises(DataError), acting(clients=(new_client(), new_client()), person_id=None, at=AT):
        answer(question, ("1",))
