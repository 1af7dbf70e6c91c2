"""Contracts become invoices: a run shows what is due, a second person approves it, each line is billed once whatever happens between."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import BUERO, JODLA, PAPIER
from tests.journeys.office import Office, open_office
from tests.journeys.test_customer_invoice_story import customer, typed
from tests.journeys.test_reversal_story import reverse

from kantor.channels import sheets
from kantor.departments.receivables import billing_answers, planned_runs
from kantor.departments.receivables.actions import BilledParts
from kantor.departments.receivables.answers import ANSWERS
from kantor.departments.receivables.billing_answers import BILLING_ANSWERS, ordered_by
from kantor.departments.receivables.pages.orders import order_lines
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.spine import documents
from kantor.spine.documents import Refusal
from kantor.words import Applied, Ask

D = Decimal
PREFIX = "receivables"
BY_2028 = Ask("receivables.billable", ("2028-01-31",))
FIXED = {"name": "Wartung", "price": "310.00"}
METERED = {"line": "2", "name": "Strom", "kind": "metered", "unit": "KWH", "price": "0.30"}
WORK = {"line": "3", "name": "Technik", "kind": "hours", "price": "90.00"}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def decided(office: Office, type: str, values: dict[str, str], **tables: Any) -> int:
    """Typed by anna, approved by bert where two people decide, in effect."""
    made = office.type_in("DE", "anna", f"{PREFIX}.{type}", values, **tables)
    assert office.findings("DE", made) == set()
    if office.row("DE", made).state != "ready":
        office.approve("DE", made, "bert")
    assert office.finish("DE", made) == {made}
    return made


def contract(office: Office, *lines: dict[str, str], **values: str) -> str:
    buyer = customer(office, "DE", PAPIER)
    office.finish("DE", typed(office, "DE", buyer, FIXED))  # an invoice before it tells who is named for questions
    given = {"number": "V-100", "customer_id": buyer, "subject": "Aufzug", "first_on": "2026-01-16", "rhythm": "monthly", **values}
    decided(office, "contract", given, lines=lines or (FIXED,))
    return buyer


def run(office: Office, on: str = "2026-03-10") -> int:
    return office.type_in("DE", "anna", f"{PREFIX}.billing_run", {"billed_on": on})


def made_by_runs(office: Office) -> list[Any]:
    with office.acting("DE"):
        return list(
            apps.get_model("documents.Document").objects.filter(type=f"{PREFIX}.customer_invoice", channel="follow_up").order_by("id")
        )


def approved(office: Office) -> int:
    """A run for today, approved by bert; its invoices wait for a worker."""
    made = run(office)
    assert office.findings("DE", made) == set()
    office.approve("DE", made, "bert")
    office.now.forward(minutes=1)
    assert office.finish("DE", made) == {made}
    return made


def revenue(office: Office) -> Decimal:
    return -office.balances("DE").get("8400", D(0))


def test_a_run_bills_periods_quantities_and_hours_once(office: Office) -> None:
    contract(office, FIXED, METERED, WORK)
    used = {"line": "2", "on": "2026-02-28", "quantity": "100"}
    decided(office, "usage_report", {"contract_number": "V-100", "reported_on": "2026-02-28"}, lines=[used])
    row = {"on": "2026-02-03", "quantity": "2.5", "contract_number": "V-100", "text": "Steuerung"}
    decided(office, "time_sheet", {"person": "Jan Brandt", "until_on": "2026-02-28"}, lines=[row])
    before = revenue(office)
    with pytest.raises(Refusal):
        office.approve("DE", run(office), "anna")
    approved(office)
    (invoice,) = made_by_runs(office)
    assert invoice.state == "ready"
    assert office.findings("DE", run(office)) == {f"{PREFIX}.billing_run.nothing_due"}  # it stands on an invoice that waits
    office.finish("DE")
    # 16/31 of 310.00 and twice 310.00 for the lift, 30.00 for power, 225.00 for work
    assert revenue(office) - before == D("1035.00")
    assert office.findings("DE", run(office)) == {f"{PREFIX}.billing_run.nothing_due"}


def test_an_invoice_that_is_taken_back_is_due_again(office: Office) -> None:
    """What it billed stands until then: a contract whose past is billed cannot be reversed, and so cannot be filed and billed once more."""
    contract(office)
    agreed = the_one(office, "contract")
    approved(office)
    (invoice,) = made_by_runs(office)
    values = {"document": str(agreed), "booked_on": "2026-03-31", "reason": "typed wrongly"}
    assert office.findings("DE", office.type_in("DE", "anna", "office.reversal", values)) == {"office.reversal.is_being_billed"}
    office.finish("DE")
    assert office.findings("DE", office.type_in("DE", "anna", "office.reversal", values)) == {f"{PREFIX}.is_billed"}
    assert reverse(office, invoice.id)
    assert office.row("DE", invoice.id).state == "reversed"
    approved(office)
    assert len(made_by_runs(office)) == 2


def the_one(office: Office, type: str) -> int:
    with office.acting("DE"):
        return int(apps.get_model("documents.Document").objects.get(type=f"{PREFIX}.{type}", state="effective").id)


def test_usage_and_hours_that_are_billed_are_not_reversed_and_filed_again(office: Office) -> None:
    contract(office, METERED, WORK)
    used = {"line": "2", "on": "2026-02-28", "quantity": "100"}
    report = decided(office, "usage_report", {"contract_number": "V-100", "reported_on": "2026-02-28"}, lines=[used])
    row = {"on": "2026-02-03", "quantity": "14", "contract_number": "V-100", "text": "Steuerung"}
    sheet = office.type_in("DE", "anna", f"{PREFIX}.time_sheet", {"person": "Jan Brandt", "until_on": "2026-02-28"}, lines=[row])
    office.approve("DE", sheet, "bert")
    office.finish("DE", sheet)
    second = office.type_in("DE", "anna", f"{PREFIX}.time_sheet", {"person": "jan brandt", "until_on": "2026-02-28"}, lines=[row])
    assert office.findings("DE", second) == {f"{PREFIX}.time_sheet.day_is_full"}
    approved(office)
    office.finish("DE")
    for made in (report, sheet, the_one(office, "contract")):
        values = {"document": str(made), "booked_on": "2026-03-31", "reason": "typed wrongly"}
        assert office.findings("DE", office.type_in("DE", "anna", "office.reversal", values)) == {f"{PREFIX}.is_billed"}
        with office.acting("DE") as actor, pytest.raises(Refusal, match="is_billed"):
            BilledParts().reverse([Applied(actor.clients[0], made, 0, None, reverses_document_id=made)], actor)


def test_what_two_invoices_bill_is_billed_by_one(office: Office) -> None:
    """Two runs that were approved side by side: the second invoice stops with the reason, and the constraint holds beside it."""
    buyer = contract(office)
    bills = {"quantity": "1", "bills": f"contract:{the_one(office, 'contract')}:1:2026-01-01", **FIXED}
    first, second = (typed(office, "DE", buyer, bills) for _ in range(2))
    assert office.finish("DE", first) == {first}
    assert office.finish("DE", second) == set()
    assert office.row("DE", second).state == "waiting"
    assert office.findings("DE", typed(office, "DE", buyer, bills)) == {f"{PREFIX}.customer_invoice.billed_already"}
    invented = typed(office, "DE", buyer, {**bills, "bills": f"contract:{first}0:1:2026-01-01"})
    assert office.finish("DE", invented) == set()
    assert office.findings("DE", invented) == {f"{PREFIX}.source_gone"}


def test_a_change_of_price_and_an_end_are_followed(office: Office) -> None:
    contract(office, notice_months="1")
    price = {"line": "1", "from_on": "2026-02-01", "price": "400.00"}
    given = {"contract_number": "V-100", "changed_on": "2026-01-20", "notice_on": "2026-01-20", "ends_on": "2026-02-28"}
    decided(office, "contract_change", given, prices=[price])
    before = revenue(office)
    approved(office)
    office.finish("DE")
    assert revenue(office) - before == D("560.00")


def test_readings_of_a_sheet_are_billed_like_typed_ones(office: Office) -> None:
    contract(office, METERED)
    text = "Beleg;Vertrag;Position;Datum;Zähler;Alter Stand;Zählerstand\nR1;V-100;2;28.02.2026;A-17;1000;1200,5\n"
    with office.acting("DE") as actor:
        ready = sheets.prepare(sheets.read_sheet(text.encode()), "usage", actor)
    assert ready.faults == ()
    given = {"client_id": office.clients["DE"], "person_id": None, "now": office.now}
    assert [sheets.take_in(ready, **given).new for _ in range(2)] == [1, 0]
    before = revenue(office)
    approved(office)
    office.finish("DE")
    assert revenue(office) - before == D("60.15")  # 200.5 at 0.30


def test_a_planned_run_prepares_itself_and_waits_for_two_people(office: Office) -> None:
    contract(office)
    given = {"run": "billing_run", "rhythm": "monthly", "first_on": "2026-02-28", "last_on": "2026-12-31"}
    plans = [decided(office, "run_plan", {**given, "run": run}) for run in ("billing_run", "statement_run")]
    client = office.clients["DE"]
    assert [planned_runs.file_due(client, office.now) for _ in range(2)] == [2, 0]
    run = office.waiting("DE", f"{PREFIX}.billing_run")  # no statement: nobody owes anything yet
    for person in ("anna", "bert"):
        office.approve("DE", run, person)
    assert office.finish("DE", run) == {run}
    office.finish("DE")
    (invoice,) = made_by_runs(office)
    assert (invoice.state, invoice.document_on.isoformat()) == ("effective", "2026-02-28")
    office.now.forward(days=60)  # 9 May: of two days that were missed the newer one is enough
    assert [(one.client_id, one.number) for one in planned_runs.waiting(office.now())] == [(client, 4)]
    assert planned_runs.file_due(client, office.now) == 4
    with office.acting("DE"):
        told = documents.newest([office.waiting("DE", f"{PREFIX}.{run}") for run in ("billing_run", "statement_run")])
    assert [one.reading.text(key) for one, key in zip(told, ("billed_on", "stated_on"), strict=True)] == ["2026-04-30"] * 2
    for plan in plans:
        reverse(office, plan, "2026-05-09")
    office.now.forward(days=300)
    assert planned_runs.waiting(office.now()) == []


ORDERED = {"name": "Regal", "quantity": "10", "price": "100.00", "supply": "goods"}
FITTED = {"name": "Montage", "quantity": "5", "unit": "HUR", "price": "60.00"}


def order(office: Office, *lines: dict[str, str], **values: str) -> int:
    buyer = customer(office, "DE", PAPIER)
    office.finish("DE", typed(office, "DE", buyer, FIXED))
    given = {"number": "A-100", "customer_id": buyer, "ordered_on": "2026-03-02", **values}
    return decided(office, "sales_order", given, lines=lines or (ORDERED, FITTED))


def performed(office: Office, line: str, quantity: str) -> int:
    row = {"line": line, "on": "2026-03-05", "quantity": quantity}
    return decided(office, "usage_report", {"contract_number": "A-100", "reported_on": "2026-03-05"}, lines=[row])


def billed_anew(office: Office) -> tuple[str, str, str]:
    """Kind, net and what is to be paid of the one invoice that a run for today makes."""
    before = {one.id for one in made_by_runs(office)}
    approved(office)
    (made,) = [one.id for one in made_by_runs(office) if one.id not in before]
    assert office.findings("DE", made) == set()
    office.finish("DE")
    with office.acting("DE"):
        (checked,) = documents.newest([made])
    return tuple(checked.reading.text(key) for key in ("type_code", "net", "payable"))  # type: ignore[return-value]


def test_an_order_is_billed_as_it_is_performed_less_its_down_payment(office: Office) -> None:
    made = order(office, down_payment="30")
    assert billed_anew(office) == ("386", "390.00", "464.10")  # 30 % of 1,300.00
    performed(office, "1", "2")
    waits = run(office)
    assert office.findings("DE", waits) == {f"{PREFIX}.billing_run.nothing_due"}
    performed(office, "1", "5")
    assert billed_anew(office) == ("380", "700.00", "368.90")  # 833.00 less 464.10
    performed(office, "2", "5")
    assert billed_anew(office) == ("380", "300.00", "357.00")
    more = {"line": "1", "on": "2026-03-05", "quantity": "4"}
    report = office.type_in("DE", "anna", f"{PREFIX}.usage_report", {"contract_number": "A-100", "reported_on": "2026-03-05"}, lines=[more])
    assert office.findings("DE", report) == {f"{PREFIX}.usage_report.more_than_ordered"}
    values = {"document": str(made), "booked_on": "2026-03-31", "reason": "typed wrongly"}
    assert office.findings("DE", office.type_in("DE", "anna", "office.reversal", values)) == {f"{PREFIX}.is_billed"}
    with office.acting("DE"):
        shown = order_lines([office.clients["DE"]], before=LAST_ID, limit=PAGE)
        assert order_lines([office.clients["DE"]], before=shown[0].id, limit=PAGE) == shown[1:]
    assert [(row.line, row.ordered, row.performed, row.billed, row.open) for row in shown] == [
        ("2", D(5), D(5), D(5), D(0)),
        ("1", D(10), D(7), D(7), D(3)),
    ]


def ordered(office: Office) -> list[Decimal]:
    """What counts against the customer's limit."""
    with office.acting("DE"):
        customers = [row.party_id for row in apps.get_model("documents.Document").objects.filter(type=f"{PREFIX}.sales_order")]
        return [amount for by_currency in ordered_by(customers).values() for amount in by_currency.values()]


