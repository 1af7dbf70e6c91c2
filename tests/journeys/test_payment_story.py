"""Invoices are paid: a proposal that two people release, settlements, discounts with their VAT, and a file that the bank takes."""

from dataclasses import replace
from decimal import Decimal
from importlib import resources
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from lxml import etree
from tests.engines.einvoice.drafts import CREDIT, GERMAN, POLISH_EURO, S7, S19
from tests.journeys.office import IBANS, Office, open_office

from kantor.departments.treasury.actions import PaymentParts
from kantor.engines.einvoice.writers import Draft, DraftLine
from kantor.engines.payments.pain001 import NAMESPACE
from kantor.kit.money import Money
from kantor.spine import ledger
from kantor.spine.documents import Applied, Refusal
from kantor.words import Payment

D = Decimal
SERVICE = DraftLine(name="Wartung", quantity=D(1), price=D("1000.00"), vat=S19)
INVOICE = replace(GERMAN, order_number="", lines=(SERVICE,))  # 1,190.00, 2 % discount until 16 March


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def booked(office: Office, draft: Draft, account: str = "4806", client: str = "DE") -> int:
    """Bring an invoice and let anna book it."""
    (outcome,) = office.bring(draft, client=client)
    if outcome.outcome != "effect":
        office.save(client, outcome.document_id, "anna", **{f"lines__{at}__account": account for at in range(len(draft.lines))})
        office.approve(client, outcome.document_id, "anna")
        assert office.finish(client, outcome.document_id)
    return outcome.document_id


def released(office: Office, client: str = "DE", currency: str = "") -> int:
    run = office.propose(client, "anna", currency)
    assert run is not None
    assert office.findings(client, run) == set()
    assert office.approve(client, run, "bert") == ""
    assert office.finish(client, run) == {run}
    return run


def rows(model: str, office: Office, client: str = "DE") -> list[Any]:
    with office.acting(client):
        return list(apps.get_model(model).objects.order_by("id"))


def payment_file(office: Office, client: str = "DE") -> etree._Element:
    """The one file in the outbox, valid against the schema of ISO 20022."""
    (row,) = [row for row in rows("documents.Outbox", office, client) if row.kind == "payment_file"]
    assert row.state == "approved"
    root = etree.fromstring(bytes(row.file))
    schema = etree.XMLSchema(etree.parse(str(resources.files("sepaxml") / "schemas" / "pain.001.001.09.xsd")))
    schema.assertValid(root)
    return root


def said(root: etree._Element, path: str) -> list[str]:
    places = root.xpath("//" + "/".join(f"p:{step}" for step in path.split("/")), namespaces={"p": NAMESPACE})
    assert isinstance(places, list)
    return [str(place.text) for place in places if isinstance(place, etree._Element)]


def test_a_released_run_settles_and_earns_the_discount_with_its_vat(office: Office) -> None:
    booked(office, INVOICE)
    before = office.balances("DE")
    assert before == {"4806": D("1000.00"), "1576": D("190.00"), "1600": D("-1190.00")}
    released(office)
    # 2 % of 1,190.00 is 23.80: 20.00 net to the discounts at 19 %, 3.80 off the input tax (§ 17 UStG)
    expected = {"4806": D("1000.00"), "1576": D("186.20"), "3736": D("-20.00"), "1360": D("-1166.20")}
    assert office.balances("DE") == expected
    assert office.open_items("DE") == []
    root = payment_file(office)
    assert said(root, "GrpHdr/CtrlSum") == said(root, "PmtInf/CtrlSum") == said(root, "InstdAmt") == ["1166.20"]
    assert said(root, "CdtrAcct/Id/IBAN") == [IBANS["DE"]]
    assert said(root, "Cdtr/PstlAdr/TwnNm") == ["Berlin"]
    assert said(root, "Dbtr/PstlAdr/Ctry") == ["DE"]
    assert said(root, "RmtInf/Ustrd") == ["RE-2026-0815"]
    (payment,) = rows("treasury.Payment", office)
    assert (payment.amount, payment.iban) == (116620, IBANS["DE"])


def test_a_discount_is_spread_over_the_rates_of_its_invoice(office: Office) -> None:
    book = DraftLine(name="Fachbuch", quantity=D(1), price=D("100.00"), vat=S7)
    booked(office, replace(INVOICE, lines=(SERVICE, book)))
    released(office)
    # 2 % of 1,297.00 is 25.94: 23.80 at 19 % (20.00 + 3.80), 2.14 at 7 % (2.00 + 0.14)
    found = office.balances("DE")
    assert (found["3736"], found["3731"]) == (D("-20.00"), D("-2.00"))
    assert (found["1576"], found["1571"]) == (D("186.20"), D("6.86"))


