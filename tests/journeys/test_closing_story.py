"""A month is closed at the desk: what is not in order is found and leads to its document, people tick off their items, two close it."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from tests.channels.api.caller import Caller, told
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, hire, open_office
from tests.journeys.test_bank_story import accepted, line, rows, statement

from kantor.departments.accounting.closing.checks import Span, look
from kantor.kit.money import Money, total
from kantor.spine import access, ledger
from kantor.words import Applied, Entry, Posting, Settlement

ITEM, CHANGE, ENTRY = "accounting.close_item", "accounting.period_change", "accounting.journal_entry"
FEBRUARY = (date(2026, 2, 1), date(2026, 2, 28))
COUNTED = {
    "title": "Kasse gezählt",
    "check": "manual",
    "email": "clara@office.example",
    "due_days": "5",
    "rhythm": "monthly",
    "from_on": "2026-01-01",
}


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    yield office
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


def found(office: Office, from_on: date = FEBRUARY[0], until_on: date = FEBRUARY[1]) -> dict[str, list[str]]:
    """Check -> what it found, of those that found something."""
    with office.acting("DE"):
        results = look(Span(access.client(office.clients["DE"]), from_on, until_on))
    return {result.key: [one.label for one in result.found] for result in results if result.found}


def decided(office: Office, type: str, values: dict[str, str]) -> int:
    """Written by one person, agreed to by another."""
    filed = office.type_in("DE", "clara", type, values)
    office.approve("DE", filed, "otto")
    office.finish("DE", filed)
    assert office.row("DE", filed).state == "effective"
    return filed


def booked(office: Office, debit: str, credit: str, amount: str, **values: str) -> int:
    lines = ({"account": debit, "debit": amount}, {"account": credit, "credit": amount})
    filed = office.type_in("DE", "clara", ENTRY, {"booked_on": "2026-02-27", "text": "Test", **values}, lines=lines)
    if office.row("DE", filed).state == "waiting":
        office.approve("DE", filed, "clara")
    office.finish("DE", filed)
    return filed


def test_books_in_order_find_nothing(office: Office) -> None:
    booked(office, "4240", "0970", "420.00")
    assert found(office) == {}


def test_what_nobody_has_decided_on_is_found_in_its_month_and_later_ones(office: Office) -> None:
    (waiting,) = office.bring(GERMAN)
    issued = office.row("DE", waiting.document_id).document_on
    assert issued
    assert found(office, until_on=date(2026, issued.month, 28)).keys() == {"open_documents"}
    assert found(office, date(2026, 1, 1), date(2026, 1, 31)) == {}


def test_a_ledger_that_differs_from_its_open_items_is_found(office: Office) -> None:
    values = {"side": "payable", "number": "R-1", "party_id": str(office.suppliers["DE", "DE"]), "party_name": "Partner"}
    values |= {"document_on": "2026-01-02", "due_on": "2026-02-01", "taken_over_on": "2026-02-01", "currency": "EUR"}
    filed = office.type_in("DE", "clara", "accounting.opening_balance", {**values, "amount": "50", "local_amount": "50"})
    assert office.finish("DE", filed)
    assert found(office) == {}
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_open_item SET open = 4000")
    assert found(office) == {"subledger": ["1600 Verbindlichkeiten aus Lieferungen und Leistungen"]}


def test_a_month_is_looked_at_as_it_ended_whatever_was_paid_since(office: Office) -> None:
    """A statement of both months pays one invoice in each: what March paid was open in February."""
    values = {"side": "payable", "party_id": str(office.suppliers["DE", "DE"]), "party_name": "Partner", "currency": "EUR"}
    values |= {"document_on": "2026-01-02", "due_on": "2026-02-01", "taken_over_on": "2026-02-01"}
    for number, amount in (("R-1", "50.00"), ("R-2", "30.00")):
        told = {**values, "number": number, "amount": amount, "local_amount": amount}
        assert office.finish("DE", office.type_in("DE", "clara", "accounting.opening_balance", told))
    lines = (line("260227", "D", "50,00", text="R-1", name="Partner"), line("260303", "D", "30,00", text="R-2", name="Partner"))
    accepted(office, statement("1/1", "100,00", "20,00", *lines, first="260227", last="260303"))
    shares = {one.reference: one.id for one in rows("ledger.OpenItem", office)}
    for one, (reference, amount) in zip(rows("treasury.StatementLine", office), (("R-1", "-50.00"), ("R-2", "-30.00")), strict=True):
        if one.state == "suspense":
            told = {"line_id": str(one.id), "booked_on": one.booked_on.isoformat(), "currency": "EUR", "amount": amount}
            cleared = office.type_in(
                "DE", "anna", "treasury.line_clearing", told, shares=[{"open_item_id": str(shares[reference]), "amount": amount}]
            )
            assert office.finish("DE", cleared), office.findings("DE", cleared)
    assert rows("ledger.OpenItem", office)[0].open == 0
    assert "subledger" not in found(office, until_on=date(2026, 3, 31))
    assert "subledger" not in found(office)


def test_what_february_left_apart_shows_in_february_and_not_behind_what_mended_it(office: Office) -> None:
    """Something was taken off an item in February without a posting to its account, which March brought."""
    values = {"side": "payable", "number": "R-1", "party_id": str(office.suppliers["DE", "DE"]), "party_name": "Partner"}
    values |= {"document_on": "2026-01-02", "due_on": "2026-02-01", "taken_over_on": "2026-02-01", "currency": "EUR"}
    assert office.finish(
        "DE", office.type_in("DE", "clara", "accounting.opening_balance", {**values, "amount": "50", "local_amount": "50"})
    )
    (item,) = rows("ledger.OpenItem", office)
    settled(office, item.id, "20.00", "2026-02-27")
    assert "subledger" in found(office)
    with office.acting("DE") as actor:
        entry = between("1600", "0970", "20.00", "2026-03-03")
        mends = office.type_in("DE", "clara", ENTRY, {"booked_on": "2026-03-03", "text": "Ausgleich"})
        ledger.EntryParts().apply([Applied(actor.clients[0], mends, 0, entry)], actor)
    assert "subledger" in found(office)
    assert "subledger" not in found(office, date(2026, 3, 1), date(2026, 3, 31))
    settled(office, item.id, "10.00", "2026-04-02")
    assert "subledger" not in found(office, date(2026, 3, 1), date(2026, 3, 31))
    assert "subledger" in found(office, date(2026, 4, 1), date(2026, 4, 30))


@pytest.mark.parametrize("posted", [("30.00", "20.00"), ("50.00", "30.00"), ("50.00", "12.00")])
def test_an_entry_that_posts_twice_for_one_invoice_does_not_take_the_day_of_the_next(office: Office, posted: tuple[str, ...]) -> None:
    """Of 80.00 a document takes off 50.00 in February, in parts or with what it keeps beside, and 30.00 in March: these were open then."""
    party = office.suppliers["DE", "DE"]
    values = {"side": "payable", "number": "R-1", "party_id": str(party), "party_name": "Partner"}
    values |= {"document_on": "2026-01-02", "due_on": "2026-02-01", "taken_over_on": "2026-02-01", "currency": "EUR"}
    assert office.finish(
        "DE", office.type_in("DE", "clara", "accounting.opening_balance", {**values, "amount": "80", "local_amount": "80"})
    )
    (item,) = rows("ledger.OpenItem", office)
    filed = office.type_in("DE", None, ENTRY, {"booked_on": "2026-02-27", "text": "Test"})
    paid = (paying(party, "2026-02-27", *posted), paying(party, "2026-03-03", "30.00"))
    with office.acting("DE") as actor:
        client = actor.clients[0]
        taken = [Settlement(open_item_id=item.id, amount=Money.of(amount, "EUR")) for amount in ("50.00", "30.00")]
        ledger.SettlementParts().apply([Applied(client, filed, place, part) for place, part in enumerate(taken)], actor)
        ledger.EntryParts().apply([Applied(client, filed, place, part) for place, part in enumerate(paid, 2)], actor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT amount FROM ledger_settled_behind(%s, '2026-02-28')", [client])
            assert cursor.fetchall() == [(3000,)]


def paying(party: int, on: str, *amounts: str) -> Entry:
    day, worth = date.fromisoformat(on), [Money.of(amount, "EUR") for amount in amounts]
    postings = [Posting(account="1600", debit=one, party_id=party, text="R-1") for one in worth]
    bank = Posting(account="1200", credit=total(worth, "EUR"))
    return Entry(series="JE", booked_on=day, document_on=day, text="Test", postings=(*postings, bank))


def between(debit: str, credit: str, amount: str, on: str) -> Entry:
    worth, day = Money.of(amount, "EUR"), date.fromisoformat(on)
    postings = (Posting(account=debit, debit=worth), Posting(account=credit, credit=worth))
    return Entry(series="JE", booked_on=day, document_on=day, text="Test", postings=postings)


def settled(office: Office, item: int, amount: str, on: str) -> None:
    """Taken off an item with an entry beside its account."""
    filed = office.type_in("DE", None, ENTRY, {"booked_on": on, "text": "Test"})
    with office.acting("DE") as actor:
        taken = Settlement(open_item_id=item, amount=Money.of(amount, "EUR"))
        ledger.SettlementParts().apply([Applied(actor.clients[0], filed, 0, taken)], actor)
        ledger.EntryParts().apply([Applied(actor.clients[0], filed, 1, between("4240", "0970", amount, on))], actor)


def test_suspense_money_in_transit_and_documents_of_another_month_are_found(office: Office) -> None:
    booked(office, "1792", "0970", "10.00")
    booked(office, "1360", "0970", "10.00")
    booked(office, "4240", "0970", "5.00", document_on="2026-03-02", text="zu früh")
    booked(office, "4240", "0970", "5.00", booked_on="2026-03-05", document_on="2026-02-20", text="zu spät")
    assert found(office) == {
        "suspense": ["1792 Sonstige Verrechnungskonten (Interimskonto)"],
        "transit": ["1360 Geldtransit"],
        "dated_later": ["zu früh"],
        "booked_later": ["zu spät"],
    }


def test_a_plan_whose_part_of_the_month_is_not_posted_is_found(office: Office) -> None:
    lines = ({"account": "4240", "debit": "100.00"}, {"account": "0970", "credit": "100.00"})
    values = {"text": "Miete", "rhythm": "monthly", "first_on": "2026-02-28", "last_on": "2026-06-30"}
    plan = office.type_in("DE", "clara", "accounting.recurring_entry", values, lines=lines)
    office.finish("DE", plan)
    assert found(office) == {"plans": ["Miete"]}


def test_tax_that_is_not_that_of_its_turnover_is_found_with_what_it_is_off_by(office: Office) -> None:
    lines = (
        {"account": "4240", "debit": "100.00", "tax_code": "V19"},
        {"account": "1576", "debit": "91.00", "tax_code": "V19"},
        {"account": "0970", "credit": "191.00"},
    )
    filed = office.type_in("DE", "clara", ENTRY, {"booked_on": "2026-02-27", "text": "Zahlendreher"}, lines=lines)
    assert office.findings("DE", filed) == {f"{ENTRY}.tax_is_not_the_rate"}
    office.approve("DE", filed, "clara")
    assert office.finish("DE", filed) == {filed}
    with office.acting("DE"):
        results = {one.key: one for one in look(Span(access.client(office.clients["DE"]), *FEBRUARY))}
    (off,) = results["taxes"].found
    assert (results["taxes"].state, off.label, off.account, off.amount) == ("stop", "V19", "1576", Money.of("72.00", "EUR"))


def test_a_month_with_taxes_whose_return_was_not_filed_is_found_until_it_is(office: Office) -> None:
    lines = (
        {"account": "4240", "debit": "100.00", "tax_code": "V19"},
        {"account": "1576", "debit": "19.00", "tax_code": "V19"},
        {"account": "0970", "credit": "119.00"},
    )
    office.finish("DE", office.type_in("DE", "clara", ENTRY, {"booked_on": "2026-02-27", "text": "Strom"}, lines=lines))
    assert found(office) == {"unfiled": ["2026/2"]}
    decided(office, CHANGE, {"change": "file", "from_on": "2026-02-01", "until_on": "2026-02-28", "reason": "UStVA 02/2026"})
    assert found(office) == {}


def test_an_item_is_ticked_off_by_its_owner_alone_and_can_be_taken_back(office: Office) -> None:
    decided(office, ITEM, COUNTED)
    clara, otto = seat(office, "clara"), seat(office, "otto")
    page = text(clara.get("/accounting/closing/", {"client": office.clients["DE"], "until": "2026-02-28"}))
    assert "Kasse gezählt" in page
    assert "1 not in order" in page
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounting_close_item")
        (item,) = cursor.fetchone()
    given = {"client": office.clients["DE"], "until": "2026-02-28", "item": item, "done": "1", "note": "17,20 €"}
    assert "belongs to clara@office.example" in text(otto.post("/accounting/closing/tick", given, follow=True))
    page = text(clara.post("/accounting/closing/tick", given, follow=True))
    assert "done by Clara" in page
    assert "17,20 €" in page
    assert "everything in order" in page
    assert "1 not in order" in text(clara.post("/accounting/closing/tick", {**given, "done": "0"}, follow=True))


def test_a_check_opens_into_what_it_found_and_leads_to_the_document(office: Office) -> None:
    (waiting,) = office.bring(GERMAN)
    hire(office, "lea", {"DE": ["accounting.clerk", "payables.clerk"]})
    asked = {"client": office.clients["DE"], "until": "2026-03-31", "open": "open_documents"}
    assert f"/documents/{waiting.document_id}/" in text(seat(office, "lea").get("/accounting/closing/", asked))
    assert f"/documents/{waiting.document_id}/" not in text(seat(office, "clara").get("/accounting/closing/", asked))


def test_who_agrees_to_closing_is_told_what_is_not_in_order(office: Office) -> None:
    decided(office, ITEM, COUNTED)
    booked(office, "1792", "0970", "10.00")
    values = {"change": "close", "from_on": "2026-02-01", "until_on": "2026-02-28", "reason": "Februar ist fertig"}
    filed = office.type_in("DE", "clara", CHANGE, values)
    assert office.findings("DE", filed) == {f"{CHANGE}.checks_open", f"{CHANGE}.items_open"}
    office.approve("DE", filed, "otto")
    office.finish("DE", filed)
    with office.acting("DE"):
        february = next(period for period in ledger.periods(office.clients["DE"]) if period.starts_on == FEBRUARY[0])
    assert february.closed_at is not None


@pytest.mark.parametrize(("month", "expected"), [("2026-02-28", False), ("2026-03-31", True)])
def test_an_item_of_the_quarter_is_asked_at_its_end(office: Office, month: str, expected: bool) -> None:
    decided(office, ITEM, {**COUNTED, "rhythm": "quarterly", "title": "ZM abgegeben"})
    page = text(seat(office, "clara").get("/accounting/closing/", {"client": office.clients["DE"], "until": month}))
    assert ("ZM abgegeben" in page) is expected


def test_an_item_that_is_reversed_is_on_no_checklist_any_more(office: Office) -> None:
    item = decided(office, ITEM, COUNTED)
    counter = office.type_in("DE", "anna", "office.reversal", {"document": str(item), "booked_on": "2026-03-10", "reason": "doppelt"})
    office.approve("DE", counter, "bert")
    office.finish("DE", counter)
    page = text(seat(office, "clara").get("/accounting/closing/", {"client": office.clients["DE"], "until": "2026-04-30"}))
    assert "Kasse gezählt" not in page


def test_a_program_is_told_the_same(office: Office) -> None:
    decided(office, ITEM, COUNTED)
    booked(office, "1792", "0970", "10.00")
    caller, days = Caller(office, "clara"), "from_on=2026-02-01&until_on=2026-02-28"
    found = told(caller.get(f"/closing?client={office.clients['DE']}&{days}"))
    assert [(one["title"], one["done"]) for one in found["items"]] == [("Kasse gezählt", False)]
    (suspense,) = [one for one in found["checks"] if one["state"] == "stop"]
    assert (suspense["check"], suspense["found"][0]["account"], suspense["found"][0]["amount"]) == ("suspense", "1792", "10.00")