def test_a_down_payment_is_not_due_years_after_the_order_was_performed_without_it(office: Office) -> None:
    order(office, down_payment="30")
    performed(office, "1", "2")
    assert billed_anew(office) == ("380", "200.00", "238.00")
    with office.acting("DE"):
        assert BILLING_ANSWERS["receivables.billable"]([BY_2028], date(2028, 1, 31)) == {BY_2028: []}


def test_an_order_that_is_billed_at_once_is_billed_whole_and_once(office: Office) -> None:
    order(office, billed="at_once")
    assert ordered(office) == [D("1300.00")]
    assert billed_anew(office) == ("380", "1300.00", "1547.00")
    assert ordered(office) == []
    assert office.findings("DE", run(office)) == {f"{PREFIX}.billing_run.nothing_due"}


def test_of_two_orders_of_one_number_that_waited_together_one_stands(office: Office) -> None:
    given = {"number": "A-100", "customer_id": customer(office, "DE", PAPIER), "ordered_on": "2026-03-02"}
    first, second = (office.type_in("DE", "anna", f"{PREFIX}.sales_order", given, lines=[ORDERED]) for _ in range(2))
    assert office.finish("DE", first, second) == {first}
    assert office.findings("DE", second) & {f"{PREFIX}.contract.number_taken", f"{PREFIX}.sales_order.number_taken"}


