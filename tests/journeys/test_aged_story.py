"""What was owed on a day that is past: what is paid in January stands on the list of the year's end, as in the books."""

import csv
import io
import random
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from django.apps import apps
from pypdfium2 import PdfDocument
from tests.channels.api.caller import Caller, told
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import JODLA, PAPIER
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_bank_story import accepted, line, statement
from tests.journeys.test_customer_invoice_story import customer
from tests.journeys.test_merging_story import merged

from kantor.departments.accounting import open_books
from kantor.departments.accounting.reports import REPORTS, Asked, Table
from kantor.kit.money import Money
from kantor.spine import access, ledger
from kantor.spine.documents import Applied
from kantor.words import Entry, Posting, Settlement

D = Decimal
ACCOUNTS = {"aged_payables": ("1600", -1), "aged_receivables": ("1400", 1)}
FIRST, LAST = date(2025, 12, 1), date(2026, 3, 31)
ITEMS = 8
"""Of either side."""


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    with office.acting("DE") as actor:
        open_books(date(2025, 1, 1), actor)
    return office


def owed(office: Office, party: str, number: str, amount: str, *, on: str, due: str, side: str = "receivable") -> int:
    values = {"side": side, "number": number, "party_id": party, "party_name": "Partner", "document_on": on, "due_on": due}
    values |= {"taken_over_on": on, "currency": "EUR", "amount": amount, "local_amount": amount}
    filed = office.type_in("DE", "clara", "accounting.opening_balance", values)
    assert office.finish("DE", filed) == {filed}
    return filed


def made(office: Office, report: str, on: date, line: str = "") -> Table:
    with office.acting("DE"):
        client = access.client(office.clients["DE"])
        return REPORTS[report].make(Asked(client=client, from_on=on, until_on=on, today=office.now.at.date(), line=line))


def amounts(table: Table) -> list[list[str]]:
    """Of each line what stands in the columns of the ages and in that of what is open; '' for none."""
    return [[str(cell.amount) if isinstance(cell, Money) and cell.amount else "" for cell in line.cells[3:]] for line in table.lines]


