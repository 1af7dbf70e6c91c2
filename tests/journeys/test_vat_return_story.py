"""A VAT return from postings to the office: reckoned from the books, approved by a second person, booked, owed, filed, corrected."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest
from django.apps import apps
from django.utils import translation
from lxml import etree
from tests.engines.einvoice.drafts import JODLA, LIPA, PAPIER
from tests.journeys.office import Office, hire, open_office, supplier
from tests.journeys.test_customer_invoice_story import BOOK, DESK, customer, typed
from tests.journeys.test_reversal_story import INVOICE, ORDERED

from kantor.departments.accounting.reports import REPORTS
from kantor.departments.accounting.reports.declaring import Asked, Table
from kantor.departments.accounting.vat_return.keeping import VatReturnParts
from kantor.departments.accounting.vat_return.register import register
from kantor.desk.verify.effects import remarks
from kantor.kit.money import Money
from kantor.spine import access, documents, ledger, parties
from kantor.spine.documents import Refusal
from kantor.words import Applied

D = Decimal
KEY, FILING = "accounting.vat_return", "accounting.vat_filing"
NAMES = {"u": "http://finkonsens.de/elster/elsteranmeldung/ustva/v2026"}


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    buyer = customer(office, "DE", PAPIER)
    office.finish("DE", typed(office, "DE", buyer, DESK))
    office.order("DE", "B-4711", ORDERED)
    office.receive("DE", "B-4711", {"line": "1", "quantity": "40"})
    office.bring(INVOICE)
    office.now.forward(days=28)
    return office


def tax_office(office: Office) -> str:
    with office.acting("DE") as actor:
        new = replace(supplier(PAPIER, "DE12500105170648489890"), name="Finanzamt Bremen", identifiers=())
        (party_id,) = parties.create_parties([new], actor)
    return str(party_id)


def prepared(office: Office, party: str, **values: str) -> int:
    given = {"from_on": "2026-03-01", "until_on": "2026-03-31", "office_id": party, "office_name": "Finanzamt Bremen"}
    return office.type_in("DE", "clara", KEY, {**given, "tax_number": "2475012345678", **values})


def approved(office: Office, client: str, made: int) -> None:
    """Both people approve the return, and it takes effect."""
    office.approve(client, made, "clara")
    office.approve(client, made, "otto")
    assert office.finish(client, made) == {made}


def filed(office: Office) -> list[Any]:
    with office.acting("DE"):
        return list(apps.get_model("documents.Outbox").objects.filter(kind="tax_return").order_by("id"))


def boxes(file: bytes) -> dict[str, str]:
    found = etree.fromstring(file).find(".//u:Umsatzsteuervoranmeldung", NAMES)
    assert found is not None
    return {etree.QName(one).localname: one.text or "" for one in found}


def test_a_return_is_reckoned_approved_booked_owed_and_written(office: Office) -> None:
    before = office.balances("DE")
    tax = -(before["1776"] + before["1576"])
    party = tax_office(office)
    made = prepared(office, party)
    assert office.findings("DE", made) == set()
    office.approve("DE", made, "clara")
    with pytest.raises(Refusal):
        office.approve("DE", made, "clara")
    office.approve("DE", made, "otto")
    assert office.finish("DE", made) == {made}
    after = office.balances("DE")
    assert not {"1776", "1576"} & set(after)
    assert after["1789"] == -tax
    assert [(item.party_id, item.open.amount) for item in office.open_items("DE") if str(item.party_id) == party] == [(int(party), tax)]
    (row,) = filed(office)
    told = boxes(bytes(row.file))
    assert (told["Jahr"], told["Zeitraum"], told["Kz81"], told["Kz66"], told["Kz83"]) == (
        "2026",
        "03",
        "500",
        str(before["1576"]),
        str(tax),
    )
    assert "Kz10" not in told


def test_what_is_posted_after_the_approval_stops_the_return(office: Office) -> None:
    made = prepared(office, tax_office(office))
    office.approve("DE", made, "clara")
    office.approve("DE", made, "otto")
    office.finish("DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK, issued_on="2026-03-20"))
    assert office.finish("DE", made) == set()
    assert filed(office) == []


def test_tax_without_a_code_must_be_explained_and_stays_on_its_account(office: Office) -> None:
    lines = ({"account": "1776", "debit": "7.00"}, {"account": "4930", "credit": "7.00"})
    posted = office.type_in("DE", "clara", "accounting.journal_entry", {"booked_on": "2026-03-31", "text": "Umbuchung"}, lines=lines)
    office.approve("DE", posted, "clara")
    office.finish("DE", posted)
    made = prepared(office, tax_office(office))
    assert office.findings("DE", made) == {f"{KEY}.accounts_differ"}
    office.save("DE", made, "clara", explanation="Wird im April mit Schlüssel umgebucht.")
    office.approve("DE", made, "clara")
    office.approve("DE", made, "otto")
    office.finish("DE", made)
    assert office.balances("DE")["1776"] == D("7.00")


def test_a_corrected_return_declares_what_was_added_and_says_so(office: Office) -> None:
    party = tax_office(office)
    first = prepared(office, party)
    office.approve("DE", first, "clara")
    office.approve("DE", first, "otto")
    office.finish("DE", first)
    office.finish("DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK, issued_on="2026-03-20"))
    second = prepared(office, party, purpose="first")
    assert office.findings("DE", second) == {f"{KEY}.filed_already"}
    office.save("DE", second, "clara", purpose="correction")
    assert office.checked("DE", second).reading.number("payable") == D("95.00")
    office.approve("DE", second, "clara")
    office.approve("DE", second, "otto")
    office.finish("DE", second)
    whole = boxes(bytes(filed(office)[0].file))["Kz83"]
    told = boxes(bytes(filed(office)[1].file))
    assert (told["Kz10"], told["Kz81"], D(told["Kz83"])) == ("1", "1000", D(whole) + D("95.00"))
    owed = [item.open.amount for item in office.open_items("DE") if str(item.party_id) == party]
    assert sorted(owed) == sorted([D(whole), D("95.00")])


def test_a_corrected_return_still_takes_off_what_was_paid_in_advance(office: Office) -> None:
    party = tax_office(office)
    approved(office, "DE", prepared(office, party, deduction="10.00"))
    office.finish("DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK, issued_on="2026-03-20"))
    approved(office, "DE", prepared(office, party))
    first, second = (boxes(bytes(row.file)) for row in filed(office))
    assert (first["Kz39"], second["Kz39"]) == ("10.00", "10.00")
    assert D(second["Kz83"]) == D(first["Kz83"]) + D("95.00")


def test_what_a_return_cleared_behind_its_closed_month_is_no_figure_of_the_next(office: Office) -> None:
    with office.acting("DE") as actor:
        ledger.close_period(2026, 3, reason="Abschluss", actor=actor)
    party = tax_office(office)
    approved(office, "DE", prepared(office, party))
    office.finish("DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK, issued_on="2026-04-02"))
    april = prepared(office, party, from_on="2026-04-01", until_on="2026-04-30")
    cleared = office.checked("DE", april).reading.rows("accounts")
    assert {row["account"].text: D(row["amount"].text) for row in cleared} == {"1776": D("-95.00")}


def test_the_day_of_filing_is_noted_and_a_filed_return_is_not_reversed(office: Office) -> None:
    made = prepared(office, tax_office(office))
    office.approve("DE", made, "clara")
    office.approve("DE", made, "otto")
    office.finish("DE", made)
    noted = office.type_in("DE", "clara", FILING, {"return_id": str(made), "filed_on": "2026-04-07", "receipt": "eh1234"})
    assert office.finish("DE", noted) == {noted}
    with office.acting("DE"):
        row = apps.get_model("accounting.VatReturn").objects.get(document_id=made)
        locked = [one.starts_on.isoformat() for one in ledger.periods(office.clients["DE"]) if one.filed_at]
    assert (row.filed_on.isoformat(), row.receipt, locked) == ("2026-04-07", "eh1234", ["2026-03-01"])
    back = office.type_in("DE", "anna", "office.reversal", {"document": str(made), "booked_on": "2026-04-07", "reason": "Irrtum"})
    office.approve("DE", back, "bert")
    office.finish("DE", back)
    assert office.row("DE", made).state == "effective"


def test_a_box_of_the_report_opens_into_its_documents(office: Office) -> None:
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        year = [one for one in ledger.periods(client.id) if one.starts_on.isoformat() == "2026-03-01"]
        asked = Asked(client=client, from_on=year[0].starts_on, until_on=year[0].ends_on, today=actor.at.date(), line="81", language="de")
        table = REPORTS["vat_return"].make(asked)
        (behind,) = [line for line in table.lines if line.document is not None]
        found = documents.document(behind.document)
    assert found is not None
    assert (found.type, behind.cells[2].amount) == ("receivables.customer_invoice", D("500.00"))
    assert [line.cells[0] for line in table.lines if line.key] == ["81", "66"]


def test_a_polish_month_becomes_a_register_that_the_official_schema_accepts(database: None) -> None:
    office = open_office()
    hire(office, "clara", {"PL": ["accounting.clerk"]})
    hire(office, "otto", {"PL": ["accounting.approver"]})
    for party, price in ((JODLA, "250.00"), (PAPIER, "99.99")):
        office.finish("PL", typed(office, "PL", customer(office, "PL", party), {**DESK, "price": price}))
    lines = ({"account": "402-1", "debit": "100.00", "tax_code": "Z23"}, {"account": "222-23", "debit": "23.00", "tax_code": "Z23"})
    values = {"booked_on": "2026-03-31", "text": "Prąd"}
    office.finish(
        "PL", office.type_in("PL", "clara", "accounting.journal_entry", values, lines=(*lines, {"account": "641", "credit": "123.00"}))
    )
    office.now.forward(days=28)
    with office.acting("PL") as actor:
        new = replace(supplier(JODLA, "PL61109010140000071219812874"), name="Urząd Skarbowy", identifiers=())
        (party_id,) = parties.create_parties([new], actor)
    values = {"from_on": "2026-03-01", "until_on": "2026-03-31", "office_id": str(party_id), "office_name": "Urząd Skarbowy"}
    made = office.type_in("PL", "clara", KEY, {**values, "office_code": "1471", "email": "biuro@lipa.example"})
    assert office.findings("PL", made) == set()
    office.approve("PL", made, "clara")
    office.approve("PL", made, "otto")
    assert office.finish("PL", made) == {made}
    with office.acting("PL"):
        (row,) = apps.get_model("documents.Outbox").objects.filter(kind="tax_return")
    tree = etree.fromstring(bytes(row.file))
    schema = etree.XMLSchema(etree.parse(str(resources.files("jpk").joinpath("schemas/jpk_v7m/jpk_v7m.xsd"))))
    assert schema.validate(tree), schema.error_log.last_error
    told = {etree.QName(one).localname: one.text for one in tree.iter() if one.text and one.text.strip()}
    assert (told["P_19"], told["P_20"], told["P_21"], told["P_42"], told["P_43"], told["P_51"]) == ("500", "115", "200", "100", "23", "92")
    assert (told["LiczbaWierszySprzedazy"], told["PodatekNalezny"], told["LiczbaWierszyZakupow"]) == ("2", "115.00", "1")


def test_marks_and_numbers_of_ksef_stand_in_the_register_and_goods_keep_their_marks(database: None) -> None:
    office = open_office()
    buyer = customer(office, "PL", JODLA)
    strange = typed(office, "PL", buyer, DESK, vat_marks="GTU_06 GTU_99")
    assert "receivables.customer_invoice.mark_unknown" in office.findings("PL", strange)
    first = typed(office, "PL", buyer, DESK, vat_marks="GTU_06 TP")
    assert office.finish("PL", first) == {first}
    second = typed(office, "PL", buyer, {**DESK, "quantity": "1"})
    assert office.checked("PL", second).reading.text("vat_marks") == "GTU_06 TP"
    number = office.row("PL", first).number
    own = str(LIPA.vat_id).removeprefix("PL")
    wrong = office.type_in(
        "PL", "anna", "receivables.ksef_number", {"invoice": number, "ksef_number": "5261040828-20260310-8BEF28-0C8D35-4D"}
    )
    assert office.findings("PL", wrong) == {"receivables.ksef_number.of_another_seller"}
    noted = office.type_in("PL", "anna", "receivables.ksef_number", {"invoice": number, "ksef_number": f"{own}-20260310-8BEF28-0C8D35-4D"})
    assert office.finish("PL", noted) == {noted}
    with office.acting("PL") as actor:
        (row,) = register(access.client(actor.clients[0]), date(2026, 3, 1), date(2026, 3, 31))
    assert (row.ksef, row.marks) == (f"{own}-20260310-8BEF28-0C8D35-4D", {"GTU_06", "TP"})


def test_the_next_month_takes_off_all_that_a_return_and_its_correction_carry(database: None) -> None:
    office = open_office()
    hire(office, "clara", {"PL": ["accounting.clerk"]})
    hire(office, "otto", {"PL": ["accounting.approver"]})
    office.now.forward(days=28)
    with office.acting("PL") as actor:
        new = replace(supplier(JODLA, "PL61109010140000071219812874"), name="Urząd Skarbowy", identifiers=())
        (party_id,) = parties.create_parties([new], actor)
    told = {"office_id": str(party_id), "office_name": "Urząd Skarbowy", "office_code": "1471", "email": "biuro@lipa.example"}
    for text in ("Prąd", "Gaz"):
        lines = ({"account": "402-1", "debit": "100.00", "tax_code": "Z23"}, {"account": "222-23", "debit": "23.00", "tax_code": "Z23"})
        values = {"booked_on": "2026-03-31", "text": text}
        posted = office.type_in("PL", "clara", "accounting.journal_entry", values, lines=(*lines, {"account": "641", "credit": "123.00"}))
        office.finish("PL", posted)
        approved(office, "PL", office.type_in("PL", "clara", KEY, {"from_on": "2026-03-01", "until_on": "2026-03-31", **told}))
    april = office.type_in("PL", "clara", KEY, {"from_on": "2026-04-01", "until_on": "2026-04-30", **told})
    assert office.checked("PL", april).reading.number("deduction") == D("46")


def polish_office() -> tuple[Office, dict[str, str]]:
    office = open_office()
    hire(office, "clara", {"PL": ["accounting.clerk"]})
    hire(office, "otto", {"PL": ["accounting.approver"]})
    office.now.forward(days=28)
    with office.acting("PL") as actor:
        new = replace(supplier(JODLA, "PL61109010140000071219812874"), name="Urząd Skarbowy", identifiers=())
        (party_id,) = parties.create_parties([new], actor)
    return office, {"office_id": str(party_id), "office_name": "Urząd Skarbowy", "office_code": "1471", "email": "biuro@lipa.example"}


def bought(office: Office, net: str, tax: str) -> None:
    """An electricity bill with its tax; a correction of one where the amounts are below zero."""
    lines = ({"account": "402-1", "debit": net, "tax_code": "Z23"}, {"account": "222-23", "debit": tax, "tax_code": "Z23"})
    whole = {"account": "641", "credit": str(D(net) + D(tax))}
    values = {"booked_on": "2026-03-31", "text": "Prąd"}
    office.finish("PL", office.type_in("PL", "clara", "accounting.journal_entry", values, lines=(*lines, whole)))


def test_a_correction_lowers_what_is_carried_and_only_the_rest_is_owed(database: None) -> None:
    office, told = polish_office()
    march = {"from_on": "2026-03-01", "until_on": "2026-03-31", **told}
    april = {"from_on": "2026-04-01", "until_on": "2026-04-30", **told}
    bought(office, "100.00", "23.00")
    approved(office, "PL", office.type_in("PL", "clara", KEY, march))
    bought(office, "-40.00", "-9.20")
    approved(office, "PL", office.type_in("PL", "clara", KEY, march))
    assert (office.open_items("PL"), office.balances("PL")["223"]) == ([], D("14.00"))
    office.now.forward(days=30)
    following = office.type_in("PL", "clara", KEY, april)
    assert office.checked("PL", following).reading.number("deduction") == D("14")
    approved(office, "PL", following)
    bought(office, "-100.00", "-23.00")
    late = office.type_in("PL", "clara", KEY, march)
    assert office.findings("PL", late) == {f"{KEY}.carried_already"}
    approved(office, "PL", late)
    assert [item.open.amount for item in office.open_items("PL")] == [D("9.00")]
    again = office.type_in("PL", "clara", KEY, april)
    found = office.checked("PL", again).reading
    assert (found.number("deduction"), found.text("purpose"), found.number("payable")) == (D("-14"), "correction", D("14"))


def test_a_return_is_not_reversed_while_its_correction_stands(office: Office) -> None:
    party = tax_office(office)
    first = prepared(office, party)
    approved(office, "DE", first)
    office.finish("DE", typed(office, "DE", customer(office, "DE", PAPIER), DESK, issued_on="2026-03-20"))
    second = prepared(office, party)
    approved(office, "DE", second)

    def reverse(made: int) -> int:
        back = office.type_in("DE", "anna", "office.reversal", {"document": str(made), "booked_on": "2026-04-07", "reason": "Irrtum"})
        office.approve("DE", back, "bert")
        office.finish("DE", back)
        return back

    refused = reverse(first)
    assert office.row("DE", first).state == "effective"
    assert "accounting.vat_return_is_corrected" in office.findings("DE", refused)
    reverse(second)
    reverse(first)
    assert (office.row("DE", second).state, office.row("DE", first).state) == ("reversed", "reversed")


def test_a_register_that_comes_to_another_tax_than_was_approved_is_refused_in_words(database: None) -> None:
    office, told = polish_office()
    bought(office, "100.00", "23.00")
    made = office.type_in("PL", "clara", KEY, {"from_on": "2026-03-01", "until_on": "2026-03-31", **told})
    with office.acting("PL") as actor:
        client = access.client(actor.clients[0])
        effect = documents.effect_of(office.checked("PL", made), client.as_dict(), actor.at.date())
        (part,) = effect.of("accounting.vat_return")
        other = Applied(client.id, made, 0, replace(part, whole_tax=Money(D("-22"), "PLN")))
        with pytest.raises(Refusal) as refused:
            VatReturnParts().apply([other], actor)
    assert (refused.value.key, refused.value.document_id) == ("accounting.vat_register_differs", made)
    assert refused.value.evidence == {"register": "-23", "approved": "-22"}


def report(office: Office, key: str) -> Table:
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        month = date(2026, 3, 1), date(2026, 3, 31)
        return REPORTS[key].make(Asked(client=client, from_on=month[0], until_on=month[1], today=actor.at.date(), language="de"))


def test_supplies_to_businesses_in_the_union_are_listed_by_vat_id_and_kind(office: Office) -> None:
    buyer = customer(office, "DE", JODLA)
    for supply, price in (("goods", "100.40"), ("services", "50.00"), ("goods", "20.20")):
        office.finish("DE", typed(office, "DE", buyer, {**DESK, "quantity": "1", "price": price, "supply": supply}))
    lines = [tuple(str(getattr(cell, "amount", cell)) for cell in line.cells[:4]) for line in report(office, "ec_sales_list").lines]
    number = JODLA.vat_id.removeprefix("PL")
    assert lines[:2] == [("PL", number, "121", "L"), ("PL", number, "50", "S")]


def test_an_advance_is_in_the_box_once_when_its_final_invoice_is_written(office: Office) -> None:
    buyer = customer(office, "DE", PAPIER)
    down = typed(office, "DE", buyer, {**DESK, "quantity": "1", "price": "200.00"}, type_code="386")
    office.finish("DE", down)
    final = typed(office, "DE", buyer, DESK, advances=[{"number": office.row("DE", down).number}])
    assert office.finish("DE", final) == {final}
    stated = {line.cells[0]: line.cells[3].amount for line in report(office, "vat_return").lines if line.key}
    assert stated["81"] == D("1000")


def test_what_is_written_off_leaves_the_boxes_of_its_rates(office: Office) -> None:
    sale = typed(office, "DE", customer(office, "DE", PAPIER), BOOK, issued_on="2026-03-20")
    office.finish("DE", sale)
    before = {line.cells[0]: line.cells[3].amount for line in report(office, "vat_return").lines if line.key}
    values = {"reference": office.row("DE", sale).number, "written_off_on": "2026-03-25", "reason": "Insolvenz"}
    lost = office.type_in("DE", "carla", "receivables.write_off", values)
    office.approve("DE", lost, "bert")
    assert office.finish("DE", lost) == {lost}
    after = {line.cells[0]: line.cells[3].amount for line in report(office, "vat_return").lines if line.key}
    assert (before["86"], after["86"], after["81"]) == (D("84"), D("0"), before["81"])
    assert ("50" in before, after["50"]) == (False, D("84"))


def test_whoever_approves_reads_what_becomes_of_the_return(office: Office) -> None:
    made = prepared(office, tax_office(office))
    with office.acting("DE") as actor:
        effect = documents.effect_of(office.checked("DE", made), access.client(actor.clients[0]).as_dict(), actor.at.date())
    with translation.override("de"):
        assert any("Mein ELSTER" in remark and "{" not in remark for remark in remarks(effect))
