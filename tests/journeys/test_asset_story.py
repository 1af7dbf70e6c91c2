"""A fixed asset, from what it cost to what it stands at: depreciated in each month once, and the register is what the ledger says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from tests.journeys.office import EVERYBODY, Office, hire, open_office
from tests.journeys.test_bank_story import INVOICE, SERVICE

from kantor.departments.accounting import plans
from kantor.departments.accounting.allocation.document import month_end
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


def differing(office: Office, country: str, month: date = date(2026, 6, 1)) -> list[tuple[str, D]]:
    """Accounts of assets that are not what the register says at the end of a month, and by how much."""
    with office.acting(country):
        span = Span(access.client(office.clients[country]), month.replace(day=1), month_end(month))
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


def found(office: Office, country: str, **values: str) -> set[str]:
    """What is found of a change that is typed and stays undecided."""
    return office.findings(country, office.type_in(country, "clara", CHANGE, {"number": "A-1", **values}))


def test_a_change_is_worn_until_the_end_of_its_month_or_of_the_one_before(office: Office) -> None:
    """Sold on 20 September: June would leave out two months, October would wear one in which it is gone."""
    booked_until_june(office, "DE")
    sale = {**SALE, "customer_id": str(office.suppliers["DE", "DE"])}
    for other in ("2026-06-30", "2026-07-31", "2026-10-31"):
        assert found(office, "DE", **sale, worn_until=other) == {f"{CHANGE}.other_month"}
    assert found(office, "DE", **sale, worn_until="2026-09-30") == {f"{CHANGE}.unusual_month"}
    assert found(office, "DE", **sale, worn_until="2026-08-31") == set()


@pytest.mark.parametrize(
    ("first", "keys"),
    [
        ("2026-07-31", set()),
        ("2026-06-30", {f"{CHANGE}.row_before", f"{CHANGE}.months_missing"}),
        ("2026-08-31", {f"{CHANGE}.month_twice", f"{CHANGE}.months_missing"}),
    ],
)
def test_the_plan_that_is_left_has_each_month_once(office: Office, first: str, keys: set[str]) -> None:
    booked_until_june(office, "DE")
    values = {"number": "A-1", "change": "write_down", "on": "2026-06-30", "amount": "400"}
    worked_out = office.checked("DE", office.type_in("DE", "clara", CHANGE, values)).reading.rows("plan")
    assert worked_out[0]["due_on"].text == "2026-07-31"
    rows = [{"due_on": row["due_on"].text, "amount": row["amount"].text} for row in worked_out]
    rows[0]["due_on"] = first
    assert office.findings("DE", office.type_in("DE", "clara", CHANGE, values, plan=rows)) == keys


def test_what_a_sale_counted_as_depreciation_is_reversed_after_the_sale_alone(office: Office) -> None:
    booked_until_june(office, "DE")
    sold = changed(office, "DE", **SALE)
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute("SELECT min(filed_id) FROM accounting_planned WHERE due_on = '2026-06-30'")
        (june,) = cursor.fetchone()
    told = {"document": str(june), "booked_on": "2026-09-30", "reason": "rückgängig"}
    assert office.findings("DE", office.type_in("DE", "anna", "office.reversal", told)) == {"office.reversal.is_counted"}
    undone = office.type_in("DE", "anna", "office.reversal", {**told, "document": str(sold)})
    office.approve("DE", undone, "bert")
    assert office.finish("DE", undone)
    assert office.findings("DE", office.type_in("DE", "anna", "office.reversal", told)) == set()


def test_an_asset_that_is_gone_does_not_change_any_more(office: Office) -> None:
    booked_until_june(office, "DE")
    changed(office, "DE", **{**SALE, "on": "2026-06-30"})
    assert found(office, "DE", change="addition", on="2026-07-31", amount="100") == {f"{CHANGE}.gone"}
    assert f"{CHANGE}.gone" in found(office, "DE", change="scrapping", on="2026-07-31")


def test_an_asset_of_another_client_is_told_to_be_none_of_this_one(office: Office) -> None:
    buy(office, "PL")
    assert found(office, "DE", change="addition", on="2026-07-31", amount="100") == {f"{CHANGE}.unknown"}


def test_an_asset_and_its_changes_stand_in_the_currency_of_the_books(office: Office) -> None:
    booked_until_june(office, "DE")
    added = {"change": "addition", "on": "2026-06-30", "amount": "100"}
    assert found(office, "DE", **added, currency="USD") == {f"{CHANGE}.other_currency"}
    values = {"number": "A-2", "name": "Regal", "in_use_on": "2026-06-20", "months": "48", "cost": "4800", **ACCOUNTS["DE"]}
    filed = office.type_in("DE", "clara", "accounting.asset", {**values, "currency": "USD"})
    assert office.findings("DE", filed) == {"accounting.asset.other_currency"}


def test_the_cost_centre_of_an_asset_that_changes_still_holds(office: Office) -> None:
    values = {"number": "A-1", "name": "Regal", "in_use_on": "2026-03-20", "months": "48", "cost": "4800", **ACCOUNTS["DE"]}
    filed = office.type_in("DE", "clara", "accounting.asset", {**values, "cost_centre": "100"})
    assert office.finish("DE", filed)
    added = {"change": "addition", "on": "2026-03-31", "amount": "100"}
    assert found(office, "DE", **added) == set()
    for code, until in (("200", ""), ("100", "2026-03-30")):
        told = {"dimension": "cost_centre", "code": code, "name": code, "from_on": "2026-01-01", "until_on": until}
        centre = office.type_in("DE", "clara", "accounting.cost_centre", told)
        office.approve("DE", centre, "otto")
        assert office.finish("DE", centre)
        assert found(office, "DE", **added) == {"words.centre_unknown" if code == "200" else "words.centre_ended"}


def test_what_an_invoice_books_onto_an_asset_account_becomes_an_asset_that_a_clerk_completes(office: Office) -> None:
    (invoice,) = office.bring(INVOICE)
    row = office.row("DE", invoice.document_id)
    office.save("DE", invoice.document_id, "anna", lines__0__account="0490")
    office.approve("DE", invoice.document_id, "anna")
    assert office.finish("DE", invoice.document_id) == {invoice.document_id}
    assert office.balances("DE")["0490"] == D(1000)
    with office.acting("DE"):
        (task,) = cases.queue({office.clients["DE"]: frozenset({"accounting.clerk"})})
        told = documents.newest([task.document_id])[0].reading
    keys = ("name", "supplier_id", "invoice", "asset_account", "cost", "currency", "in_use_on")
    supplier = str(office.suppliers["DE", "DE"])
    delivered = told.text("in_use_on")
    assert tuple(told.text(key) for key in keys) == ("Wartung", supplier, row.number, "0490", "1000.00", "EUR", delivered)
    booked = date(2026, 3, 2)
    assert differing(office, "DE", booked) == [("0490", D(1000))]
    office.save("DE", task.document_id, "clara", number="A-9", months="60", depreciation_account="4830")
    office.approve("DE", task.document_id, "clara")
    assert office.finish("DE", task.document_id) == {task.document_id}
    assert differing(office, "DE", booked) == []
    undone = {"document": str(invoice.document_id), "booked_on": "2026-03-10", "reason": "falsch"}
    counter = office.type_in("DE", "anna", "office.reversal", undone)
    office.approve("DE", counter, "bert")
    assert office.finish("DE", counter) == set()


def test_each_line_of_an_invoice_becomes_an_asset_of_so_many_pieces(office: Office) -> None:
    """Eight chairs and two lamps for less than 800 EUR a piece are low-value assets (§ 6 Abs. 2 EStG), though the invoice is for more."""
    chair = replace(SERVICE, name="Stuhl", quantity=D(8), unit="H87", price=D(189))
    lamp = replace(SERVICE, name="Lampe", quantity=D(2), unit="H87", price=D("44.90"))
    (invoice,) = office.bring(replace(INVOICE, lines=(chair, lamp)))
    office.save("DE", invoice.document_id, "anna", lines__0__account="0480", lines__1__account="0480")
    office.approve("DE", invoice.document_id, "anna")
    office.finish("DE", invoice.document_id)
    with office.acting("DE"):
        tasks = [task.document_id for task in cases.queue({office.clients["DE"]: frozenset({"accounting.clerk"})})]
        told = {one.reading.text("name"): one.reading for one in documents.newest(tasks)}
    keys = ("units", "cost", "method", "asset_account", "depreciation_account")
    assert {name: tuple(reading.text(key) for key in keys) for name, reading in told.items()} == {
        "Stuhl": ("8", "1512.00", "low_value", "0480", "4855"),
        "Lampe": ("2", "89.80", "low_value", "0480", "4855"),
    }
    for place, document_id in enumerate(tasks, 1):
        office.save("DE", document_id, "clara", number=f"G-{place}")
        office.approve("DE", document_id, "clara")
    assert office.finish("DE", *tasks) == set(tasks)
    office.now.at = datetime(2026, 3, 31, 9, tzinfo=UTC)
    plans.file_due(office.clients["DE"], office.now)
    office.finish("DE")
    assert (office.balances("DE").get("0480", 0), office.balances("DE")["4855"]) == (0, D("1601.80"))
    assert differing(office, "DE", date(2026, 3, 31)) == []


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
