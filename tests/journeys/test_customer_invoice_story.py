"""Invoices leave the house: typed by a clerk, valid in the customer's format, numbered without a gap, owed, credited, and read back."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import JODLA, KOPI, PAPIER
from tests.journeys.office import Office, open_office, supplier

from kantor.channels import sheets
from kantor.countries import parse_discount
from kantor.engines import einvoice
from kantor.engines.einvoice.writers import Party, from_json, main_file
from kantor.spine import ledger, parties
from kantor.spine.documents import Refusal

D = Decimal
KEY = "receivables.customer_invoice"
CONTACT = {"contact_name": "Bea Hof", "contact_phone": "+49 421 5550100", "contact_email": "rechnung@buerohof.example"}
DESK = {"name": "Schreibtisch", "quantity": "2", "unit": "H87", "price": "250.00"}
BOOK = {"name": "Fachbuch", "quantity": "3", "price": "29.90", "wanted": "reduced", "discount": "5.00"}


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def customer(office: Office, client: str, party: Party, **terms: str) -> str:
    given = supplier(party, payment_days=14, email=f"rechnung@{party.address.country.lower()}.example")
    with office.acting(client) as actor:
        (party_id,) = parties.create_parties([replace(given, role="customer", terms=terms)], actor)
    return str(party_id)


def typed(office: Office, client: str, customer_id: str, *lines: dict[str, str], **values: Any) -> int:
    tables: dict[str, Sequence[dict[str, str]]] = {
        "lines": lines,
        **{key: values.pop(key) for key in ("advances", "ordered", "discounts") if key in values},
    }
    given = {"customer_id": customer_id, "issued_on": "2026-03-10", **CONTACT, **values}
    return office.type_in(client, "anna", KEY, given, **tables)


def sent(office: Office, client: str, document_id: int) -> str:
    """Let it take effect; its number."""
    assert office.findings(client, document_id) == set()
    assert office.finish(client, document_id) == {document_id}
    return office.row(client, document_id).number


def outbox(office: Office, client: str) -> list[Any]:
    with office.acting(client):
        return list(apps.get_model("documents.Outbox").objects.filter(kind="invoice").order_by("id"))


def owed(office: Office, client: str) -> list[tuple[str, Decimal]]:
    with office.acting(client):
        items = ledger.open_items([office.clients[client]], side="receivable", on=office.now.at.date())
    return [(item.reference, item.open.amount) for item in items]


@pytest.mark.parametrize("wanted", ["xrechnung_ubl", "xrechnung_cii", "factur_x", "peppol"])
def test_a_german_invoice_is_numbered_posted_owed_and_read_back(office: Office, wanted: str) -> None:
    buyer = customer(office, "DE", PAPIER, einvoice=wanted, buyer_reference="04011000-12345-34")
    offered = [{"days": "14", "percent": "1.5"}, {"days": "7", "percent": "3"}]
    number = sent(office, "DE", typed(office, "DE", buyer, DESK, BOOK, discounts=offered))
    assert number == "SI-2026-000001"
    # 500.00 at 19 %, 84.70 at 7 %
    balances = {"1400": D("685.63"), "8400": D("-500.00"), "8300": D("-84.70"), "1776": D("-95.00"), "1771": D("-5.93")}
    assert office.balances("DE") == balances
    assert owed(office, "DE") == [(number, D("685.63"))]
    (row,) = outbox(office, "DE")
    assert row.state == "approved"
    file = main_file(row.content, bytes(row.file))
    assert file.name == f"{number}.{'pdf' if wanted == 'factur_x' else 'xml'}"
    read = einvoice.read(file.data)
    assert einvoice.check(read) == []
    assert (read.text("BT-1"), read.number("BT-112"), read.number("BT-115")) == (number, D("685.63"), D("685.63"))
    assert read.sub("BG-7")[0].text("BT-44") == PAPIER.name
    assert [term[:2] for term in parse_discount(read.text("BT-20"))] == [(7, D(3)), (14, D("1.5"))]


def test_numbers_have_no_gap_and_what_is_refused_takes_none(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    first = typed(office, "DE", buyer, DESK)
    stopped = typed(office, "DE", buyer, {**DESK, "wanted": "super_reduced"})
    second = typed(office, "DE", buyer, BOOK)
    assert office.findings("DE", stopped) == {f"{KEY}.taxed"}
    assert [sent(office, "DE", one) for one in (first, second)] == ["SI-2026-000001", "SI-2026-000002"]
    assert office.row("DE", stopped).number == ""


def test_an_invoice_that_breaks_the_rules_of_its_format_is_not_approved(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER, einvoice="xrechnung_ubl", buyer_reference="04011000-12345-34")
    document_id = typed(office, "DE", buyer, DESK, contact_name="", contact_email="")
    assert {"einvoice.BR-DE-2", "einvoice.PEPPOL-EN16931-R020"} <= office.findings("DE", document_id)
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", document_id, "anna")
    assert outbox(office, "DE") == []


def test_a_credit_note_refers_to_its_invoice_and_never_exceeds_it(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    number = sent(office, "DE", typed(office, "DE", buyer, DESK))
    back = {**DESK, "quantity": "1"}
    credit = sent(office, "DE", typed(office, "DE", buyer, back, type_code="381", preceding_number=number))
    assert credit == "SC-2026-000001"
    assert owed(office, "DE") == [(number, D("595.00")), (credit, D("-297.50"))]
    assert office.balances("DE") == {"1400": D("297.50"), "8400": D("-250.00"), "1776": D("-47.50")}
    again = typed(office, "DE", buyer, DESK, type_code="381", preceding_number=number)
    assert office.findings("DE", again) == {f"{KEY}.credited_too_much"}
    unknown = typed(office, "DE", buyer, back, type_code="381", preceding_number="SI-2026-999999")
    assert f"{KEY}.preceding_unknown" in office.findings("DE", unknown)


def test_a_final_invoice_takes_its_down_payment_off_with_its_tax(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER, einvoice="xrechnung_ubl", buyer_reference="04011000-12345-34")
    down = sent(office, "DE", typed(office, "DE", buyer, {"name": "Anzahlung", "quantity": "1", "price": "100.00"}, type_code="386"))
    assert down == "SD-2026-000001"
    assert office.balances("DE") == {"1400": D("119.00"), "1710": D("-100.00"), "1776": D("-19.00")}
    final = typed(office, "DE", buyer, DESK, advances=[{"number": down}])
    number = sent(office, "DE", final)
    assert office.balances("DE") == {"1400": D("595.00"), "8400": D("-500.00"), "1776": D("-95.00")}
    assert owed(office, "DE") == [(down, D("119.00")), (number, D("476.00"))]
    read = einvoice.read(bytes(outbox(office, "DE")[-1].file))
    assert [read.number(term) for term in ("BT-112", "BT-113", "BT-115")] == [D("595.00"), D("119.00"), D("476.00")]
    assert "100.00 + 19.00 = 119.00 EUR" in read.one("BG-1").text("BT-22")  # type: ignore[union-attr]
    twice = typed(office, "DE", buyer, DESK, advances=[{"number": down}])
    assert office.findings("DE", twice) == {f"{KEY}.advance_taken_already"}


def test_goods_to_a_polish_business_are_exempt_and_say_why(office: Office) -> None:
    buyer = customer(office, "DE", JODLA)
    sent(office, "DE", typed(office, "DE", buyer, DESK))
    assert office.balances("DE") == {"1400": D("500.00"), "8125": D("-500.00")}
    (row,) = outbox(office, "DE")
    assert from_json(row.content["draft"]).lines[0].vat.reason == "Steuerfreie innergemeinschaftliche Lieferung"


def test_a_polish_invoice_becomes_fa3(office: Office) -> None:
    buyer = customer(office, "PL", JODLA)
    offered = [{"days": "7", "percent": "2.5"}, {"days": "14", "percent": "1"}]
    assert office.findings("PL", typed(office, "PL", buyer, DESK, discounts=offered)) == {f"{KEY}.one_discount_in_format"}
    number = sent(office, "PL", typed(office, "PL", buyer, DESK, {**BOOK, "wanted": "super_reduced"}, discounts=offered[:1]))
    # 500.00 at 23 %, 84.70 at 5 %
    assert office.balances("PL") == {"200": D("703.94"), "730": D("-584.70"), "221-1": D("-119.24")}
    (row,) = outbox(office, "PL")
    read = einvoice.read(bytes(row.file))
    assert einvoice.check(read) == []
    assert (read.syntax, read.text("BT-1"), read.number("BT-112")) == ("FA3", number, D("703.94"))
    assert [term[:2] for term in parse_discount(read.text("BT-20"))] == [(7, D("2.5"))]


def test_the_cash_discount_agreed_with_a_customer_stands_on_its_invoices(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER, discount_days="7", discount_percent="2.00")
    sent(office, "DE", typed(office, "DE", buyer, DESK))
    sent(office, "DE", typed(office, "DE", buyer, DESK, discounts=[{"days": "7", "percent": "0"}]))
    with office.acting("DE"):
        items = apps.get_model("ledger.OpenItem").objects.order_by("id")
        assert [item.discounts for item in items] == [[["2026-03-17", 1190]], []]


def test_a_cash_discount_that_cannot_be_is_stopped(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    wrong = [{"days": "15", "percent": "2"}, {"days": "1.5", "percent": "2.125"}]
    found = office.findings("DE", typed(office, "DE", buyer, DESK, discounts=wrong))
    assert found == {f"{KEY}.discount_after_due", f"{KEY}.discount_days", f"{KEY}.discount_percent"}


def test_a_polish_advance_and_its_final_invoice_become_zal_and_roz(office: Office) -> None:
    buyer = customer(office, "PL", JODLA)
    part = {"name": "Zaliczka", "quantity": "1", "price": "100.00"}
    lacking = typed(office, "PL", buyer, part, type_code="386")
    assert f"{KEY}.order_missing" in office.findings("PL", lacking)
    down = sent(office, "PL", typed(office, "PL", buyer, part, type_code="386", order_number="Z-7", ordered=[DESK]))
    read = einvoice.read(bytes(outbox(office, "PL")[-1].file))
    assert einvoice.check(read) == []
    assert (read.text("FA3-RodzajFaktury"), read.number("BT-112")) == ("ZAL", D("123.00"))
    assert read.one("FA3-Zamowienie").number("FA3-WartoscZamowienia") == D("615.00")  # type: ignore[union-attr]
    final = sent(office, "PL", typed(office, "PL", buyer, DESK, advances=[{"number": down}]))
    read = einvoice.read(bytes(outbox(office, "PL")[-1].file))
    assert einvoice.check(read) == []
    # 500.00 and 115.00 less the advance of 100.00 and 23.00
    assert (read.text("FA3-RodzajFaktury"), read.number("BT-109"), read.number("BT-110")) == ("ROZ", D("400.00"), D("92.00"))
    assert (read.number("BT-115"), read.sub("BG-3")[0].text("FA3-NrFaZaliczkowej")) == (D("492.00"), down)
    assert owed(office, "PL") == [(down, D("123.00")), (final, D("492.00"))]


def test_an_indonesian_invoice_becomes_coretax(office: Office) -> None:
    buyer = customer(office, "ID", KOPI)
    number = sent(office, "ID", typed(office, "ID", buyer, {"name": "Kopi", "quantity": "3", "unit": "KGM", "price": "100001"}))
    # 300,003 x 11/12 = 275,002.75; 12 % of it = 33,000.33
    (row,) = outbox(office, "ID")
    read = einvoice.read(bytes(row.file))
    assert einvoice.check(read) == []
    assert (read.text("BT-1"), read.number("BT-110"), read.number("BT-112")) == (number, D("33000.33"), D("333003.33"))
    assert owed(office, "ID") == [(number, D("333003.33"))]


def test_what_coretax_imports_no_bulk_of_leaves_as_a_page(office: Office) -> None:
    """A bulk would tax a down payment twice with its final invoice, and a return is the buyer's to file."""
    buyer = customer(office, "ID", KOPI)
    coffee = {"name": "Kopi", "quantity": "3", "unit": "KGM", "price": "100000"}
    number = sent(office, "ID", typed(office, "ID", buyer, coffee))
    credit = typed(office, "ID", buyer, {**coffee, "quantity": "1"}, type_code="381", preceding_number=number)
    assert office.findings("ID", credit) == {f"{KEY}.return_is_the_buyers"}
    office.save("ID", credit, "anna", format="paper")
    assert office.approve("ID", credit, "anna") == ""
    sent(office, "ID", credit)
    corrected = typed(office, "ID", buyer, {**coffee, "quantity": "-1"}, type_code="384", preceding_number=number)
    assert f"{KEY}.replacement_is_typed" in office.findings("ID", corrected)
    assert office.findings("ID", typed(office, "ID", buyer, coffee, type_code="386")) == {f"{KEY}.advance_is_typed"}
    down = sent(office, "ID", typed(office, "ID", buyer, coffee, type_code="386", format="paper"))
    final = typed(office, "ID", buyer, {**coffee, "quantity": "9"}, advances=[{"number": down}])
    assert office.findings("ID", final) == {f"{KEY}.advance_is_typed"}
    office.save("ID", final, "anna", format="paper")
    assert office.approve("ID", final, "anna") == ""
    sent(office, "ID", final)
    assert [bool(row.file) for row in outbox(office, "ID")] == [True, False, False, False]


