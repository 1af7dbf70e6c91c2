"""A year ends: its result is carried forward, the new year opens with the old one's figures, and late postings are carried once more."""

import re
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.desk.seat import seat, text
from tests.journeys.office import CURRENCIES, Office, hire, open_office
from tests.journeys.test_books_for_auditors_story import AT, tables
from tests.journeys.test_books_for_auditors_story import booked as batched

from kantor.departments.accounting.auditing import Adviser, write_data_medium, write_datev
from kantor.departments.accounting.closing.checks import Span, look
from kantor.departments.accounting.reports import REPORTS, Asked
from kantor.kit.money import Money
from kantor.spine import access, ledger

D = Decimal
KEY, ENTRY, CHANGE = "accounting.year_end", "accounting.journal_entry", "accounting.period_change"
OLD, NEW = (date(2025, 1, 1), date(2025, 12, 31)), (date(2026, 1, 1), date(2026, 12, 31))
BOOKS = {
    "DE": {"asset": "0490", "capital": "0800", "cost": "4240", "retained": "0860", "through": ""},
    "PL": {"asset": "010-5", "capital": "801", "cost": "402-3", "retained": "820", "through": "860"},
    "ID": {"asset": "1-2500", "capital": "3-1100", "cost": "6-1200", "retained": "3-2100", "through": "3-2200"},
}


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {country: ["accounting.clerk", "office.clerk"] for country in BOOKS})
    hire(office, "otto", {country: ["accounting.approver", "office.approver"] for country in BOOKS})
    for country, own in BOOKS.items():
        booked(office, country, own["asset"], own["capital"], "12000")
        booked(office, country, own["cost"], own["asset"], "300")
    return office


def booked(office: Office, country: str, debit: str, credit: str, amount: str, **values: str) -> int:
    lines = ({"account": debit, "debit": amount}, {"account": credit, "credit": amount})
    filed = office.type_in(country, "clara", ENTRY, {"booked_on": "2025-12-31", "text": "Test", **values}, lines=lines)
    assert office.finish(country, filed) == {filed}
    return filed


def decided(office: Office, country: str, type: str, values: dict[str, str]) -> int:
    filed = office.type_in(country, "clara", type, values)
    office.approve(country, filed, "otto")
    assert office.finish(country, filed) == {filed}, office.findings(country, filed)
    return filed


def trial(office: Office, country: str, span: tuple[date, date]) -> dict[str, tuple[Decimal, Decimal]]:
    """Account -> opening and closing, without accounts that have neither."""
    with office.acting(country):
        rows = ledger.trial_balance(office.clients[country], from_on=span[0], until_on=span[1])
    return {row.number: (row.opening.amount, row.closing.amount) for row in rows if row.opening or row.closing}


def sheet(office: Office, country: str, on: date) -> dict[str, Decimal]:
    """Lines of the balance sheet with their first column."""
    with office.acting(country) as actor:
        client = access.client(actor.clients[0])
        table = REPORTS["balance_sheet"].make(Asked(client=client, from_on=on.replace(month=1, day=1), until_on=on, today=on))
    return {str(line.cells[0]): line.cells[1].amount for line in table.lines if isinstance(line.cells[1], Money)}


def test_what_carries_a_result_forward_is_no_booking_for_datev_and_named_in_an_audit(office: Office, tmp_path: Path) -> None:
    decided(office, "DE", KEY, {"year": "2025"})
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        *batches, _ = write_datev(client, tmp_path, OLD, Adviser(29098, 55003), at=AT)
        write_data_medium(client, tmp_path, OLD, at=AT)
    assert batched(batches)["4240"] == (D(300), D(0))
    rows = [row for row in dict(tables(tmp_path))["postings"] if row["account"] == "4240"]
    assert [(row["ledger"], row["debit"], row["credit"]) for row in rows] == [("main", "300,00", "0,00"), ("closing", "0,00", "300,00")]