def credit(office: Office, party: str, *currency: str) -> Any:
    ask = Ask("receivables.credit", (party, *currency))
    with office.acting("DE"):
        return ANSWERS["receivables.credit"]([ask], date(2026, 3, 10))[ask]


def test_what_is_ordered_is_told_of_every_customer_and_of_those_it_was_merged_with(office: Office) -> None:
    made = order(office, billed="at_once")
    buyer = office.checked("DE", made).reading.text("customer_id")
    told = credit(office, buyer)
    assert (told["owed"], told["ordered"], told["limit"], told["left"]) == ("0.00", "1300.00", "", "")
    other = customer(office, "DE", JODLA)
    merge = office.type_in("DE", "anna", "masterdata.party_merge", {"party_id": other, "merged_id": buyer, "reason": "same"})
    office.approve("DE", merge, "bert")
    assert office.finish("DE", merge) == {merge}
    assert credit(office, other)["ordered"] == "1300.00"


def test_an_order_in_another_currency_is_held_against_the_limit_at_the_books_rate(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER, credit_limit="5000.00")
    given = {"customer_id": buyer, "ordered_on": "2026-03-02", "currency": "PLN"}
    unknown = office.type_in("DE", "anna", f"{PREFIX}.sales_order", {**given, "number": "A-1"}, lines=[ORDERED])
    assert office.findings("DE", unknown) == {f"{PREFIX}.limit_in_another_currency"}
    paid = typed(office, "DE", buyer, {**FIXED, "quantity": "1"}, currency="PLN", exchange_rate="0.25")  # 368.90 PLN are 92.23 EUR
    assert office.finish("DE", paid) == {paid}
    fits = office.type_in("DE", "anna", f"{PREFIX}.sales_order", {**given, "number": "A-2"}, lines=[{**ORDERED, "quantity": "190"}])
    assert office.findings("DE", fits) == set()  # 19,000.00 PLN
    over = office.type_in("DE", "anna", f"{PREFIX}.sales_order", {**given, "number": "A-3"}, lines=[{**ORDERED, "quantity": "210"}])
    assert office.findings("DE", over) == {f"{PREFIX}.sales_order.over_limit"}


