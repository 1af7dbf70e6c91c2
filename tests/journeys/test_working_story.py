"""How people work on what waits: typed invoices, scans without data, undo, setting aside, asking and answering."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import pytest
from pypdfium2 import PdfDocument
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN, S19
from tests.journeys.office import IBANS, Office, hire, open_office, set_limit

from kantor.channels.door import File
from kantor.engines.einvoice.writers import DraftLine
from kantor.kit.money import Money
from kantor.spine import cases, ledger
from kantor.spine.documents import Refusal

D = Decimal
INVOICE = replace(GERMAN, order_number="", cash_discounts=(), lines=(DraftLine(name="Wartung", quantity=D(1), price=D("400.00"), vat=S19),))
TYPED = {
    "supplier_vat_id": "DE136695976",
    "buyer_vat_id": "DE129274202",
    "number": "RE-77",
    "type_code": "380",
    "issued_on": "2026-03-02",
    "currency": "EUR",
    "net": "400.00",
    "vat": "76.00",
    "gross": "476.00",
    "payable": "476.00",
    "iban": "DE89 3704 0044 0532 0130 00",
}
LINE = {"name": "Wartung", "net": "400.00", "account": "4806"}
# one white pixel
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63f80f00010101001bb6ee560000000049454e44ae426082"
)


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def test_an_invoice_is_typed_without_any_file(office: Office) -> None:
    typed = office.type_in("DE", "anna", "payables.supplier_invoice", TYPED, lines=[LINE])
    checked = office.checked("DE", typed)
    assert office.findings("DE", typed) == set()
    assert (checked.reading.text("supplier_name"), checked.reading.text("iban")) == ("Papierhaus Linde GmbH", IBANS["DE"])
    assert checked.reading.text("due_on") == "2026-04-01"  # thirty days, agreed with the supplier
    office.finish("DE", typed)
    assert office.balances("DE") == {"4806": D("400.00"), "1576": D("76.00"), "1600": D("-476.00")}


def test_a_picture_without_data_is_filled_in_by_a_person(office: Office) -> None:
    (outcome,) = office.bring(File(name="scan.png", data=PNG), client="DE")
    assert (outcome.outcome, cases.read_next_page(office.clients["DE"], office.now)) == ("reading", 1)
    assert office.task("DE", outcome.document_id).role == "payables.clerk"
    with pytest.raises(Refusal, match="something_stops"):
        office.approve("DE", outcome.document_id, "anna")
    line = {f"lines__0__{key}": text for key, text in LINE.items()}
    checked = office.save("DE", outcome.document_id, "anna", **TYPED, **line)
    assert (checked.version, office.findings("DE", outcome.document_id)) == (2, set())
    assert office.approve("DE", outcome.document_id, "anna") == ""
    office.finish("DE")
    assert office.balances("DE")["1600"] == D("-476.00")


def test_a_pdf_without_data_waits_for_a_person(office: Office) -> None:
    blank = BytesIO()
    document = PdfDocument.new()
    document.new_page(595, 842)
    document.save(blank)
    (outcome,) = office.bring(File(name="rechnung.pdf", data=blank.getvalue()), client="DE")
    assert (outcome.outcome, outcome.type) == ("task", "payables.supplier_invoice")
    assert "payables.supplier_invoice.missing" in office.findings("DE", outcome.document_id)


def test_accounts_are_suggested_as_a_clerk_entered_them_before(office: Office) -> None:
    (first,) = office.bring(INVOICE)
    assert office.findings("DE", first.document_id) == {"payables.supplier_invoice.missing"}
    office.save("DE", first.document_id, "anna", lines__0__account="4806", lines__0__cost_centre="office")
    office.approve("DE", first.document_id, "anna")
    office.finish("DE")
    (second,) = office.bring(replace(INVOICE, number="RE-2026-0999", issued_on=date(2026, 3, 9)))
    assert office.findings("DE", second.document_id) == set()
    assert second.outcome == "effect"
    line = office.checked("DE", second.document_id).reading.rows("lines")[0]
    assert (line["account"].text, line["account"].source.path, line["cost_centre"].text) == ("4806", "lesson", "office")
    assert office.balances("DE")["4806"] == D("800.00")


def test_an_approval_is_taken_back_while_it_has_not_taken_effect(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    office.approve("DE", outcome.document_id, "anna")
    assert cases.finish_ready(client_id=office.clients["DE"], document_ids=None, person_id=None, now=office.now) == set()
    with pytest.raises(Refusal, match="cannot_be_taken_back"), office.acting("DE", "bert") as actor:
        cases.take_back(outcome.document_id, actor)
    with office.acting("DE", "anna") as actor:
        cases.take_back(outcome.document_id, actor)
    assert office.finish("DE") == set()
    assert office.task("DE", outcome.document_id).step == "verify"
    office.approve("DE", outcome.document_id, "anna")
    assert office.finish("DE") == {outcome.document_id}
    with pytest.raises(Refusal, match="cannot_be_taken_back"), office.acting("DE", "anna") as actor:
        cases.take_back(outcome.document_id, actor)


def test_what_is_set_aside_comes_back_when_its_time_has_come(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    due_at = office.task("DE", outcome.document_id).due_at
    with office.acting("DE", "anna") as actor:
        cases.set_aside(outcome.document_id, "until the delivery note is here", office.now.at + timedelta(days=2), actor)
    person = office.people["anna"]
    assert cases.take_next(person, office.now(), type="payables.supplier_invoice") is None
    office.now.forward(days=2)
    with office.acting("DE") as actor:
        assert cases.wake(actor) == 1
    taken = cases.take_next(person, office.now())
    assert taken is not None
    assert (taken.document_id, taken.due_at) == (outcome.document_id, due_at)  # setting aside wins no time


def test_asking_stops_the_clock_and_the_answer_starts_it_again(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    before = office.task("DE", outcome.document_id)
    with office.acting("DE", "anna") as actor:
        cases.ask(outcome.document_id, "Which cost centre?", office.people["bert"], actor)
    assert office.task("DE", outcome.document_id).state == "asked"
    office.now.forward(days=1)  # from Tuesday to Wednesday: eight open hours
    with office.acting("DE", "bert") as actor:
        cases.answer(outcome.document_id, "The office's.", actor)
    after = office.task("DE", outcome.document_id)
    assert after.state == "open"
    passed = after.due_at - before.due_at
    assert timedelta(hours=23) < passed < timedelta(hours=25)


def test_two_people_never_work_on_the_same_document(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    taken = cases.take_next(office.people["anna"], office.now(), type="payables.supplier_invoice")
    assert taken is not None
    assert taken.document_id == outcome.document_id
    assert cases.take_next(office.people["carla"], office.now(), type="payables.supplier_invoice") is None
    with pytest.raises(Refusal, match="held_by_somebody_else"):
        office.save("DE", outcome.document_id, "carla", lines__0__account="4806")
    office.now.forward(minutes=20)  # no sign of life
    again = cases.take_next(office.people["carla"], office.now(), type="payables.supplier_invoice")
    assert again is not None
    assert again.claimed_by == office.people["carla"]


def test_a_task_that_was_handed_over_is_only_for_that_person(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    with office.acting("DE", "anna") as actor:
        cases.hand_over(outcome.document_id, office.people["carla"], "delegated", "knows the printer", actor)
    assert cases.take_next(office.people["anna"], office.now(), type="payables.supplier_invoice") is None
    with pytest.raises(Refusal, match="held_by_somebody_else"):
        office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    office.save("DE", outcome.document_id, "carla", lines__0__account="4806")


def test_a_task_is_handed_over_only_to_somebody_who_may_do_it(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    for to in (office.people["bert"], 10**6):  # an approver, and nobody
        with office.acting("DE", "anna") as actor, pytest.raises(Refusal, match="not_their_role"):
            cases.hand_over(outcome.document_id, to, "delegated", "", actor)


def test_an_escalated_task_is_decided_one_level_up_and_no_lower(office: Office) -> None:
    (outcome,) = office.bring(INVOICE)
    bert = office.people["bert"]
    with office.acting("DE", "anna") as actor, pytest.raises(Refusal, match="not_their_role"):
        cases.hand_over(outcome.document_id, office.people["anna"], "escalated", "", actor)
    with office.acting("DE", "anna") as actor:
        cases.hand_over(outcome.document_id, bert, "escalated", "a new kind of cost", actor)
    task = office.task("DE", outcome.document_id)
    assert (task.step, task.role, task.person_id) == ("verify", "payables.approver", bert)
    with pytest.raises(Refusal, match="not_your_role"):
        office.save("DE", outcome.document_id, "anna", lines__0__account="4806")
    with office.acting("DE", "bert") as actor, pytest.raises(Refusal, match="nobody_above"):
        cases.hand_over(outcome.document_id, office.people["carla"], "escalated", "", actor)
    office.save("DE", outcome.document_id, "bert", lines__0__account="4806")
    assert office.approve("DE", outcome.document_id, "bert") == ""
    assert office.finish("DE") == {outcome.document_id}


def test_who_got_an_escalated_task_above_the_limit_does_not_check_himself(office: Office) -> None:
    with office.acting("DE") as actor:
        set_limit(actor, Money.of("100", "EUR"))
    (outcome,) = office.bring(INVOICE)
    with office.acting("DE", "anna") as actor:
        cases.hand_over(outcome.document_id, office.people["bert"], "escalated", "", actor)
    office.save("DE", outcome.document_id, "bert", lines__0__account="4806")
    assert office.approve("DE", outcome.document_id, "bert") == "approve"
    with pytest.raises(Refusal, match="not_for_the_maker"):
        office.approve("DE", outcome.document_id, "bert")
    assert office.approve("DE", outcome.document_id, "carla") == ""


def test_the_desk_offers_colleagues_and_those_one_level_up(office: Office) -> None:
    hire(office, "dora", {"DE": ["payables.clerk"]})
    (outcome,) = office.bring(INVOICE)
    address, people = f"/documents/{outcome.document_id}", office.people
    page = text(seat(office, "anna").get(f"{address}/"))
    offered = set(re.findall(r'value="((?:delegated|escalated):\d+)"', page))
    assert offered == {f"delegated:{people['dora']}", *(f"{kind}:{people['carla']}" for kind in ("delegated", "escalated"))} | {
        f"escalated:{people['bert']}"
    }
    assert seat(office, "bert").post(f"{address}/approve").status_code == 403
    seat(office, "anna").post(f"{address}/hand-over", {"to": f"escalated:{people['bert']}", "reason": "unusual"})
    bert = seat(office, "bert")
    assert 'id="approve"' in text(bert.get(f"{address}/"))
    assert bert.post(f"{address}/approve", {"version": "1", "field:lines.0.account": "4806"}).status_code == 204
    assert office.finish("DE") == {outcome.document_id}


def test_only_the_person_asked_or_somebody_with_the_role_answers(office: Office) -> None:
    hire(office, "dora", {"DE": ["treasury.clerk"]})
    (outcome,) = office.bring(INVOICE)
    with office.acting("DE", "anna") as actor:
        cases.ask(outcome.document_id, "Which cost centre?", office.people["bert"], actor)
    for person in ("dora", None):
        with office.acting("DE", person) as actor, pytest.raises(Refusal, match="not_your_role"):
            cases.answer(outcome.document_id, "Mine.", actor)
    with office.acting("DE", "carla") as actor:
        cases.answer(outcome.document_id, "The office's.", actor)
    assert office.task("DE", outcome.document_id).state == "open"


def test_an_invoice_of_a_closed_month_is_booked_today(office: Office) -> None:
    with office.acting("DE") as actor:
        ledger.close_period(2026, 2, reason="VAT return filed", actor=actor)
    typed = office.type_in("DE", "anna", "payables.supplier_invoice", TYPED | {"issued_on": "2026-02-20"}, lines=[LINE])
    office.finish("DE", typed)
    with office.acting("DE") as actor:
        (entry,) = ledger.entries_of_document(actor.clients[0], typed)
    assert (entry.document_on.isoformat(), entry.booked_on.isoformat()) == ("2026-02-20", "2026-03-10")
