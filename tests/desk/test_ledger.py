"""From the trial balance down to the page: balances tie, and each step leads to the next."""

import re
from decimal import Decimal

from tests.desk.seat import seat, text
from tests.desk.test_lists import booked
from tests.journeys.office import Office

from kantor.desk.ledger import queries
from kantor.spine import ledger


def test_each_account_leads_to_a_sheet_that_ends_where_the_balance_says(office: Office) -> None:
    for number in ("L-1", "L-2"):
        booked(office, number)
    client = office.clients["DE"]
    first, last = office.now.at.date().replace(month=1, day=1), office.now.at.date().replace(month=12, day=31)
    with office.acting("DE"):
        for row in ledger.trial_balance(client, from_on=first, until_on=last):
            sheet = queries.sheet(client, row.number, from_on=first, until_on=last)
            assert sheet.lines[-1].balance == row.closing, row.number
            assert Decimal(sheet.carried) == 0
    anna = seat(office, "anna")
    shown = text(anna.get("/ledger/", {"client": client}))
    accounts = re.findall(r'href="(/ledger/accounts/[^"]+)"', shown)
    assert accounts
    entries = set()
    for address in accounts:
        entries |= set(re.findall(r'href="(/ledger/entries/\d+\?client=\d+)"', text(anna.get(address.replace("&amp;", "&")))))
    documents = {found for address in entries for found in re.findall(r'href="(/documents/\d+/)"', text(anna.get(address)))}
    assert len(documents) == 2


def test_a_sheet_goes_on_where_its_first_page_ended(office: Office, monkeypatch: object) -> None:
    for number in ("L-1", "L-2", "L-3"):
        booked(office, number)
    client = office.clients["DE"]
    first, last = office.now.at.date().replace(month=1, day=1), office.now.at.date().replace(month=12, day=31)
    with office.acting("DE"):
        number = next(
            row.number for row in ledger.trial_balance(client, from_on=first, until_on=last) if row.role and "payables" in row.role
        )
        whole = queries.sheet(client, number, from_on=first, until_on=last)
        rest = queries.sheet(client, number, from_on=first, until_on=last, after=whole.lines[0].row.id)
    assert rest.carried == whole.lines[0].balance.minor
    assert [line.balance for line in rest.lines] == [line.balance for line in whole.lines[1:]]


def test_the_periods_say_whether_they_are_open(office: Office) -> None:
    with office.acting("DE") as actor:
        ledger.close_period(2026, 1, reason="The month is complete.", actor=actor)
    shown = text(seat(office, "anna").get("/ledger/", {"client": office.clients["DE"]}))
    assert shown.count("closed ") == 1
    assert ">open<" in shown


def test_an_entry_of_another_client_is_not_there(office: Office) -> None:
    document = booked(office, "L-9")
    with office.acting("DE"):
        (entry,) = ledger.entries_of_document(office.clients["DE"], document)
    anna = seat(office, "anna")
    assert anna.get(f"/ledger/entries/{entry.id}", {"client": office.clients["DE"]}).status_code == 200
    assert anna.get(f"/ledger/entries/{entry.id}", {"client": office.clients["PL"]}).status_code == 404
    assert anna.get("/ledger/accounts/no-such-account", {"client": office.clients["DE"]}).status_code == 404
