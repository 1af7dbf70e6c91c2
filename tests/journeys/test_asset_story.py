"""A fixed asset, from what it cost to what it stands at: depreciated in each month once, and the register is what the ledger says."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.journeys.office import EVERYBODY, Office, hire, open_office

from kantor.departments.accounting import plans
from kantor.departments.accounting.closing.checks import Span, look
from kantor.departments.accounting.reports import REPORTS, Asked
from kantor.kit.money import Money
from kantor.spine import access, cases, documents, ledger

D = Decimal
ACCOUNTS = {
    "DE": {"asset_account": "0490", "from_account": "0800", "depreciation_account": "4830"},
    "PL": {"asset_account": "010-5", "from_account": "801", "depreciation_account": "400", "contra_account": "070"},
    "ID": {"asset_account": "1-2500", "from_account": "3-1100", "depreciation_account": "6-1600", "contra_account": "1-2510"},
}
BOOKED = {"DE": (8, D(800)), "PL": (7, D(700)), "ID": (8, D(800))}
"""Bought on 20 March with 48 months to go; how many months are worn by the end of October, and what that comes to."""


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {country: ["accounting.clerk"] for country in ACCOUNTS})
    hire(office, "otto", {country: ["accounting.approver"] for country in ACCOUNTS})
    return office


def buy(office: Office, country: str, number: str = "A-1") -> int:
    values = {"number": number, "name": "Regal", "in_use_on": "2026-03-20", "months": "48", "cost": "4800", **ACCOUNTS[country]}
    filed = office.type_in(country, "clara", "accounting.asset", values)
    assert office.finish(country, filed)
    return filed


@pytest.mark.parametrize("country", ACCOUNTS)
def test_the_register_is_what_the_ledger_says(office: Office, country: str) -> None:
    buy(office, country)
    office.now.at = datetime(2026, 10, 31, 9, tzinfo=UTC)
    months, worn = BOOKED[country]
    assert plans.file_due(office.clients[country], office.now) == months
    office.finish(country)
    own = ACCOUNTS[country]
    balances = office.balances(country)
    booked = balances[own["asset_account"]] + (balances[own["contra_account"]] if "contra_account" in own else D(0))
    assert balances[own["depreciation_account"]] == worn
    *_, sums = register(office, country)
    assert [cell.amount for cell in sums if isinstance(cell, Money)] == [D(4800), worn, booked]


def test_an_asset_that_was_typed_twice_is_reversed_before_its_first_month_ends(office: Office) -> None:
    buy(office, "DE")
    twice = buy(office, "DE", "A-2")
    values = {"document": str(twice), "booked_on": "2026-03-31", "reason": "typed twice"}
    filed = office.type_in("DE", "anna", "office.reversal", values)
    office.approve("DE", filed, "bert")
    office.finish("DE", filed)
    office.now.at = datetime(2026, 3, 31, 9, tzinfo=UTC)
    assert plans.file_due(office.clients["DE"], office.now) == 1
    assert [row[0] for row in register(office, "DE")] == ["A-1", ""]


CHANGE = "accounting.asset_change"
SALE = {"change": "sale", "on": "2026-09-20", "proceeds": "5000"}


def changed(office: Office, country: str, **values: str) -> int:
    """Written by clara, approved by otto, in effect."""
    filed = office.type_in(country, "clara", CHANGE, {"number": "A-1", **values})
    assert office.findings(country, filed) <= {f"{CHANGE}.no_invoice"}, office.findings(country, filed)
    office.approve(country, filed, "otto")
    office.finish(country, filed)
    assert office.row(country, filed).state == "effective", office.row(country, filed)
    return filed


def booked_until_june(office: Office, country: str) -> None:
    buy(office, country)
    office.now.at = datetime(2026, 6, 30, 9, tzinfo=UTC)
    plans.file_due(office.clients[country], office.now)
    office.finish(country)


def differing(office: Office, country: str) -> list[tuple[str, D]]:
    """Accounts of assets that are not what the register says at the end of June, and by how much."""
    with office.acting(country):
        span = Span(access.client(office.clients[country]), date(2026, 6, 1), date(2026, 6, 30))
        (result,) = [one for one in look(span) if one.key == "assets"]
    return [(one.account, one.amount.amount) for one in result.found if one.amount]


def movements(office: Office, country: str) -> dict[str, D]:
    """The line of the whole, by column."""
    with office.acting(country) as actor:
        asked = Asked(
            client=access.client(actor.clients[0]), from_on=date(2026, 1, 1), until_on=date(2026, 12, 31), today=date(2026, 12, 31)
        )
        table = REPORTS["asset_movements"].make(asked)
    cells = zip(table.headings[1:], table.lines[-1].cells[1:], strict=True)
    return {heading.key: cell.amount for heading, cell in cells if isinstance(cell, Money)}


@pytest.mark.parametrize(("country", "worn", "gone"), [("DE", 600, "2315"), ("PL", 600, "761-1"), ("ID", 700, "7-1300")])
def test_what_is_sold_leaves_register_and_ledger_and_its_plan_ends(office: Office, country: str, worn: int, gone: str) -> None:
    """Bought for 4,800 in March over 48 months; sold on 20 September. June is the last month that is booked, the rest comes with the sale's
    months."""
    booked_until_june(office, country)
    sold = changed(office, country, **SALE)
    office.now.at = datetime(2026, 12, 31, 9, tzinfo=UTC)
    plans.file_due(office.clients[country], office.now)
    office.finish(country)
    own, balances = ACCOUNTS[country], office.balances(country)
    assert own["asset_account"] not in balances
    assert own.get("contra_account") not in balances
    assert (balances[own["depreciation_account"]], balances[gone]) == (worn, 4800 - worn)
    found = movements(office, country)
    assert {key: found[key] for key in ("additions", "disposals", "depreciation", "worn_disposals")} == {
        "additions": 4800,
        "disposals": 4800,
        "depreciation": worn,
        "worn_disposals": worn,
    }
    assert not any(found[key] for key in ("cost_end", "worn_end", "book_end"))
    assert len(register(office, country)) == 1
    undone = office.type_in(country, "anna", "office.reversal", {"document": str(sold), "booked_on": "2026-12-31", "reason": "rückgängig"})
    office.approve(country, undone, "bert")
    office.finish(country, undone)
    plans.file_due(office.clients[country], office.now)
    office.finish(country)
    with office.acting(country):
        assert ledger.differences(office.clients[country]) == []
    assert movements(office, country)["book_end"] == 4800 - {"DE": 1000, "PL": 900, "ID": 1000}[country]


def test_half_of_an_asset_goes_what_is_left_is_written_down_and_up_again(office: Office) -> None:
    booked_until_june(office, "DE")
    scrapped = changed(office, "DE", change="scrapping", on="2026-06-30", amount="2400")
    changed(office, "DE", change="write_down", on="2026-06-30", amount="1100", reason="Wasserschaden")
    filed = office.type_in("DE", "clara", CHANGE, {"number": "A-1", "change": "write_up", "on": "2026-06-30", "amount": "1101"})
    assert office.findings("DE", filed) == {f"{CHANGE}.above_highest"}
    changed(office, "DE", change="write_up", on="2026-06-30", amount="100")
    assert differing(office, "DE") == []
    lines = ({"account": "0490", "debit": "440"}, {"account": "0800", "credit": "440"})
    bought = office.type_in("DE", "clara", "accounting.journal_entry", {"booked_on": "2026-06-30", "text": "Anbau"}, lines=lines)
    assert office.finish("DE", bought) == {bought}
    assert differing(office, "DE") == [("0490", 440)]
    changed(office, "DE", change="addition", on="2026-06-30", amount="440")
    assert differing(office, "DE") == []
    office.now.at = datetime(2026, 8, 31, 9, tzinfo=UTC)
    plans.file_due(office.clients["DE"], office.now)
    office.finish("DE")
    found = movements(office, "DE")
    assert found["book_end"] == office.balances("DE")["0490"] == 2400 - 200 - 1100 + 100 + 440 - 2 * D("37.28")
    told = [found[key] for key in ("disposals", "worn_disposals", "write_ups", "additions")]
    assert told == [D(2400), D(200), D(100), D(5240)]
    early = office.type_in("DE", "anna", "office.reversal", {"document": str(scrapped), "booked_on": "2026-08-31", "reason": "doch nicht"})
    office.approve("DE", early, "bert")
    office.finish("DE", early)
    assert office.row("DE", scrapped).state == "effective"


def test_a_sale_to_a_customer_writes_the_invoice(office: Office) -> None:
    booked_until_june(office, "DE")
    changed(office, "DE", **{**SALE, "on": "2026-06-30"}, customer_id=str(office.suppliers["DE", "DE"]))
    with office.acting("DE"):
        (invoice,) = [one for one in cases.queue({office.clients["DE"]: EVERYBODY}) if one.type == "receivables.customer_invoice"]
        reading = documents.newest([invoice.document_id])[0].reading
    (line,) = reading.rows("lines")
    assert (line["name"].text, line["account"].text, line["price"].text) == ("A-1 Regal", "8829", "5000")


def register(office: Office, country: str) -> list[tuple[object, ...]]:
    with office.acting(country) as actor:
        client = access.client(actor.clients[0])
        on = date(2026, 10, 31)
        table = REPORTS["asset_register"].make(Asked(client=client, from_on=date(2026, 1, 1), until_on=on, today=on))
    return [line.cells for line in table.lines]