@pytest.mark.parametrize("country", BOOKS)
def test_the_new_year_opens_with_what_the_old_one_closed_with(office: Office, country: str) -> None:
    own = BOOKS[country]
    before, income = sheet(office, country, OLD[1]), trial(office, country, OLD)
    carried = decided(office, country, KEY, {"year": "2025"})
    assert sheet(office, country, OLD[1]) == before
    assert trial(office, country, OLD) == income
    assert trial(office, country, NEW) == {
        own["asset"]: (D(11700), D(11700)),
        own["capital"]: (D(-12000), D(-12000)),
        own["retained"]: (D(300), D(300)),
    }
    opened = sheet(office, country, date(2026, 1, 31))
    assert opened["Assets"] == before["Assets"] == opened["Equity and liabilities"]
    with office.acting(country):
        (entry,) = ledger.entries_of_document(office.clients[country], carried)
        assert ledger.differences(office.clients[country]) == []
    assert entry.ledger == "closing"
    assert [posting.account for posting in entry.postings if posting.account == own["through"]] == [own["through"]] * (
        2 if own["through"] else 0
    )


@pytest.mark.parametrize("country", BOOKS)
def test_days_that_cross_the_end_of_the_year_close_with_what_was_carried_forward(office: Office, country: str) -> None:
    own, across = BOOKS[country], (OLD[0], NEW[1])
    decided(office, country, KEY, {"year": "2025"})
    assert trial(office, country, across) == {number: (D(0), closing) for number, (_, closing) in trial(office, country, NEW).items()}
    with office.acting(country):
        rows = {row.number: row for row in ledger.trial_balance(office.clients[country], from_on=across[0], until_on=across[1])}
    assert (rows[own["cost"]].debit.amount, rows[own["cost"]].carried.amount, rows[own["retained"]].carried.amount) == (300, -300, 300)
    assert all(row.closing == row.opening + row.debit - row.credit + row.carried for row in rows.values())
    for span in (across, OLD):
        ledger_lines, journal = report(office, country, "general_ledger", span), report(office, country, "journal", span)
        ends = [line[6] for line in ledger_lines if line[0] == own["cost"] and line[3].startswith("Closing")]
        assert ends == [Money(D(0 if span == across else 300), CURRENCIES[country])]
        told = [line for line in ledger_lines if line[0] == own["cost"] and line[3] == "Carried forward"]
        assert [line[5] and line[5].amount for line in told] == [300]
        assert [line[6].amount for line in told if line[6] is not None] == ([0] if span == across else [])
        assert [line[6].amount for line in journal if line[2] == "Carried forward" and line[6]][-1] == 300 * (2 if own["through"] else 1)
    with office.acting(country):
        sheet_rows = ledger.account_sheet(office.clients[country], own["cost"], from_on=across[0], until_on=across[1])
        assert [row.balance.amount for row in sheet_rows] == [300, 0]
        assert len(ledger.account_sheet(office.clients[country], own["cost"], from_on=OLD[0], until_on=OLD[1])) == 1


def test_the_sheet_of_an_account_says_what_was_carried_forward(office: Office) -> None:
    decided(office, "DE", KEY, {"year": "2025"})
    clara, client = seat(office, "clara"), office.clients["DE"]
    old = text(clara.get(f"/ledger/accounts/4240?client={client}&from=2025-01-01&until=2025-12-31"))
    assert "carried forward at the end of this year" in old
    across = text(clara.get(f"/ledger/accounts/4240?client={client}&from=2025-01-01&until=2026-12-31"))
    assert ">Carried forward<" in across
    assert ">Carried forward<" in text(clara.get(f"/ledger/?client={client}&from=2025-01-01&until=2026-12-31"))