def test_an_invoice_for_one_order_leaves_no_room_for_another(office: Office) -> None:
    """Of what is ordered only what the invoice bills makes place for it."""
    buyer = customer(office, "DE", PAPIER, credit_limit="2600.00")
    for number, quantity in (("A-1", "5"), ("A-2", "20")):
        given = {"number": number, "customer_id": buyer, "ordered_on": "2026-03-02", "billed": "at_once"}
        made = office.type_in("DE", "anna", f"{PREFIX}.sales_order", given, lines=[{**ORDERED, "quantity": quantity}])
        assert office.finish("DE", made) == {made}
    line = {**ORDERED, "quantity": "20", "bills": f"contract:{made}:1:once"}
    invoice = typed(office, "DE", buyer, line)  # 2,380.00; beside it 500.00 are ordered
    assert office.findings("DE", invoice) == {f"{PREFIX}.customer_invoice.over_credit_limit"}


def test_a_run_begins_where_another_one_ended(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    given = (("Ahorn KG", PAPIER.vat_id), ("Birke KG", "DE811569869"), ("Eiche KG", BUERO.vat_id))
    buyers = [customer(office, "DE", replace(PAPIER, name=name, vat_id=vat_id)) for name, vat_id in given]
    for place, buyer in enumerate(buyers):
        values = {"number": f"A-{place}", "customer_id": buyer, "ordered_on": "2026-03-02", "billed": "at_once"}
        decided(office, "sales_order", values, lines=[ORDERED])
    monkeypatch.setattr(billing_answers, "MOST_CONTRACTS", 2)
    made = run(office)
    (finding,) = [one for one in office.checked("DE", made).findings if one.key == f"{PREFIX}.billing_run.goes_on"]
    assert finding.evidence == {"customer": "Eiche KG"}
    behind = office.type_in("DE", "anna", f"{PREFIX}.billing_run", {"billed_on": "2026-03-10", "begins_with": "Eiche KG"})
    assert [row["customer"].text for row in office.checked("DE", behind).reading.rows("due")] == ["Eiche KG"]
    assert office.findings("DE", behind) == set()


def test_what_is_due_behind_many_contracts_that_are_not_is_found(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Contracts that ended stand for ever; a plan that looked at them alone would prepare no run."""
    buyer = customer(office, "DE", replace(PAPIER, name="Ahorn KG"))
    for number in ("V-1", "V-2", "V-3"):
        given = {"number": number, "customer_id": buyer, "subject": "Aufzug", "first_on": "2026-03-09", "rhythm": "monthly"}
        decided(office, "contract", {**given, "timing": "arrears", "aligned": "contract"}, lines=[FIXED])
    last = customer(office, "DE", replace(BUERO, name="Eiche KG"))
    decided(office, "sales_order", {"number": "A-1", "customer_id": last, "ordered_on": "2026-03-02", "billed": "at_once"}, lines=[ORDERED])
    monkeypatch.setattr(billing_answers, "MOST_CONTRACTS", 2)
    made = run(office)
    assert [row["customer"].text for row in office.checked("DE", made).reading.rows("due")] == ["Eiche KG"]
    assert office.findings("DE", made) == set()


def test_an_order_is_taken_back_after_its_confirmation_left(office: Office) -> None:
    given = {"number": "A-1", "customer_id": customer(office, "DE", PAPIER), "ordered_on": "2026-03-02"}
    made = decided(office, "sales_order", given, lines=[ORDERED])
    with office.acting("DE", "bert") as actor:
        (letter,) = apps.get_model("documents.Outbox").objects.filter(kind="letter")
        documents.approve_letter(letter.id, actor)
        documents.send([letter.id], lambda _: None, actor)
    assert reverse(office, made)
    assert office.row("DE", made).state == "reversed"


def test_an_order_is_confirmed_in_the_customers_language(office: Office) -> None:
    """With its lines, what is paid in advance and how it is billed; whoever wants no letter says so."""
    buyer = customer(office, "DE", JODLA)
    given = {"customer_id": buyer, "ordered_on": "2026-03-02", "order_number": "ZAM/7", "down_payment": "30"}
    made = decided(office, "sales_order", {**given, "number": "A-1"}, lines=[ORDERED, {**FITTED, "price": "60.125"}])
    with office.acting("DE"):
        (letter,) = apps.get_model("documents.Outbox").objects.filter(kind="letter")
    content = letter.content
    subject, text = documents.letter_text(content["template"], content["language"], content["values"])
    assert (letter.document_id, letter.state, content["language"], content["email"]) == (made, "draft", "pl", "rechnung@pl.example")
    assert (content["recipient"], content["address"]) == (JODLA.name, "ul. Leśna 4\n61-001 Poznań")
    assert subject == "Potwierdzenie zamówienia A-1"
    assert "ZAM/7" in text
    assert "2. Montage: 5 godz. po 60,125 = 300,63" in text
    assert "30 %" in text
    decided(office, "sales_order", {**given, "number": "A-2", "confirmation": "none"}, lines=[ORDERED])
    with office.acting("DE"):
        assert apps.get_model("documents.Outbox").objects.filter(kind="letter").count() == 1
