"""Reports on the desk: one table on screen, printed and as a sheet, and a way down from each line to account, entry and document."""

import csv
import io
import re
from decimal import Decimal

import pytest
from tests.desk.seat import seat, text
from tests.journeys.office import CURRENCIES, Office, hire

from kantor.channels.sheets import read_sheet
from kantor.departments.accounting.reports import REPORTS

ENTRY = "accounting.journal_entry"
CHARTS = {
    "DE": {"cost": "4210", "accrual": "0970", "capital": "0800", "asset": "0490"},
    "PL": {"cost": "402-3", "accrual": "641", "capital": "801", "asset": "010-5"},
    "ID": {"cost": "6-1200", "accrual": "2-1400", "capital": "3-1100", "asset": "1-2500"},
}

WITHOUT_LINES = ("vat_return", "ec_sales_list", "one_stop_shop", "bad_debt_relief")
"""Nothing is posted with a tax code."""
NOT_THERE = (("ec_sales_list", "ID"), ("one_stop_shop", "ID"), ("bad_debt_relief", "DE"), ("bad_debt_relief", "ID"))
"""Reports that a country does not have."""


@pytest.fixture
def books(office: Office) -> Office:
    """In each country: 12,000 of capital as an asset, 300 of rent accrued in March, and 50 owed each way."""
    hire(office, "clara", {country: ["accounting.clerk"] for country in CHARTS})
    for country, own in CHARTS.items():
        for debit, credit, amount in ((own["asset"], own["capital"], "12000"), (own["cost"], own["accrual"], "300")):
            lines = ({"account": debit, "debit": amount}, {"account": credit, "credit": amount})
            filed = office.type_in(country, "clara", ENTRY, {"booked_on": "2026-03-31", "text": "Test"}, lines=lines)
            assert office.finish(country, filed)
        for side in ("payable", "receivable"):
            owed = {"side": side, "number": "R-1", "party_id": str(office.suppliers[country, country]), "due_on": "2026-02-01"}
            owed |= {"party_name": "Partner", "document_on": "2026-01-02", "taken_over_on": "2026-03-01", "currency": CURRENCIES[country]}
            filed = office.type_in(country, "clara", "accounting.opening_balance", {**owed, "amount": "50", "local_amount": "50"})
            assert office.finish(country, filed)
    return office


def address(office: Office, country: str, report: str, **more: str) -> str:
    given = {"client": str(office.clients[country]), "from": "2026-01-01", "until": "2026-03-31", **more}
    return f"/accounting/reports/{report}?" + "&".join(f"{key}={value}" for key, value in given.items())


@pytest.mark.parametrize(
    ("report", "country"), [(report, country) for report in REPORTS for country in CHARTS if (report, country) not in NOT_THERE]
)
def test_every_report_is_shown_printed_and_saved(books: Office, country: str, report: str) -> None:
    clara = seat(books, "clara", {"DE": "de", "PL": "pl", "ID": "id"}[country])
    page = text(clara.get(address(books, country, report)))
    assert ('id="report"' in page) == (report not in WITHOUT_LINES)
    assert clara.get(address(books, country, report, export="pdf")).content.startswith(b"%PDF-1.7")
    saved = clara.get(address(books, country, report, export="csv")).content.decode("utf-8-sig")
    sheet = read_sheet(clara.get(address(books, country, report, export="xlsx")).content)
    assert len(list(csv.reader(io.StringIO(saved), delimiter=";"))) == len(sheet.rows) + 1


@pytest.mark.parametrize("country", CHARTS)
def test_the_balance_sheet_shows_what_was_posted_and_ties(books: Office, country: str) -> None:
    rows = {row[0]: Decimal(row[1]) for row in saved(books, country, "balance_sheet")[1:]}
    assert rows["Assets"] == rows["Equity and liabilities"] == Decimal(12050)
    found = {name.split(" ", 1)[-1]: amount for name, amount in rows.items()}
    assert (found["Subscribed capital"], found["Profit or loss for the year"], found["Trade payables"]) == (12000, -300, 50)


def test_the_income_statement_ends_with_the_loss(books: Office) -> None:
    assert Decimal(saved(books, "DE", "income_statement")[-1][1]) == Decimal(-300)