def test_the_whole_year_offers_what_changes_any_of_its_months(office: Office) -> None:
    decided(office, "DE", CHANGE, {"from_on": "2025-01-01", "until_on": "2025-10-31", "reason": "fertig", "change": "close"})
    page = text(seat(office, "clara").get(f"/accounting/closing/?client={office.clients['DE']}&until=2025-12-31&span=year"))
    offered = re.findall(r"from_on=([\d-]+)&amp;until_on=([\d-]+)&amp;change=(\w+)", page)
    rest, closed, whole = ("2025-11-01", "2025-12-31"), ("2025-01-01", "2025-10-31"), ("2025-01-01", "2025-12-31")
    assert offered == [(*rest, "hold"), (*rest, "close"), (*closed, "reopen"), (*whole, "file")]


def report(office: Office, country: str, key: str, span: tuple[date, date]) -> list[tuple[Any, ...]]:
    with office.acting(country) as actor:
        asked = Asked(client=access.client(actor.clients[0]), from_on=span[0], until_on=span[1], today=span[1])
        return [line.cells for line in REPORTS[key].make(asked).lines]


def test_what_is_posted_into_the_old_year_later_is_carried_once_more(office: Office) -> None:
    decided(office, "DE", KEY, {"year": "2025"})
    assert office.findings("DE", office.type_in("DE", "clara", KEY, {"year": "2025"})) == {f"{KEY}.nothing"}
    booked(office, "DE", "4240", "0490", "50")
    assert found(office) == {"carried", "assets"}  # by hand onto an account of assets, of which the register knows nothing
    again = decided(office, "DE", KEY, {"year": "2025"})
    with office.acting("DE"):
        (entry,) = ledger.entries_of_document(office.clients["DE"], again)
    assert {
        posting.account: (posting.debit or -posting.credit).amount for posting in entry.postings if posting.debit or posting.credit
    } == {
        "4240": D(-50),
        "0860": D(50),
    }
    assert trial(office, "DE", NEW)["0860"] == (D(350), D(350))
    assert found(office) == {"assets"}


def found(office: Office) -> set[str]:
    with office.acting("DE"):
        return {
            result.key for result in look(Span(access.client(office.clients["DE"]), date(2026, 1, 1), date(2026, 1, 31))) if result.found
        }


def test_what_was_carried_is_turned_back_on_its_own_day(office: Office) -> None:
    carried = decided(office, "DE", KEY, {"year": "2025"})
    decided(office, "DE", "office.reversal", {"document": str(carried), "booked_on": "2026-03-10", "reason": "Abschluss geändert"})
    assert trial(office, "DE", NEW)["4240"] == (D(300), D(300))
    assert "0860" not in trial(office, "DE", NEW)


def test_a_year_whose_last_month_is_closed_waits_for_two_people_to_open_it(office: Office) -> None:
    span = {"from_on": "2025-12-01", "until_on": "2025-12-31", "reason": "Jahr ist fertig"}
    decided(office, "DE", CHANGE, {**span, "change": "close"})
    assert office.findings("DE", office.type_in("DE", "clara", KEY, {"year": "2025"})) == {f"{KEY}.closed"}
    decided(office, "DE", CHANGE, {**span, "change": "hold"})
    assert office.findings("DE", office.type_in("DE", "clara", KEY, {"year": "2025"})) == {f"{KEY}.held"}
    decided(office, "DE", KEY, {"year": "2025", "late_reason": "Ergebnisvortrag"})
    assert trial(office, "DE", NEW)["0860"] == (D(300), D(300))


def test_the_figures_of_the_year_before_are_beside_those_of_the_new_one(office: Office) -> None:
    decided(office, "DE", KEY, {"year": "2025"})
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        asked = Asked(client=client, from_on=NEW[0], until_on=NEW[1], today=NEW[1] + timedelta(days=1))
        lines = REPORTS["income_statement"].make(asked).lines
    costs = [line.cells for line in lines if isinstance(line.cells[2], Money) and line.cells[2].amount]
    assert costs
    assert not any(cells[1] for cells in costs)
