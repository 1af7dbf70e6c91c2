"""Trial balance, sheets, journal and open items say the same thing, page by page."""

from datetime import date
from decimal import Decimal

import pytest
from tests.spine.ledger.books import TODAY, applied, entry, eur, filed, invoice, post, trial

from kantor.spine import ledger
from kantor.spine.access import Actor
from kantor.words import Posting

YEAR = {"from_on": date(2026, 1, 1), "until_on": date(2026, 12, 31)}


def test_a_trial_balance_carries_forward_and_adds_up_to_zero(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    for month, net in ((3, "10.00"), (4, "20.00"), (5, "40.00"), (6, "80.00")):
        post(clerk, filed(clerk), *invoice(net, booked_on=date(2026, month, 7)))
    rows = {row.number: row for row in ledger.trial_balance(client_id, from_on=date(2026, 4, 1), until_on=date(2026, 5, 31))}
    expense = rows["4930"]
    assert (expense.opening, expense.debit, expense.credit, expense.closing) == (eur("10.00"), eur("60.00"), eur("0.00"), eur("70.00"))
    assert sum(row.closing.amount for row in rows.values()) == 0
    assert sum(row.opening.amount for row in rows.values()) == 0
    assert sum(row.debit.amount for row in rows.values()) == sum(row.credit.amount for row in rows.values())


def test_pages_of_a_sheet_carry_the_balance_over(clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    (client_id,) = clerk.clients
    post(clerk, filed(clerk, 7), *invoice("100.00"))
    monkeypatch.setattr("kantor.spine.ledger.queries.PAGE", 3)
    pages = []
    after = None
    while page := ledger.account_sheet(client_id, "1600", **YEAR, after=after):
        pages.append(page)
        after = page[-1]
    assert [len(page) for page in pages] == [3, 3, 1]
    balances = [row.balance.amount for page in pages for row in page]
    assert balances == [Decimal("-119.00") * number for number in range(1, 8)]
    assert balances[-1] == trial(client_id)["1600"]
    assert pages[0][0].text == "Invoice"


def test_a_sheet_shows_the_days_asked_for(clerk: Actor) -> None:
    (client_id,) = clerk.clients
    for month in (3, 4, 5):
        post(clerk, filed(clerk), *invoice(booked_on=date(2026, month, 7)))
    found = ledger.account_sheet(client_id, "4930", from_on=date(2026, 4, 1), until_on=date(2026, 4, 30))
    assert [row.booked_on for row in found] == [date(2026, 4, 7)]


def test_the_journal_goes_by_day_whatever_was_entered_first(clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    (client_id,) = clerk.clients
    days = [date(2026, 5, 9), date(2026, 2, 1), date(2026, 5, 9), date(2026, 1, 31), date(2026, 12, 31)]
    for day in days:
        post(clerk, filed(clerk), *invoice(booked_on=day))
    monkeypatch.setattr("kantor.spine.ledger.queries.PAGE", 2)
    seen: list[ledger.EntryRow] = []
    while page := ledger.journal(client_id, **YEAR, after=seen[-1] if seen else None):
        seen += page
    assert [row.booked_on for row in seen] == sorted(days)
    assert all(len(row.postings) == 3 for row in seen)
    assert len({row.voucher for row in seen}) == 5


def test_open_items_are_aged_by_their_due_day(clerk: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    (client_id,) = clerk.clients
    overdue = (0, 1, 30, 31, 60, 61, 90, 91, 400)
    due = [date.fromordinal(TODAY.toordinal() - days) for days in overdue]
    for day in due:
        post(clerk, filed(clerk), *invoice("100.00", due_on=day))
    (age,) = ledger.ageing(client_id, side="payable", on=TODAY)
    assert age == tuple(eur("119.00") * number for number in (1, 2, 2, 2, 2))
    monkeypatch.setattr("kantor.spine.ledger.queries.PAGE", 4)
    seen: list[ledger.OpenItemRow] = []
    while page := ledger.open_items(clerk.clients, side="payable", on=TODAY, after=seen[-1] if seen else None):
        seen += page
    assert [row.days_overdue for row in seen] == sorted(overdue, reverse=True)
    assert ledger.open_items(clerk.clients, side="receivable", on=TODAY) == []
    assert ledger.open_items(clerk.clients, side="payable", on=TODAY, party_id=5) == []


def test_roles_name_their_accounts(clerk: Actor) -> None:
    assert ledger.account_roles(clerk.clients[0]) == {
        "bank": "1200",
        "input_vat_19": "1576",
        "input_vat_7": "1571",
        "money_in_transit": "1200",
        "payables": "1600",
        "receivables": "1400",
    }


def test_a_line_of_nothing_stands_in_both_columns(clerk: Actor) -> None:
    (document,) = filed(clerk)
    lines = (Posting(account="4930", debit=eur("0.00")), Posting(account="1200", credit=eur("0.00")))
    ledger.EntryParts().apply(applied(clerk, document, entry(*lines)), clerk)
    (posted,) = ledger.entries_of_document(clerk.clients[0], document)
    assert [(line.debit, line.credit) for line in posted.postings] == [(eur("0.00"), eur("0.00"))] * 2