def test_over_the_credit_limit_a_second_person_decides(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER, credit_limit="600.00")
    sent(office, "DE", typed(office, "DE", buyer, DESK))
    more = typed(office, "DE", buyer, DESK)
    assert office.findings("DE", more) == {f"{KEY}.over_credit_limit"}
    assert office.approve("DE", more, "anna") == "approve"
    assert office.approve("DE", more, "bert") == ""


def test_what_has_left_is_not_reversed_what_waits_is_withdrawn(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    document_id = typed(office, "DE", buyer, DESK)
    sent(office, "DE", document_id)
    values = {"document": str(document_id), "booked_on": "2026-03-10", "reason": "typed by mistake"}
    with office.acting("DE"):
        apps.get_model("documents.Outbox").objects.update(state="sent")
    refused = office.type_in("DE", "anna", "office.reversal", values)
    office.approve("DE", refused, "bert")
    office.finish("DE", refused)
    assert office.findings("DE", refused) == {"receivables.invoice_has_left"}
    with office.acting("DE"):
        apps.get_model("documents.Outbox").objects.update(state="approved")
    second = office.type_in("DE", "carla", "office.reversal", values)
    office.approve("DE", second, "bert")
    office.finish("DE", second)
    assert office.balances("DE") == {}
    assert [row.state for row in outbox(office, "DE")] == ["withdrawn"]


def dunned(office: Office, *held: dict[str, str]) -> int:
    """A run that two people decide, today."""
    on = office.now.at.date().isoformat()
    run = office.type_in("DE", "anna", "receivables.dunning_run", {"dunned_on": on}, overdue=held)
    assert office.findings("DE", run) == set()
    assert office.approve("DE", run, "bert") == ""
    assert office.finish("DE", run) == {run}
    return run


def letters(office: Office) -> list[dict[str, Any]]:
    with office.acting("DE"):
        rows = apps.get_model("documents.Outbox").objects.filter(kind="letter").order_by("id")
        return [{**row.content, "state": row.state} for row in rows]


def test_overdue_invoices_are_dunned_by_levels_unless_somebody_promised_to_pay(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    number = sent(office, "DE", typed(office, "DE", buyer, DESK))  # due on 24 March
    office.now.forward(days=24)
    dunned(office)
    (first,) = letters(office)
    assert (first["template"], first["state"]) == ("receivables.letter.dunning_1", "approved")
    assert number in first["values"]["items"]
    assert "595,00" in first["values"]["total"]
    office.now.forward(days=11)
    second = dunned(office)
    # 22 days late on 14 April + at 1.27 + 9 points: 595.00 x 10.27 % x 21 / 365 = 3.52, and 40 EUR (§ 288 Abs. 5 BGB)
    row = office.checked("DE", second).reading.rows("overdue")[0]
    assert (row["level"].text, row["interest"].text, row["fee"].text) == ("2", "3.52", "40.00")
    assert "638,52" in letters(office)[-1]["values"]["total"]
    office.now.forward(days=11)
    with office.acting("DE"):
        (item,) = ledger.open_items([office.clients["DE"]], side="receivable", on=office.now.at.date())
    until = office.now.at.date().replace(day=30).isoformat()
    dunned(office, {"open_item_id": str(item.id), "customer": PAPIER.name, "hold": "promise", "held_until": until})
    assert len(letters(office)) == 2
    assert office.balances("DE") == {"1400": D("595.00"), "8400": D("-500.00"), "1776": D("-95.00")}


def test_what_will_not_be_paid_is_written_off_by_two_with_its_tax(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    number = sent(office, "DE", typed(office, "DE", buyer, DESK, BOOK))  # 500.00 + 84.70 net, 95.00 + 5.93 tax
    values = {"reference": number, "written_off_on": "2026-03-10", "reason": "Insolvenz"}
    lost = office.type_in("DE", "carla", "receivables.write_off", values)
    assert office.findings("DE", lost) == set()
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", lost, "carla")
    office.approve("DE", lost, "bert")
    assert office.finish("DE", lost) == {lost}
    assert office.balances("DE") == {"8400": D("-500.00"), "8300": D("-84.70"), "2400": D("584.70")}
    assert owed(office, "DE") == []
    again = office.type_in("DE", "carla", "receivables.write_off", values | {"amount": "1.00", "vat": "kept"})
    assert office.findings("DE", again) == {"receivables.write_off.nothing_open"}


def test_terms_that_a_sheet_of_customers_brings_stand_on_their_invoices(office: Office) -> None:
    """Skonto with its days, or the row is told what is wrong with it and nothing of it is taken over."""
    text = (
        "Nummer;Name;Land;Zahlungsziel;Skonto;Skontotage;Kreditlimit\n"
        "D1;Papier GmbH;DE;30,0;2,5;10;\n"
        "D2;Zeder GmbH;DE;14;2;20;\n"
        "D3;Kiefer GmbH;DE;14;;7;\n"
        "D4;Tanne GmbH;DE;14;;;-5\n"
    )
    with office.acting("DE") as actor:
        ready = sheets.prepare(sheets.read_sheet(text.encode()), "customers", actor)
    assert {(fault.row, fault.column) for fault in ready.faults} == {
        (3, "discount_days"),
        (4, "discount_percent"),
        (5, "credit_limit"),
    }
    assert sheets.take_in(ready, client_id=office.clients["DE"], person_id=None, now=office.now).new == 1
    with office.acting("DE"):
        party = apps.get_model("parties.Party").objects.get(name="Papier GmbH")
    assert (party.payment_days, party.terms) == (30, {"discount_days": "10", "discount_percent": "2.5"})
    made = typed(office, "DE", str(party.id), DESK)
    assert [(row["days"].text, row["percent"].text) for row in office.checked("DE", made).reading.rows("discounts")] == [("10", "2.5")]