def test_an_invoice_of_december_paid_in_january_is_owed_at_the_end_of_the_year_and_no_more_at_that_of_january(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    invoice = owed(office, buyer, "AR-2025-17", "1190.00", on="2025-12-15", due="2025-12-29")
    paid = line("260112", "C", "1190,00", name=PAPIER.name, text="AR-2025-17")
    accepted(office, statement("1/1", "2000,00", "3190,00", paid, first="260112", last="260112"))

    at_the_end = made(office, "aged_receivables", date(2025, 12, 31))
    assert amounts(at_the_end) == [["", "1190.00", "", "", "", "1190.00"]] * 2  # the customer and the sum, two days overdue
    assert amounts(made(office, "aged_receivables", date(2025, 12, 29))) == [["1190.00", "", "", "", "", "1190.00"]] * 2
    assert made(office, "aged_receivables", date(2025, 12, 14)).lines == ()
    assert made(office, "aged_receivables", date(2026, 1, 11)).lines != ()
    assert made(office, "aged_receivables", date(2026, 1, 31)).lines == ()

    (opened, behind, _) = made(office, "aged_receivables", date(2025, 12, 31), at_the_end.lines[0].key).lines
    assert (opened.party, behind.document) == (int(buyer), invoice)
    assert behind.cells[:2] == (date(2025, 12, 29), "AR-2025-17")


def test_the_list_of_any_day_is_the_balance_of_its_account(office: Office) -> None:
    """Debts and credits of both sides from chance, paid whole or in parts on other days; every third day of four months is compared."""
    dice = random.Random(31)
    buyer, seller = customer(office, "DE", PAPIER), str(office.suppliers["DE", "DE"])
    lines: list[tuple[date, str]] = []
    balance = D(0)
    for number in range(2 * ITEMS):
        side, party, sign = ("receivable", buyer, 1) if number % 2 else ("payable", seller, -1)
        on = FIRST + timedelta(days=dice.randrange(60))
        cents = dice.randrange(10_000, 90_000)
        due = on + timedelta(days=dice.randrange(30))
        reference = f"RG-{dice.randrange(10**6, 10**7)}"
        owed(office, party, reference, str(D(cents) / 100), on=str(on), due=str(due), side=side)
        parts = dice.choice([(), (cents,), (cents // 3,), (cents // 3, cents - cents // 3)])
        for part in parts:
            paid_on = max(on, date(2026, 1, 5)) + timedelta(days=dice.randrange(1, 40))
            balance += sign * D(part) / 100
            said = f"{D(part) / 100:.2f}".replace(".", ",")
            lines.append((paid_on, line(f"{paid_on:%y%m%d}", "C" if sign > 0 else "D", said, name=PAPIER.name, text=reference)))
    closing = f"{D(5000) + balance:.2f}".replace(".", ",")
    booked = [text for _, text in sorted(lines, key=lambda one: one[0])]
    accepted(office, statement("1/1", "5000,00", closing, *booked, first="260105", last="260310"))

    with office.acting("DE"):
        client = access.client(office.clients["DE"])
        booked_on = {one.id: one.booked_on for one in apps.get_model("ledger.Entry").objects.all()}
        for report, (number, sign) in ACCOUNTS.items():
            account = apps.get_model("ledger.Account").objects.get(number=number)
            posted = [
                (booked_on[one.entry_id], one.dr - one.cr) for one in apps.get_model("ledger.Posting").objects.filter(account_id=account.id)
            ]
            by_books = {on: sign * D(sum(cents for day, cents in posted if day <= on)) / 100 for on in days()}
            tables = {on: REPORTS[report].make(Asked(client=client, from_on=on, until_on=on, today=LAST)) for on in days()}
            assert {on: table_sum(table) for on, table in tables.items()} == by_books
            assert any(later < earlier for earlier, later in pairwise(by_books.values()))  # something was paid


def days() -> list[date]:
    return [FIRST + timedelta(days=number) for number in range(0, (LAST - FIRST).days + 1, 3)]


def table_sum(table: Table) -> Decimal:
    return sum((cell.amount for row in table.lines if row.style == "sum" if isinstance(cell := row.cells[-1], Money)), D(0))


def test_the_day_is_asked_for_on_screen_in_files_and_by_programs(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    invoice = owed(office, buyer, "AR-2025-17", "1190.00", on="2025-12-15", due="2025-11-15")
    paid = line("260112", "C", "1190,00", name=PAPIER.name, text="AR-2025-17")
    accepted(office, statement("1/1", "2000,00", "3190,00", paid, first="260112", last="260112"))
    clara = seat(office, "clara")
    address = f"/accounting/reports/aged_receivables?client={office.clients['DE']}"
    assert 'id="report"' not in text(clara.get(address))  # nothing is owed today
    page = text(clara.get(f"{address}&until=2025-12-17"))
    assert 'name="until" value="2025-12-17"' in page
    assert "1,190.00" in page
    opened = text(clara.get(f"{address}&until=2025-12-17&line={buyer}:EUR"))
    assert (f'href="/documents/{invoice}/"' in opened, f'href="/parties/{buyer}/"' in opened) == (True, True)
    rows = list(csv.reader(io.StringIO(clara.get(f"{address}&until=2025-12-17&export=csv").content.decode("utf-8-sig")), delimiter=";"))
    assert rows[1][4:] == ["0.00", "1190.00", "0.00", "0.00", "1190.00"]  # 32 days overdue
    assert clara.get(f"{address}&until=2025-12-17&export=pdf").content.startswith(b"%PDF-1.7")
    given = f"client={office.clients['DE']}&until_on=2025-12-17&line={buyer}:EUR"
    found = told(Caller(office, "clara").get(f"/reports/aged_receivables?{given}"))
    assert (found["from_on"], found["until_on"]) == ("2025-12-17", "2025-12-17")
    assert [(one["key"], one["document"], Decimal(one["cells"][5])) for one in found["lines"]] == [
        (f"{buyer}:EUR", None, D("1190.00")),
        ("", invoice, D("1190.00")),
        ("", None, D("1190.00")),
    ]


def test_a_day_on_which_nothing_was_open_says_so_and_not_that_nothing_was_booked(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    owed(office, buyer, "AR-2025-17", "1190.00", on="2025-12-15", due="2025-12-29")
    address = f"/accounting/reports/aged_receivables?client={office.clients['DE']}&until=2025-12-14"
    said = {
        "en": ("Nothing was open on 14 Dec 2025", "Nothing has been booked yet"),
        "de": ("Am 14.12.2025 war nichts offen", "Noch nichts gebucht"),
    }
    for language, (right, wrong) in said.items():
        page = text(seat(office, "clara", language).get(address))
        assert (right in page, wrong in page) == (True, False), language
    paper = seat(office, "clara").get(f"{address}&export=pdf").content
    assert "Nothing was open on 14 Dec 2025" in PdfDocument(paper)[0].get_textpage().get_text_range()


def test_what_is_booked_ahead_of_its_day_is_owed_until_then(office: Office) -> None:
    """A payment that is written today and booked in ten days, and what is taken off without any entry: that counts from today on."""
    buyer, today = customer(office, "DE", PAPIER), office.now.at.date()
    owed(office, buyer, "AR-2025-17", "100.00", on="2025-12-15", due="2025-12-29")
    with office.acting("DE") as actor:
        (client,), (item,) = actor.clients, apps.get_model("ledger.OpenItem").objects.all()
        worth = {amount: Money.of(amount, "EUR") for amount in ("60.00", "15.00")}
        postings = (Posting(account="1200", debit=worth["60.00"]), Posting(account="1400", credit=worth["60.00"], party_id=int(buyer)))
        ahead = Entry(series="JE", booked_on=today + timedelta(days=10), document_on=today, text="Test", postings=postings)
        for amount, entries in (("60.00", [ahead]), ("15.00", [])):
            filed = office.type_in("DE", None, "accounting.journal_entry", {"booked_on": str(today), "text": "Test"})
            taken = Applied(client, filed, 0, Settlement(open_item_id=item.id, amount=worth[amount]))
            ledger.SettlementParts().apply([taken], actor)
            ledger.EntryParts().apply([Applied(client, filed, 1, entry) for entry in entries], actor)
    found = {days: amounts(made(office, "aged_receivables", today + timedelta(days=days)))[-1][-1] for days in (-1, 0, 9, 10)}
    assert found == {-1: "100.00", 0: "85.00", 9: "85.00", 10: "25.00"}


def test_what_was_merged_counts_for_whom_it_leads_to(office: Office) -> None:
    first, second = customer(office, "DE", PAPIER), customer(office, "DE", JODLA)
    owed(office, first, "A-1", "100.00", on="2025-12-15", due="2026-01-15")
    owed(office, second, "A-2", "50.00", on="2025-12-15", due="2026-01-15")
    merged(office, into=int(first), goes=int(second))
    table = made(office, "aged_receivables", date(2025, 12, 31))
    assert amounts(table) == [["150.00", "", "", "", "", "150.00"]] * 2
    opened = made(office, "aged_receivables", date(2025, 12, 31), table.lines[0].key)
    assert [row.cells[1] for row in opened.lines[1:-1]] == ["A-1", "A-2"]
