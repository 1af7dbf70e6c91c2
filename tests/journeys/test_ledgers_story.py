"""The general ledger and the journal of a month tell the same as the trial balance, and each line leads to its document."""

from datetime import date
from decimal import Decimal

import pytest
from tests.journeys.office import Office, hire, open_office

from kantor.departments.accounting.pages.saving import saved
from kantor.departments.accounting.reports import REPORTS, Asked, Table, ledgers
from kantor.kit.money import Money
from kantor.spine import access, ledger

FEBRUARY, MARCH = (date(2026, 2, 1), date(2026, 2, 28)), (date(2026, 3, 1), date(2026, 3, 31))
ENTRIES = (("2026-02-27", "420.00"), ("2026-03-03", "80.00"), ("2026-03-02", "19.99"))


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    return office


@pytest.fixture
def written(office: Office) -> list[int]:
    """Electricity, paid in private: the documents in the order in which they were written."""
    found = []
    for day, amount in ENTRIES:
        lines = ({"account": "4240", "debit": amount}, {"account": "0970", "credit": amount})
        found.append(office.type_in("DE", "clara", "accounting.journal_entry", {"booked_on": day, "text": f"Strom {day}"}, lines=lines))
        office.finish("DE", found[-1])
    return found


def table(office: Office, key: str, days: tuple[date, date]) -> Table:
    with office.acting("DE"):
        return REPORTS[key].make(asked(office, days))


def asked(office: Office, days: tuple[date, date]) -> Asked:
    with office.acting("DE"):
        client = access.client(office.clients["DE"])
    return Asked(client=client, from_on=days[0], until_on=days[1], today=days[1], language="de")


def plain(cell: object) -> object:
    return str(cell.amount) if isinstance(cell, Money) else cell


def test_an_account_goes_from_its_opening_by_day_to_its_closing(office: Office, written: list[int]) -> None:
    _, later, earlier = written
    lines = [line for line in table(office, "general_ledger", MARCH).lines if line.cells[0] == "4240"]
    assert [tuple(plain(cell) for cell in line.cells[3:]) for line in lines] == [
        ("Gas, Strom, Wasser", None, None, "420.00"),
        ("Strom 2026-03-02", "19.99", None, "439.99"),
        ("Strom 2026-03-03", "80.00", None, "519.99"),
        ("Endsaldo", "99.99", "0.00", "519.99"),
    ]
    assert [line.document for line in lines] == [None, earlier, later, None]


def test_every_account_closes_as_the_trial_balance_says(office: Office, written: list[int]) -> None:
    closing = {line.cells[0]: line.cells[-1] for line in table(office, "general_ledger", FEBRUARY).lines}
    with office.acting("DE"):
        rows = ledger.trial_balance(office.clients["DE"], from_on=FEBRUARY[0], until_on=FEBRUARY[1])
    assert closing == {row.number: row.closing for row in rows}


def test_the_journal_runs_by_day_and_both_sides_come_to_the_same(office: Office, written: list[int]) -> None:
    *lines, sums = table(office, "journal", MARCH).lines
    assert [(line.cells[0], line.cells[3], plain(line.cells[5]), plain(line.cells[6])) for line in lines] == [
        (date(2026, 3, 2), "4240", "19.99", None),
        (date(2026, 3, 2), "0970", None, "19.99"),
        (date(2026, 3, 3), "4240", "80.00", None),
        (date(2026, 3, 3), "0970", None, "80.00"),
    ]
    assert [plain(cell) for cell in sums.cells[5:]] == [str(Decimal("99.99"))] * 2


def test_what_no_page_can_bear_is_told_and_not_cut_off(office: Office, written: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "MOST", 3)
    long = table(office, "journal", MARCH)
    assert (long.lines, long.note) == ((), "accounting.report.too_long")
    accounts = table(office, "general_ledger", MARCH)
    assert accounts.note == "accounting.report.accounts_alone"
    assert {line.cells[0] for line in accounts.lines} == {"4240", "0970"}
    assert {line.account for line in accounts.lines} == {"4240", "0970"}


@pytest.mark.parametrize("kind", ["csv", "xlsx", "pdf"])
@pytest.mark.parametrize("key", ["general_ledger", "journal"])
def test_both_leave_as_files(office: Office, written: list[int], key: str, kind: str) -> None:
    data = saved(kind, REPORTS[key], asked(office, MARCH), table(office, key, MARCH), office.now())
    assert data.startswith({"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "pdf": b"%PDF"}[kind])
