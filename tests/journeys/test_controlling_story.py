"""A budget is decided, orders are held to it, and reports say what was planned, posted, ordered and will be on the bank."""

from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import CURRENCIES, Office, hire, open_office
from tests.journeys.test_billing_story import contract
from tests.journeys.test_customer_invoice_story import DESK, customer, sent, typed

from kantor.channels import sheets
from kantor.departments.accounting.closing.checks import Span, look
from kantor.kit.money import Money
from kantor.spine import access, facts, ledger
from kantor.words import Applied, Ask, Entry, Posting
from kantor.words.locking import CLOSING

BUDGET = "accounting.budget"
SHEET = """Fassung;Jahr;Bestellungen darüber;Konto;Kostenstelle;1;2;3
Beschluss;2026;anhalten;8400;;1000;1000;1000
Beschluss;2026;anhalten;4930;;100;100;100
"""


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "dora", {"DE": ("accounting.clerk", "purchasing.clerk")})
    hire(office, "emil", {"DE": ("accounting.approver",)})
    return office


def decided(office: Office, text: str) -> int:
    with office.acting("DE") as actor:
        ready = sheets.prepare(sheets.read_sheet(text.encode()), "budget", actor)
    assert ready.faults == ()
    assert sheets.take_in(ready, client_id=office.clients["DE"], person_id=None, now=office.now).waiting == 1
    with office.acting("DE"):
        found = int(apps.get_model("documents.Document").objects.filter(type=BUDGET).latest("id").id)
    assert office.findings("DE", found) == set()
    office.approve("DE", found, "dora")
    office.approve("DE", found, "emil")
    assert office.finish("DE", found) == {found}
    return found


def order(office: Office, number: str, price: str, **head: str) -> int:
    values = {
        "order_number": number,
        "supplier_id": str(office.suppliers["DE", "DE"]),
        "ordered_on": "2026-03-02",
        "currency": CURRENCIES["DE"],
        **head,
    }
    line = {"line": "1", "name": "Papier", "quantity": "1", "unit": "C62", "price": price, "account": "4930"}
    return office.type_in("DE", "anna", "purchasing.purchase_order", values, lines=[line])


def report(office: Office, key: str) -> str:
    return text(seat(office, "dora").get(f"/accounting/reports/{key}", {"client": office.clients["DE"]}))


def test_an_order_above_what_is_left_of_the_plan_is_stopped(office: Office) -> None:
    decided(office, SHEET)
    first = order(office, "P-1", "200.00")
    assert office.findings("DE", first) == set()
    assert office.finish("DE", first) == {first}
    assert office.findings("DE", order(office, "P-2", "100.01")) == {"purchasing.over_budget"}
    assert office.findings("DE", order(office, "P-3", "100.00")) == set()


def test_an_order_in_dollars_counts_at_its_own_rate_or_at_the_last_one_known(office: Office) -> None:
    """300.00 are planned: 250 dollars at 0.80 are 200.00 of them."""
    decided(office, SHEET)
    unknown = order(office, "P-1", "250.00", currency="USD")
    assert office.findings("DE", unknown) == {"purchasing.rate_unknown"}
    assert office.approve("DE", unknown, "anna") == ""
    assert office.finish("DE", unknown) == {unknown}
    assert left(office) == "300.00"
    typed = order(office, "P-2", "250.00", currency="USD", exchange_rate="0.80")
    assert office.findings("DE", typed) == set()
    assert left(office) == "300.00"
    assert office.finish("DE", typed) == {typed}
    assert left(office) == "100.00"
    owed = {"side": "payable", "number": "R-1", "party_id": str(office.suppliers["DE", "DE"]), "party_name": "Papier", "currency": "USD"}
    days = {"document_on": "2026-03-01", "taken_over_on": "2026-03-02", "due_on": "2026-03-10"}
    seen = office.type_in("DE", "dora", "accounting.opening_balance", owed | days | {"amount": "100", "local_amount": "40"})
    assert office.finish("DE", seen) == {seen}
    assert left(office) == "0.00"  # 250 dollars more, at 0.40
    assert office.findings("DE", order(office, "P-3", "1.00", currency="USD")) == {"purchasing.over_budget"}
    assert office.findings("DE", order(office, "P-4", "1.00", currency="USD", exchange_rate="2.50")) == {
        "purchasing.over_budget",
        "words.rate_upside_down",
    }


def left(office: Office) -> str:
    """Of the plan of 4930."""
    ask = Ask("accounting.budget_left", ("4930", "", "2026-03-10"))
    with office.acting("DE"):
        told = facts.ask([ask], date(2026, 3, 10))[ask]
    return str(told["left"])


def test_the_report_shows_plan_actual_and_what_is_ordered(office: Office) -> None:
    decided(office, SHEET)
    sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK))  # 500.00 in March
    placed = order(office, "P-1", "200.00")
    office.finish("DE", placed)
    order(office, "P-2", "123.45")  # above what is left, so it waits
    page = report(office, "plan_and_actual")
    assert all(amount in page for amount in ("3,000.00", "500.00", "-2,500.00", "200.00", "100.00", "123.45"))


