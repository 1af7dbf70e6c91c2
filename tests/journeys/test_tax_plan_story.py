"""An asset that tax depreciates otherwise: its books stay as they are, and beside them stands what tax depreciates more or less."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.channels.api.caller import Caller, problem, told
from tests.desk.seat import seat, text
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_asset_story import ACCOUNTS, CHANGE, SALE, changed, differing, found, register

from kantor.departments.accounting import plans
from kantor.departments.accounting.reports import REPORTS, Asked
from kantor.kit.money import Money
from kantor.spine import access, ledger

D = Decimal
ASSET = "accounting.asset"
VALUES = {"number": "A-1", "name": "Regal", "in_use_on": "2026-03-20", "months": "48", "cost": "4800"}
OCTOBER = date(2026, 10, 31)

BY_LAW = [
    ("DE", {"tax_method": "declining"}, 8, D(20)),
    ("DE", {"tax_method": "linear", "tax_months": "96"}, 8, D(-50)),
    ("PL", {"tax_method": "linear", "tax_months": "30"}, 7, D(60)),
    ("ID", {"tax_method": "declining"}, 8, D(100)),
]
"""Of 4800 over 48 months, 100 each. Germany: 30 percent a year at most (§ 7 Abs. 2 EStG), 1200 for the ten months of 2026; Indonesia: twice
the linear rate, 2000 for ten months (Pasal 11 ayat (2) UU PPh). What tax wears more a month, and how many months by the end of October."""


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {country: ["accounting.clerk"] for country in ACCOUNTS})
    hire(office, "otto", {country: ["accounting.approver"] for country in ACCOUNTS})
    return office


def bought(office: Office, country: str, **tax: str) -> int:
    filed = office.type_in(country, "clara", ASSET, {**VALUES, **ACCOUNTS[country], **tax})
    assert office.findings(country, filed) == set()
    assert office.finish(country, filed)
    return filed


def worn(office: Office, country: str, on: date) -> int:
    """All parts that are due by a day are booked; how many."""
    office.now.at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    count = plans.file_due(office.clients[country], office.now)
    office.finish(country)
    return count


def balances(office: Office, country: str, beside: str = "") -> dict[str, Decimal]:
    with office.acting(country):
        rows = ledger.trial_balance(office.clients[country], from_on=date(2026, 1, 1), until_on=date(2026, 12, 31), beside=beside)
    assert sum(row.closing.amount for row in rows) == 0
    return {row.number: row.closing.amount for row in rows if row.closing}


@pytest.mark.parametrize(("country", "tax", "months", "beyond"), BY_LAW)
def test_what_tax_wears_otherwise_stands_beside_the_books(
    office: Office, country: str, tax: dict[str, str], months: int, beyond: Decimal
) -> None:
    bought(office, country, **tax)
    assert worn(office, country, OCTOBER) == 2 * months
    own = ACCOUNTS[country]
    kept, for_tax = balances(office, country), balances(office, country, "tax")
    assert kept[own["depreciation_account"]] == 100 * months
    assert for_tax[own["depreciation_account"]] == (100 + beyond) * months
    credited = own.get("contra_account", own["asset_account"])
    assert for_tax[credited] == kept[credited] - beyond * months
    *_, sums = register(office, country)
    value = 4800 - 100 * months
    assert [cell.amount for cell in sums if isinstance(cell, Money)] == [
        4800,
        100 * months,
        value,
        value - beyond * months,
        beyond * months,
    ]
    assert differing(office, country) == []


def test_the_statements_are_told_for_tax_as_well(office: Office) -> None:
    bought(office, "DE", tax_method="declining")
    worn(office, "DE", OCTOBER)
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        asked = Asked(client=client, from_on=date(2026, 1, 1), until_on=OCTOBER, today=OCTOBER)
        told = {key: REPORTS[key].make(asked) for key in ("balance_sheet", "tax_balance_sheet", "income_statement", "tax_income_statement")}
    amounts = {
        key: {line.key: line.cells[1].amount for line in table.lines if isinstance(line.cells[1], Money)} for key, table in told.items()
    }
    books, tax = amounts["balance_sheet"], amounts["tax_balance_sheet"]
    assert books.keys() == tax.keys()
    assert {books[key] - tax[key] for key in books} == {D(0), D(160)}
    assert (books["assets"], tax["assets"]) == (4000, 3840)
    assert min(amounts["income_statement"].values()) == -800
    assert min(amounts["tax_income_statement"].values()) == -960


@pytest.mark.parametrize(("report", "column"), [("cost_centres", 3), ("projects", 3), ("plan_and_actual", 3)])
def test_what_counts_for_tax_alone_is_no_cost_of_a_centre_and_uses_no_budget(office: Office, report: str, column: int) -> None:
    bought(office, "DE", tax_method="declining", cost_centre="200")
    worn(office, "DE", OCTOBER)
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        table = REPORTS[report].make(Asked(client=client, from_on=date(2026, 1, 1), until_on=OCTOBER, today=OCTOBER))
    figures = {line.cells[column].amount for line in table.lines if isinstance(line.cells[column], Money)}
    assert figures - {D(0)} == {D(800)}


def test_a_sale_takes_the_value_for_tax_out_as_well(office: Office) -> None:
    """Worn until August: 600 in the books, 720 for tax; the gain for tax is 120 higher."""
    bought(office, "DE", tax_method="declining")
    worn(office, "DE", date(2026, 6, 30))
    assert found(office, "DE", change="addition", on="2026-07-31", amount="100") == {f"{CHANGE}.tax_plan"}
    assert f"{CHANGE}.tax_plan" in found(office, "DE", **SALE, amount="2400")
    changed(office, "DE", **SALE)
    worn(office, "DE", OCTOBER)
    kept, for_tax = balances(office, "DE"), balances(office, "DE", "tax")
    assert "0490" not in {**kept, **for_tax}
    assert (kept["4830"], for_tax["4830"]) == (600, 720)
    (gone,) = [number for number in kept if for_tax[number] != kept[number] and number != "4830"]
    assert kept[gone] - for_tax[gone] == 120
    assert differing(office, "DE") == []


def test_a_plan_for_tax_is_one_that_the_law_allows_and_comes_to_the_cost(office: Office) -> None:
    def findings(**values: str) -> set[str]:
        return office.findings("DE", office.type_in("DE", "clara", ASSET, {**VALUES, **ACCOUNTS["DE"], **values}))

    assert findings(tax_method="low_value") == {f"{ASSET}.unknown_low_value_cost"}
    assert findings(tax_method="linear", rhythm="yearly") == {f"{ASSET}.tax_by_months"}
    assert findings(tax_months="96") == {f"{ASSET}.no_tax_method"}
    values = {**VALUES, **ACCOUNTS["DE"], "tax_method": "linear"}
    filed = office.type_in("DE", "clara", ASSET, values, tax_plan=[{"due_on": "2026-03-31", "amount": "4000"}])
    assert office.findings("DE", filed) == {f"{ASSET}.other_sum"}


def test_the_journal_names_the_ledger_of_what_counts_for_tax_alone(office: Office) -> None:
    """On the desk, in its file, for programs and in the report: the books' entries stand as ever, the others say whose they are."""
    bought(office, "DE", tax_method="declining")
    worn(office, "DE", date(2026, 3, 31))
    client, clara = office.clients["DE"], seat(office, "clara")
    shown = text(clara.get("/journal/"))
    assert shown.count('<span class="mark">tax only</span>') == 1
    assert shown.count("<tr data-row>") == 3
    alone = text(clara.get("/journal/", {"ledger": "tax"}))
    assert (alone.count("<tr data-row>"), alone.count('<option value="tax" selected>')) == (1, 1)
    assert 'class="mark">' not in text(clara.get("/journal/", {"ledger": "main"}))
    kept = csv.DictReader(io.StringIO(clara.get("/journal/?export=csv").content.decode("utf-8-sig")))
    assert sorted((row["Ledger"], row["Amount"]) for row in kept) == [("main", "100.00"), ("main", "4800.00"), ("tax only", "20.00")]

    program = Caller(office, "clara")
    (entry,) = told(program.get("/entries?ledger=tax"))["rows"]
    assert (entry["ledger"], entry["amount"]) == ("tax", "20.00")
    assert told(program.get(f"/entries/{entry['id']}?client={client}"))["ledger"] == "tax"
    assert '<span class="mark">tax only</span>' in text(clara.get(f"/ledger/entries/{entry['id']}?client={client}"))
    assert {one["ledger"] for one in told(program.get("/entries"))["rows"]} == {"main", "tax"}
    assert problem(program.get("/entries?ledger=other"), 422) == "not_understood"

    report = told(program.get(f"/reports/journal?client={client}&from_on=2026-01-01&until_on=2026-12-31"))
    lines = [(one["style"], one["cells"][2].startswith("Tax only: "), one["cells"][5], one["cells"][6]) for one in report["lines"]]
    assert lines == [
        ("line", False, "4800.00", None),
        ("line", False, None, "4800.00"),
        ("line", False, "100.00", None),
        ("line", False, None, "100.00"),
        ("sum", False, "4900.00", "4900.00"),
        ("line", True, "20.00", None),
        ("line", True, None, "20.00"),
        ("sum", False, "20.00", "20.00"),
    ]
    assert report["lines"][-1]["cells"][2] == "tax only"
