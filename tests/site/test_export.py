"""Postings and open items leave as tables that other programs read."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from tests.site.command import done, kantor, office

from kantor.channels.sheets import write_table

SUPPLIERS = "number,name,country\n70010,=HYPERLINK(1) GmbH,DE\n"
OPEN_ITEMS = "party,number,document_on,due_on,amount\n70010,RE-1,2026-10-01,2026-10-31,1190.00\n70010,RE-2,2026-10-02,2026-10-31,-10.50\n"


@pytest.fixture
def books(committed_database: str, tmp_path: Path) -> Path:
    """A client with two open items; the folder to write to."""
    office()
    for kind, text in (("suppliers", SUPPLIERS), ("open-items", OPEN_ITEMS)):
        path = tmp_path / f"{kind}.csv"
        path.write_text(text)
        done("import", kind, path, "--client", "nord")
    return tmp_path


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def test_the_postings_of_the_journal_balance(books: Path) -> None:
    done("export", "postings", "--client", "nord", "--out", books / "out.csv")
    rows = _rows(books / "out.csv")
    assert [(row["voucher"], row["account"], row["debit"], row["credit"]) for row in rows][:2] == [
        (f"OB-{_year(rows[0])}-000001", "1600", "", "1190.00"),
        (f"OB-{_year(rows[0])}-000001", "9000", "1190.00", ""),
    ]
    assert sum(Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0) for row in rows) == 0


def _year(row: dict[str, str]) -> str:
    return row["booked_on"][:4]


def test_the_general_ledger_opens_and_carries_each_account_to_its_balance(books: Path) -> None:
    done("export", "ledger", "--client", "nord", "--out", books / "out.csv")
    rows = _rows(books / "out.csv")
    assert [(row["account"], row["voucher"], row["debit"], row["credit"], row["balance"]) for row in rows if row["account"] == "1600"] == [
        ("1600", "", "", "", "0.00"),
        ("1600", f"OB-{_year(rows[1])}-000001", "", "1190.00", "-1190.00"),
        ("1600", f"OB-{_year(rows[1])}-000002", "10.50", "", "-1179.50"),
    ]
    assert sum(Decimal(row["debit"] or 0) - Decimal(row["credit"] or 0) for row in rows) == 0


def test_what_came_before_opens_the_general_ledger(books: Path) -> None:
    done("export", "ledger", "--client", "nord", "--out", books / "first.csv")
    until = _rows(books / "first.csv")[1]["booked_on"]
    following = date(int(until[:4]) + 1, 1, 1).isoformat()
    done("export", "ledger", "--client", "nord", "--out", books / "out.csv", "--since", following)
    assert {row["account"]: row["balance"] for row in _rows(books / "out.csv")} == {"1600": "-1179.50", "9000": "1179.50"}


def test_postings_of_a_time_alone(books: Path) -> None:
    done("export", "postings", "--client", "nord", "--out", books / "out.csv", "--until", "2020-01-31")
    assert _rows(books / "out.csv") == []


def test_open_items_leave_as_a_workbook_with_numbers_and_dates(books: Path) -> None:
    done("export", "open-items", "--client", "nord", "--out", books / "out.xlsx")
    head, *rows = CalamineWorkbook.from_path(str(books / "out.xlsx")).get_sheet_by_index(0).to_python()
    found = [dict(zip(head, row, strict=True)) for row in rows]
    assert [(row["reference"], row["open"], row["due_on"]) for row in found] == [
        ("RE-1", 1190.0, date(2026, 10, 31)),
        ("RE-2", -10.5, date(2026, 10, 31)),
    ]


def test_no_text_becomes_a_formula_of_a_spreadsheet(books: Path) -> None:
    done("export", "open-items", "--client", "nord", "--out", books / "out.csv")
    assert {row["party"] for row in _rows(books / "out.csv")} == {"'=HYPERLINK(1) GmbH"}


def test_a_file_that_cannot_be_finished_is_not_there(tmp_path: Path) -> None:
    def rows() -> object:
        yield (1,)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_table(tmp_path / "out.csv", ["a"], rows())  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_another_suffix_is_refused(books: Path) -> None:
    assert kantor("export", "postings", "--client", "nord", "--out", books / "out.ods").exit_code == 2


def test_the_books_leave_for_the_tax_adviser_and_for_auditors(books: Path) -> None:
    span = ("--client", "nord", "--from", "2020-01-01", "--to", "2099-12-31")
    for name, given in (("datev", ("--adviser", "29098", "--client-number", "55003")), ("audit", ())):
        (books / name).mkdir()
        done("export", name, *span, *given, "--out", books / name)
    (batch,) = (books / "datev").glob("EXTF_Buchungsstapel_nord_*.csv")
    rows = [row.split(";") for row in batch.read_text("cp1252").splitlines()[2:]]
    assert sorted(row[0] for row in rows) == ["10,50", "1190,00"]
    assert {path.name for path in (books / "audit").iterdir()} >= {"index.xml", "postings.csv"}
    assert kantor("export", "audit", *span, "--out", books / "nowhere").exit_code != 0