def test_whoever_proposes_a_run_does_not_release_it(office: Office) -> None:
    booked(office, INVOICE)
    run = office.propose("DE", "carla")
    assert run is not None
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", run, "carla")


def test_nothing_is_paid_twice(office: Office) -> None:
    booked(office, INVOICE)
    office.now.forward(days=14)
    first = office.propose("DE", "anna")
    assert first is not None
    assert office.propose("DE", "anna") is None  # it stands in a run that waits already
    second = twin(office, first)
    assert office.findings("DE", second) == set()
    office.approve("DE", first, "bert")
    office.approve("DE", second, "bert")
    assert office.finish("DE") == {first}
    assert office.findings("DE", second) == {"ledger.overpaid"}
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", second, "bert")
    assert len(rows("treasury.Payment", office)) == 1


def twin(office: Office, run: int, **changes: str) -> int:
    """The same run, typed."""
    reading = office.checked("DE", run).reading
    table = [{key: value.text for key, value in row.items()} for row in reading.rows("payments")]
    values = {key: value.text for key, value in reading.values.items()}
    return office.type_in("DE", "anna", "treasury.payment_run", values | changes, payments=table)


def test_the_money_leaves_the_account_that_the_released_form_names(office: Office) -> None:
    booked(office, INVOICE)
    office.now.forward(days=14)
    run = office.propose("DE", "anna")
    assert run is not None
    other = twin(office, run, own_iban="DE89370400440532013000", own_bic="COBADEFFXXX")
    assert office.findings("DE", other) == {"treasury.payment_run.account_unknown"}
    office.approve("DE", other, "bert")
    assert office.finish("DE", other) == {other}
    root = payment_file(office)
    assert (said(root, "DbtrAcct/Id/IBAN"), said(root, "DbtrAgt/FinInstnId/BICFI")) == (["DE89370400440532013000"], ["COBADEFFXXX"])


def test_a_payment_to_an_account_nobody_agreed_to_is_refused_by_rule_handler_and_database(office: Office) -> None:
    document_id = booked(office, INVOICE)
    office.now.forward(days=14)
    run = office.propose("DE", "anna")
    assert run is not None
    reading = office.checked("DE", run).reading
    row = {key: value.text for key, value in reading.rows("payments")[0].items()} | {"iban": "DE02120300000000202051"}
    values = {key: value.text for key, value in reading.values.items()}
    forged = office.type_in("DE", "anna", "treasury.payment_run", values, payments=[row])
    assert office.findings("DE", forged) == {"treasury.payment_run.account_not_agreed"}
    payment = Payment(
        party_id=office.suppliers["DE", "DE"],
        iban="DE02120300000000202051",
        bic="",
        creditor="Papierhaus Linde GmbH",
        amount=Money(D(10), "EUR"),
        execute_on=office.now.at.date(),
        remittance="",
        end_to_end_id="X-1",
    )
    with pytest.raises(Refusal, match="account_not_agreed"), office.acting("DE") as actor:
        PaymentParts().apply([Applied(actor.clients[0], document_id, 0, payment)], actor)
    with pytest.raises(IntegrityError, match="bank_account"), transaction.atomic():
        slip_in(office, document_id, payment)


def slip_in(office: Office, document_id: int, payment: Payment) -> None:
    """A row that names an agreed account which does not exist."""
    with office.acting("DE") as actor:
        apps.get_model("treasury.Payment").objects.create(
            client_id=actor.clients[0],
            document_id=document_id,
            party_id=payment.party_id,
            bank_account_id=999_999,
            end_to_end_id="X-2",
            iban=payment.iban,
            currency="EUR",
            amount=1000,
            execute_on=payment.execute_on,
        )
        connection.check_constraints()


def test_an_account_that_ended_before_the_release_stops_the_run(office: Office) -> None:
    booked(office, INVOICE)
    run = office.propose("DE", "anna")
    assert run is not None
    values = {"party_id": str(office.suppliers["DE", "DE"]), "iban": "DE02120300000000202051", "replaces": "yes", "from_on": "2026-03-10"}
    change = office.type_in("DE", "anna", "masterdata.bank_account", values)
    office.approve("DE", change, "bert")
    office.finish("DE", change)
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", run, "bert")