def test_nothing_was_paid_so_cash_did_not_change(books: Office) -> None:
    rows = {row[0]: Decimal(row[1]) for row in saved(books, "DE", "cash_flow")[1:]}
    assert (rows["Change in cash"], rows["Operating activities"]) == (Decimal(0), Decimal(0))
    assert rows["Fixed assets bought and sold"] == -rows["Contributions and distributions"] == Decimal(-12000)


def test_a_line_opens_into_its_accounts_and_these_into_their_sheets(books: Office) -> None:
    clara = seat(books, "clara")
    page = text(clara.get(address(books, "DE", "balance_sheet")))
    opened = re.search(r'href="(\?[^"]*line=other_equipment[^"]*)"', page)
    assert opened
    page = text(clara.get("/accounting/reports/balance_sheet" + opened[1].split("#")[0].replace("&amp;", "&")))
    account = re.search(r'href="(/ledger/accounts/0490[^"]*)"', page)
    assert account
    assert "12,000.00" in text(clara.get(account[1].replace("&amp;", "&")))


def test_days_within_a_month_are_widened_to_the_whole_period(books: Office) -> None:
    clara = seat(books, "clara")
    page = text(clara.get(f"/accounting/reports/trial_balance?client={books.clients['DE']}&from=2026-03-05&until=2026-03-10"))
    assert 'name="from" value="2026-03-01"' in page
    assert 'name="until" value="2026-03-31"' in page


def test_an_unknown_report_is_not_found_and_nobody_without_the_right_sees_one(books: Office) -> None:
    assert seat(books, "clara").get("/accounting/reports/horoscope").status_code == 404
    hire(books, "mia", {"DE": ["masterdata.clerk"]})
    assert seat(books, "mia").get("/accounting/reports/").status_code == 403


def saved(office: Office, country: str, report: str) -> list[list[str]]:
    answer = seat(office, "clara").get(address(office, country, report, export="csv"))
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_a_cost_centre_shows_what_it_cost_and_the_whole_is_the_result(books: Office) -> None:
    lines = ({"account": "4240", "debit": "70", "cost_centre": "200"}, {"account": "0970", "credit": "70"})
    filed = books.type_in("DE", "clara", ENTRY, {"booked_on": "2026-03-31", "text": "Strom"}, lines=lines)
    assert books.finish("DE", filed)
    rows = [(*row[:2], *map(Decimal, row[2:])) for row in saved(books, "DE", "cost_centres")[1:]]
    assert [(row[0], row[3]) for row in rows if row[0]] == [("200", 70), ("none named", 300)]
    assert [row[1:] for row in rows if row[1].startswith("4240")] == [("4240 Gas, Strom, Wasser", 0, 70, -70)]
    assert rows[-1] == ("", "EUR", 0, 370, -370)


@pytest.mark.parametrize("report", ["cost_centres", "plan_and_actual"])
def test_what_a_cost_centre_cost_opens_into_its_own_postings_alone(books: Office, report: str) -> None:
    for amount, centre in (("70", "200"), ("11", "300"), ("5", "")):
        line = {"account": "4240", "debit": amount, **({"cost_centre": centre} if centre else {})}
        lines = (line, {"account": "0970", "credit": amount})
        assert books.finish("DE", books.type_in("DE", "clara", ENTRY, {"booked_on": "2026-03-31", "text": "Strom"}, lines=lines))
    clara = seat(books, "clara")
    page = text(clara.get(address(books, "DE", report))).replace("&amp;", "&")
    opened = dict(re.findall(r'href="(/ledger/accounts/4240[^"]*[?&]cost_centre=(\w*))"', page))
    told = {centre: text(clara.get(url)) for url, centre in opened.items()}
    closing = {centre: re.search(r'<tfoot>.*?<td class="amount">([^<]*)<', sheet, re.DOTALL) for centre, sheet in told.items()}
    assert {centre: found and "".join(sign for sign in found[1] if sign in "0123456789.") for centre, found in closing.items()} == {
        "200": "70.00",
        "300": "11.00",
        "": "5.00",
    }
