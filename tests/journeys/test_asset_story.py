"""A fixed asset, from what it cost to what it stands at: depreciated in each month once, and the register is what the ledger says."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.journeys.office import Office, hire, open_office

from kantor.departments.accounting import plans
from kantor.departments.accounting.reports import REPORTS, Asked
from kantor.kit.money import Money
from kantor.spine import access

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


def register(office: Office, country: str) -> list[tuple[object, ...]]:
    with office.acting(country) as actor:
        client = access.client(actor.clients[0])
        on = date(2026, 10, 31)
        table = REPORTS["asset_register"].make(Asked(client=client, from_on=date(2026, 1, 1), until_on=on, today=on))
    return [line.cells for line in table.lines]