def test_the_forecast_begins_with_all_accounts_for_money_whatever_else_they_are_for(office: Office) -> None:
    second = ledger.ChartAccount(number="1201", name="Zweites Konto", kind="asset", role="bank deposit")
    with office.acting("DE") as actor:
        ledger.import_accounts([second], actor=actor)
    lines = ({"account": "1201", "debit": "77.31"}, {"account": "0970", "credit": "77.31"})
    entry = office.type_in("DE", "dora", "accounting.journal_entry", {"booked_on": "2026-03-09", "text": "Einlage"}, lines=lines)
    office.approve("DE", entry, "dora")
    assert office.finish("DE", entry) == {entry}
    assert "77.31" in report(office, "cash_forecast")


def test_the_forecast_shows_money_week_by_week(office: Office) -> None:
    sent(office, "DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK))  # 595.00, due on 24 March
    page = report(office, "cash_forecast")
    assert "595.00" in page
    assert PAPIER.name in page


def test_wages_leave_the_bank_when_they_are_owed_and_when_a_plan_says_so(office: Office) -> None:
    lines = ({"account": "4120", "debit": "3000"}, {"account": "1740", "credit": "3000"})
    assert office.finish("DE", office.type_in("DE", "dora", ENTRY, {"booked_on": "2026-03-05", "text": "Löhne"}, lines=lines))
    plan = {"text": "Löhne", "rhythm": "monthly", "first_on": "2026-03-31", "last_on": "2026-12-31"}
    assert office.finish("DE", office.type_in("DE", "dora", "accounting.recurring_entry", plan, lines=lines))
    page = report(office, "cash_forecast")
    assert "Wages owed" in page
    given = {"client": office.clients["DE"], "export": "csv"}
    saved = seat(office, "dora").get("/accounting/reports/cash_forecast", given).content.decode("utf-8-sig")
    weekly = [row.split(";") for row in saved.splitlines()]
    assert [row[4] for row in weekly if row[1] in ("Wages owed", "Löhne")] == ["-3000.00"] * 4


def test_a_newer_version_holds(office: Office) -> None:
    decided(office, SHEET)
    decided(office, SHEET.replace("Beschluss", "Nachtrag").replace("100;100;100", "200;200;200"))
    assert office.findings("DE", order(office, "P-2", "500.00")) == set()
    page = report(office, "plan_and_actual")
    assert "600.00" in page


def test_the_forecast_shows_what_contracts_will_bill(office: Office) -> None:
    contract(office, rhythm="quarterly", timing="arrears")  # due on 31 March: 75 of 90 days of 310.00
    page = report(office, "cash_forecast")
    assert "258.33" in page
    assert "V-100" in page


CENTRE, ALLOCATION, ENTRY = "accounting.cost_centre", "accounting.allocation", "accounting.journal_entry"


def eur(amount: str) -> Money:
    return Money.of(amount, "EUR")


def entered(office: Office, code: str, name: str, **values: str) -> int:
    told = {"dimension": "cost_centre", "code": code, "name": name, "from_on": "2026-01-01", **values}
    return agreed(office, office.type_in("DE", "dora", CENTRE, told))


def agreed(office: Office, filed: int) -> int:
    assert office.findings("DE", filed) == set(), office.findings("DE", filed)
    office.approve("DE", filed, "emil")
    assert office.finish("DE", filed) == {filed}
    return filed


def rent(office: Office, code: str, amount: str = "1000", on: str = "2026-02-10") -> int:
    lines = ({"account": "4210", "debit": amount, "cost_centre": code}, {"account": "0970", "credit": amount})
    return office.type_in("DE", "dora", ENTRY, {"booked_on": on, "text": "Miete"}, lines=lines)


def by_centre(office: Office) -> dict[str, str]:
    """What each code has cost, as the report saves it."""
    saved = seat(office, "dora").get("/accounting/reports/cost_centres", {"client": office.clients["DE"], "export": "csv"})
    rows = [row.split(";") for row in saved.content.decode("utf-8-sig").splitlines()[1:]]
    return {f"{row[0]} {row[1]}".strip(): row[3] for row in rows if row[0]}


def test_costs_of_a_centre_are_divided_once_a_month_and_the_accounts_stay_as_they_are(office: Office) -> None:
    assert office.finish("DE", rent(office, "100"))
    before = office.balances("DE")
    shares = ({"cost_centre": "200", "share": "25"}, {"cost_centre": "300", "share": "35"})
    given = {"on": "2026-02-28", "from_centre": "100", "text": "Umlage", "basis": "figures"}
    divided = agreed(office, office.type_in("DE", "dora", ALLOCATION, given, receivers=shares))
    assert office.balances("DE") == before
    assert by_centre(office) == {"200": "416.67", "300": "583.33"}
    again = office.type_in("DE", "dora", ALLOCATION, given, receivers=shares)
    assert office.findings("DE", again) == {f"{ALLOCATION}.divided_already"}
    undone = office.type_in("DE", "anna", "office.reversal", {"document": str(divided), "booked_on": "2026-02-28", "reason": "falsch"})
    office.approve("DE", undone, "bert")
    assert office.finish("DE", undone)
    assert by_centre(office) == {"100": "1000.00"}
    agreed(office, office.type_in("DE", "dora", ALLOCATION, {**given, "basis": "percent"}, receivers=shares))
    assert by_centre(office) == {"100": "400.00", "200": "250.00", "300": "350.00"}


def not_divided(office: Office) -> list[tuple[str, str]]:
    """Centre and amount that the closing of February shows as posted after the centre was divided."""
    with office.acting("DE"):
        span = Span(access.client(office.clients["DE"]), date(2026, 2, 1), date(2026, 2, 28))
        (result,) = [one for one in look(span) if one.key == "divided_before"]
    return [(one.label, f"{one.amount.amount}") for one in result.found if one.amount]


def test_costs_that_come_after_a_month_was_divided_are_shown_until_they_are_divided_too(office: Office) -> None:
    assert office.finish("DE", rent(office, "100"))
    given = {"on": "2026-02-28", "from_centre": "100", "text": "Umlage", "basis": "figures"}
    shares = ({"cost_centre": "200", "share": "1"},)
    divided = agreed(office, office.type_in("DE", "dora", ALLOCATION, given, receivers=shares))
    assert not_divided(office) == []
    assert office.finish("DE", rent(office, "100", "50.00"))
    assert office.finish("DE", rent(office, "100", "30.00", "2026-03-05"))
    assert not_divided(office) == [("100", "50.00")]
    again = office.type_in("DE", "dora", ALLOCATION, given, receivers=shares)
    assert office.findings("DE", again) == {f"{ALLOCATION}.divided_before"}
    office.now.forward(days=30)
    march = office.type_in("DE", "dora", ALLOCATION, {**given, "on": "2026-03-31"}, receivers=shares)
    assert office.findings("DE", march) == {f"{ALLOCATION}.left_behind"}
    undone = office.type_in("DE", "anna", "office.reversal", {"document": str(divided), "booked_on": "2026-02-28", "reason": "später"})
    office.approve("DE", undone, "bert")
    assert office.finish("DE", undone)
    agreed(office, office.type_in("DE", "dora", ALLOCATION, given, receivers=shares))
    assert not_divided(office) == []
    assert by_centre(office)["200"] == "1050.00"


def test_what_was_carried_forward_is_no_cost_of_a_centre(office: Office) -> None:
    costs = Ask("accounting.centre_costs", ("100", "2026-12-31"))
    lines = (Posting(account="4210", debit=eur("1000"), cost_centre="100"), Posting(account="0970", credit=eur("1000")))
    booked_on = {"booked_on": date(2026, 12, 31), "document_on": date(2026, 12, 31)}
    cost = Entry(series="JE", text="Miete", postings=lines, **booked_on)
    back = tuple(replace(line, debit=line.credit, credit=line.debit) for line in lines)
    carried = Entry(series="YE", text="2026", ledger=CLOSING, postings=back, **booked_on)
    ids = [office.type_in("DE", "dora", ENTRY, {"booked_on": "2026-12-31", "text": text}) for text in ("Miete", "2026")]
    with office.acting("DE") as actor:
        batch = [Applied(actor.clients[0], one, 0, part) for one, part in zip(ids, (cost, carried), strict=True)]
        ledger.EntryParts().apply(batch, actor)
        assert facts.ask([costs], date(2026, 12, 31))[costs]["costs"] == [{"account": "4210", "amount": "1000.00"}]


def test_who_keeps_cost_centres_is_told_of_a_code_that_is_none(office: Office) -> None:
    assert office.findings("DE", rent(office, "frei")) == set()
    entered(office, "1", "Betrieb")
    first = entered(office, "100", "Verwaltung", above="1", email="emil@office.example")
    entered(office, "200", "Lager", above="1", until_on="2026-01-31")
    assert office.findings("DE", rent(office, "frei")) == {"words.centre_unknown"}
    assert office.findings("DE", rent(office, "200")) == {"words.centre_ended"}
    assert office.finish("DE", rent(office, "100"))
    assert office.finish("DE", rent(office, "200", on="2026-01-20"))
    assert by_centre(office) == {"1 Betrieb, with all below it": "2000.00", "100 Verwaltung": "1000.00", "200 Lager": "1000.00"}
    circle = {"dimension": "cost_centre", "code": "1", "name": "Betrieb", "from_on": "2026-01-01", "above": "100"}
    assert office.findings("DE", office.type_in("DE", "dora", CENTRE, circle)) == {f"{CENTRE}.circle"}
    undone = office.type_in("DE", "anna", "office.reversal", {"document": str(first), "booked_on": "2026-03-10", "reason": "falsch"})
    office.approve("DE", undone, "bert")
    assert office.finish("DE", undone)
    assert office.findings("DE", rent(office, "100")) == {"words.centre_unknown"}