def test_a_credit_note_is_set_off_against_what_is_owed(office: Office) -> None:
    booked(office, INVOICE)
    credit = replace(CREDIT, order_number="", account=None, lines=(replace(SERVICE, price=D("100.00")),))
    booked(office, credit)
    assert office.balances("DE") == {"4806": D("900.00"), "1576": D("171.00"), "1600": D("-1071.00")}
    office.now.forward(days=23)  # the discount is gone
    released(office)
    root = payment_file(office)
    assert said(root, "InstdAmt") == ["1071.00"]
    assert said(root, "RmtInf/Ustrd") == ["RE-2026-0815, GS-2026-0003"]
    assert office.open_items("DE") == []
    assert office.balances("DE") == {"4806": D("900.00"), "1576": D("171.00"), "1360": D("-1071.00")}


def test_a_foreign_invoice_leaves_the_books_at_the_rate_at_which_it_entered(office: Office) -> None:
    (outcome,) = office.bring(replace(POLISH_EURO, order_number="", prepaid=D(0)), client="PL")
    office.save("PL", outcome.document_id, "anna", lines__0__account="409", lines__1__account="409")
    assert office.approve("PL", outcome.document_id, "anna") == "approve"  # 7,219.45 zloty are above the limit
    office.approve("PL", outcome.document_id, "bert")
    office.finish("PL")
    # 1,200.00 + 200.00 net, 276.00 + 10.00 VAT in euros at 4.2820 zloty
    owed = {"409": D("5994.80"), "222-23": D("1181.83"), "222-05": D("42.82"), "201": D("-7219.45")}
    assert office.balances("PL") == owed
    run = released(office, "PL", "EUR")
    found = office.balances("PL")
    assert found["139"] == owed["201"]
    assert "201" not in found
    assert said(payment_file(office, "PL"), "InstdAmt") == ["1686.00"]
    assert run


def reversal(office: Office, document_id: int, on: str = "2026-03-10") -> int:
    values = {"document": str(document_id), "booked_on": on, "reason": "typed by mistake"}
    filed = office.type_in("DE", "anna", "office.reversal", values)
    office.approve("DE", filed, "bert")
    office.finish("DE", filed)
    return filed


def test_a_run_is_taken_back_before_its_file_has_left(office: Office) -> None:
    booked(office, INVOICE)
    before = office.balances("DE")
    run = released(office)
    reversal(office, run, "2026-03-11")
    assert office.row("DE", run).state == "reversed"
    assert office.balances("DE") == before
    assert [item.open.amount for item in office.open_items("DE")] == [D("1190.00")]
    assert [row.state for row in rows("documents.Outbox", office) if row.kind == "payment_file"] == ["withdrawn"]
    assert office.propose("DE", "anna") is not None


def test_a_run_whose_file_has_left_is_not_taken_back(office: Office) -> None:
    booked(office, INVOICE)
    run = released(office)
    (file,) = [row for row in rows("documents.Outbox", office) if row.kind == "payment_file"]
    with office.acting("DE"):
        apps.get_model("documents.Outbox").objects.filter(id=file.id).update(state="sent")
    refused = reversal(office, run)
    assert office.findings("DE", refused) == {"treasury.payments_have_left"}
    assert office.row("DE", run).state == "effective"


@pytest.mark.parametrize(("way", "key"), [("held", "treasury.item_held"), ("blocked", "treasury.creditor_blocked")])
def test_a_released_run_pays_nothing_that_was_stopped_a_moment_ago(office: Office, way: str, key: str) -> None:
    booked(office, INVOICE)
    run = office.propose("DE", "anna")
    assert run is not None
    assert office.approve("DE", run, "bert") == ""
    if way == "held":
        (item,) = office.open_items("DE")
        with office.acting("DE") as actor:
            ledger.hold([item.id], reason="goods broken", actor=actor)
    else:
        values = {"party_id": str(office.suppliers["DE", "DE"]), "action": "block", "reason": "bankrupt"}
        block = office.type_in("DE", "anna", "masterdata.block", values)
        assert office.approve("DE", block, "bert") == ""
        assert office.finish("DE", block) == {block}
    assert office.finish("DE", run) == set()
    assert key in office.findings("DE", run)
    assert rows("treasury.Payment", office) == []
    assert [item.open.amount for item in office.open_items("DE")] == [D("1190.00")]
