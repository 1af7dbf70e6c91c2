"""A shop sells to consumers in other member states: it joins the scheme, taxes there, files a quarter, corrects it in the next."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import PAPIER
from tests.journeys.office import Office, hire, open_office, supplier
from tests.journeys.test_bank_story import accepted, line, statement
from tests.journeys.test_bank_story import rows as bank_rows
from tests.journeys.test_customer_invoice_story import DESK, customer, typed

from kantor.departments.accounting.reports import REPORTS
from kantor.departments.accounting.reports.declaring import Asked, Table
from kantor.departments.treasury.taxes import taxes_behind
from kantor.spine import access, documents, parties

D = Decimal
REGISTRATION, RETURN = "accounting.oss_registration", "accounting.oss_return"
LAMP = {"name": "Schreibtischlampe", "quantity": "1", "unit": "H87", "price": "100.00"}


@pytest.fixture
def office(database: None) -> Office:
    office = open_office()
    hire(office, "clara", {"DE": ["accounting.clerk"]})
    hire(office, "otto", {"DE": ["accounting.approver"]})
    return office


def consumer(office: Office) -> str:
    address = {"street": "3 rue du Lac", "town": "Annecy", "postcode": "74000"}
    given = replace(supplier(PAPIER), name="Camille Roche", country="FR", address=address, identifiers=(), role="customer", language="en")
    with office.acting("DE") as actor:
        (party_id,) = parties.create_parties([replace(given, email="camille@roche.example")], actor)
    return str(party_id)


def joined(office: Office) -> None:
    made = office.type_in("DE", "clara", REGISTRATION, {"change": "joins", "on": "2026-03-01", "reason": "Bescheid des BZSt"})
    assert office.findings("DE", made) == set()
    office.approve("DE", made, "otto")
    assert office.finish("DE", made) == {made}


def sold(office: Office, buyer: str, *lines: dict[str, str], **values: Any) -> int:
    made = typed(office, "DE", buyer, *lines, format="factur_x", **values)
    assert office.findings("DE", made) == set()
    assert office.finish("DE", made) == {made}
    return made


def filed(office: Office, first: str, last: str) -> tuple[int, documents.Checked]:
    with office.acting("DE") as actor:
        known = parties.create_parties([replace(supplier(PAPIER, "DE12500105170648489890"), name=f"BZSt {last}", identifiers=())], actor)
    values = {"from_on": first, "until_on": last, "office_id": str(known[0]), "office_name": "BZSt", "vat_id": "DE123456788"}
    made = office.type_in("DE", "clara", RETURN, values)
    checked = office.checked("DE", made)
    office.approve("DE", made, "clara")
    office.approve("DE", made, "otto")
    assert office.finish("DE", made) == {made}
    return made, checked


def rows(checked: documents.Checked, table: str) -> list[dict[str, str]]:
    return [{key: value.text for key, value in row.items()} for row in checked.reading.rows(table)]


def report(office: Office, key: str, until: date, line: str = "") -> Table:
    with office.acting("DE") as actor:
        client = access.client(actor.clients[0])
        asked = Asked(client=client, from_on=date(2026, 1, 1), until_on=until, today=actor.at.date(), line=line, language="de")
        return REPORTS[key].make(asked)


def outbox(office: Office) -> list[Any]:
    with office.acting("DE"):
        return list(apps.get_model("documents.Outbox").objects.filter(kind="tax_return").order_by("id"))


def test_a_quarter_is_taxed_declared_paid_and_corrected_in_the_next_one(office: Office) -> None:
    camille = consumer(office)
    before = typed(office, "DE", camille, LAMP, format="factur_x")
    assert office.checked("DE", before).reading.rows("lines")[0]["tax_code"].text == "U19"
    assert office.findings("DE", before) == {"receivables.customer_invoice.taxed"}
    many = typed(office, "DE", camille, {**LAMP, "quantity": "101"}, format="factur_x")
    assert "receivables.customer_invoice.over_distance_threshold" in office.findings("DE", many)
    joined(office)
    lamp = sold(office, camille, LAMP, delivered_on="2026-03-09")
    course = {"name": "Online-Kurs", "quantity": "1", "price": "50.00", "supply": "electronic"}
    sold(office, camille, {**LAMP, "quantity": "2"}, course)
    at_home = sold(office, customer(office, "DE", PAPIER), DESK)
    assert office.balances("DE")["1767"] == D("-70.00")
    office.now.forward(days=28)

    first, checked = filed(office, "2026-01-01", "2026-03-31")
    told = [(row["state"], row["supply"], row["rate"], row["base"], row["tax"]) for row in rows(checked, "figures")]
    assert told == [("FR", "goods", "20", "300.00", "60.00"), ("FR", "services", "20", "50.00", "10.00")]
    after = office.balances("DE")
    assert ("1767" in after, after["1736"]) == (False, D("-70.00"))
    (file,) = outbox(office)
    assert bytes(file.file).decode().split() == ["#v2.0", "1,FR", "2,FR,STANDARD,20.00,50.00,10.00", "3,FR,STANDARD,20.00,300.00,60.00"]
    assert {line.cells[0]: line.cells[3].amount for line in report(office, "vat_return", date(2026, 3, 31)).lines if line.key} == {
        "81": D("500")
    }
    assert at_home

    number = office.row("DE", lamp).number
    sold(office, camille, {**LAMP, "price": "40.00"}, type_code="381", preceding_number=number, issued_on="2026-04-07")
    sold(office, camille, {**LAMP, "price": "10.00"}, issued_on="2026-04-07")
    again = office.type_in("DE", "clara", RETURN, {"from_on": "2026-01-01", "until_on": "2026-03-31"})
    assert f"{RETURN}.filed_already" in office.findings("DE", again)
    office.now.forward(days=90)

    opened = report(office, "one_stop_shop", date(2026, 6, 30), "2026-Q1:FR").lines
    assert [line.cells[4].amount for line in opened if line.key or line.style == "sum"] == [D("2.00"), D("-8.00"), D("0")]
    assert [line.cells[3].amount for line in opened if line.document] == [D("20.00"), D("40.00"), D("10.00"), D("-8.00")]
    second, checked = filed(office, "2026-04-01", "2026-06-30")
    assert rows(checked, "corrections") == [{"quarter": "2026-Q1", "state": "FR", "tax": "-8.00"}]
    (told,) = [finding.evidence for finding in checked.findings if finding.key == f"{RETURN}.corrects"]
    assert (told["before"], told["now"]) == ("70.00", "62.00")
    reading = checked.reading
    assert [reading.text(key) for key in ("tax", "corrected", "payable", "refunded")] == ["2.00", "-8.00", "0", "6.00"]
    after = office.balances("DE")
    assert ("1767" in after, after["1736"], after["1542"]) == (False, D("-70.00"), D("6.00"))
    assert first < second


def test_what_is_posted_after_the_approval_stops_the_return(office: Office) -> None:
    joined(office)
    camille = consumer(office)
    sold(office, camille, LAMP)
    office.now.forward(days=28)
    with office.acting("DE") as actor:
        (party,) = parties.create_parties([replace(supplier(PAPIER, "DE12500105170648489890"), name="BZSt", identifiers=())], actor)
    values = {"from_on": "2026-01-01", "until_on": "2026-03-31", "office_id": str(party), "office_name": "BZSt"}
    made = office.type_in("DE", "clara", RETURN, values)
    office.approve("DE", made, "clara")
    office.approve("DE", made, "otto")
    sold(office, camille, LAMP, issued_on="2026-03-20")
    assert office.finish("DE", made) == set()
    assert outbox(office) == []


def filed_quarter(office: Office, **values: Any) -> tuple[int, int]:
    """A lamp sold in the first quarter, whose return is filed: ids of the invoice and the return."""
    joined(office)
    lamp = sold(office, consumer(office), LAMP, delivered_on="2026-03-09", **values)
    office.now.forward(days=28)
    return lamp, filed(office, "2026-01-01", "2026-03-31")[0]


def corrections(office: Office) -> list[dict[str, str]]:
    """Of the second quarter, as its return would state them."""
    values = {"from_on": "2026-04-01", "until_on": "2026-06-30", "office_name": "BZSt", "vat_id": "DE123456788"}
    return rows(office.checked("DE", office.type_in("DE", "clara", RETURN, values)), "corrections")


def test_a_loss_corrects_the_quarter_of_the_invoice_that_it_names(office: Office) -> None:
    lamp, _ = filed_quarter(office)
    number = office.row("DE", lamp).number
    values = {"reference": number, "written_off_on": "2026-04-07", "amount": "60.00", "reason": "verschwunden", "vat": "corrected"}
    lost = office.type_in("DE", "carla", "receivables.write_off", values)
    assert office.findings("DE", lost) == set()
    office.approve("DE", lost, "bert")
    assert office.finish("DE", lost) == {lost}
    office.now.forward(days=90)
    assert corrections(office) == [{"quarter": "2026-Q1", "state": "FR", "tax": "-10.00"}]
    opened = report(office, "one_stop_shop", date(2026, 6, 30), "2026-Q1:FR").lines
    assert [line.cells[3].amount for line in opened if line.document] == [D("20.00"), D("-10.00")]


def test_a_lost_instalment_corrects_the_quarter_of_its_invoice(office: Office) -> None:
    lamp, _ = filed_quarter(office)
    number = office.row("DE", lamp).number
    values = {"reference": number, "agreed_on": "2026-04-07", "count": "2", "first_due_on": "2026-04-30"}
    plan = office.type_in("DE", "carla", "receivables.instalment_plan", values)
    office.approve("DE", plan, "bert")
    assert office.finish("DE", plan) == {plan}
    values = {"reference": f"{number}/2", "written_off_on": "2026-04-07", "amount": "60.00", "reason": "verschwunden", "vat": "corrected"}
    lost = office.type_in("DE", "carla", "receivables.write_off", values)
    assert office.findings("DE", lost) == set()
    office.approve("DE", lost, "bert")
    assert office.finish("DE", lost) == {lost}
    office.now.forward(days=90)
    assert corrections(office) == [{"quarter": "2026-Q1", "state": "FR", "tax": "-10.00"}]


def test_a_discount_takes_off_the_tax_of_the_consumers_state(office: Office) -> None:
    """And corrects the quarter of the invoice, as its number stands in the line."""
    lamp, _ = filed_quarter(office, discounts=[{"days": "30", "percent": "10"}])
    number = office.row("DE", lamp).number
    (item,) = [one for one in bank_rows("ledger.OpenItem", office) if one.document_id == lamp]
    assert taxed(office, item.id) == {"OSS-FR-20-G": {"net": "-100.00", "output": "-20.00", "output_account": "1767"}}
    booked = line("260407", "C", "108,00", name="Camille Roche", text=number, reference="LS-7")
    accepted(office, statement("1/1", "0,00", "108,00", booked, first="260407", last="260407"))
    office.now.forward(days=90)
    assert corrections(office) == [{"quarter": "2026-Q1", "state": "FR", "tax": "-2.00"}]


def taxed(office: Office, item: int) -> dict[str, dict[str, Any]]:
    with office.acting("DE") as actor:
        (codes,) = taxes_behind({item: actor.clients[0]}).values()
    return codes


def test_a_credit_note_counts_once_though_two_invoices_have_the_number_that_it_names(office: Office) -> None:
    """As in books that were taken over from another house."""
    lamp, _ = filed_quarter(office)
    number, camille = office.row("DE", lamp).number, str(office.row("DE", lamp).party_id)
    second = sold(office, customer(office, "DE", PAPIER), DESK, issued_on="2026-04-07")
    sold(office, camille, {**LAMP, "price": "40.00"}, type_code="381", preceding_number=number, issued_on="2026-04-07")
    with office.acting("DE"):
        apps.get_model("documents.Document").objects.filter(id=second).update(number=number)
    office.now.forward(days=90)
    assert corrections(office) == [{"quarter": "2026-Q1", "state": "FR", "tax": "-8.00"}]
    assert rows(office.checked("DE", documents_of(office, RETURN)[-1].id), "figures") == []


def undo(office: Office, document: int, on: str) -> bool:
    """Whether two people could take it back."""
    back = office.type_in("DE", "anna", "office.reversal", {"document": str(document), "booked_on": on, "reason": "Irrtum"})
    office.approve("DE", back, "bert")
    return office.finish("DE", back) == {back}


def test_returns_are_taken_back_the_newest_first(office: Office) -> None:
    _, first = filed_quarter(office)
    office.now.forward(days=90)
    second, _ = filed(office, "2026-04-01", "2026-06-30")
    assert not undo(office, first, "2026-07-08")
    assert office.row("DE", first).state == "effective"
    assert undo(office, second, "2026-07-08")
    assert undo(office, first, "2026-07-08")


def test_joining_stands_while_an_invoice_or_a_return_was_made_under_it(office: Office) -> None:
    joined(office)
    (note,) = (row.id for row in documents_of(office, REGISTRATION))
    lamp = sold(office, consumer(office), LAMP)
    assert not undo(office, note, "2026-03-12")
    assert undo(office, lamp, "2026-03-12")
    assert undo(office, note, "2026-03-12")


def test_a_change_is_not_taken_back_below_a_later_one(office: Office) -> None:
    joined(office)
    (note,) = (row.id for row in documents_of(office, REGISTRATION))
    left = office.type_in("DE", "clara", REGISTRATION, {"change": "leaves", "on": "2026-03-31", "reason": "Abmeldung"})
    office.approve("DE", left, "otto")
    assert office.finish("DE", left) == {left}
    assert not undo(office, note, "2026-03-12")
    assert undo(office, left, "2026-03-12")
    assert undo(office, note, "2026-03-12")


def documents_of(office: Office, type: str) -> list[Any]:
    with office.acting("DE"):
        return list(apps.get_model("documents.Document").objects.filter(type=type).order_by("id"))
