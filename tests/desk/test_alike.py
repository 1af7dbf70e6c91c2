"""Documents that are alike are decided together: one value, each document its own decision, and the outliers stay with the reason."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office

from kantor.spine import cases

LINES = len(GERMAN.lines)
MISSING, FIELD = "payables.supplier_invoice.missing", "lines.account"


def bring(office: Office, *numbers: str, **changed: object) -> list[int]:
    """Invoices of days of their own: the same amount on the same day would ask for a look at each."""
    days = {one: GERMAN.issued_on - timedelta(days=int(one.split("-")[1])) for one in numbers}
    drafts = (replace(GERMAN, number=one, order_number="", issued_on=days[one], **changed) for one in numbers)  # type: ignore[arg-type]
    return [outcome.document_id for outcome in office.bring(*drafts)]


def named(office: Office, client: str = "DE") -> dict[str, str]:
    kind = {"type": "payables.supplier_invoice", "step": "verify", "reason": MISSING, "field": FIELD}
    return {"client": str(office.clients[client]), **kind}


def settle(office: Office, browser: Client, documents: list[int], value: str = "4806", **changed: str) -> str:
    picked = [f"{document}:{office.row('DE', document).reading_version}" for document in documents]
    return text(browser.post("/alike/settle", {**named(office), "value": value, "document": picked, **changed}))


def test_what_waits_for_the_same_reason_is_one_group_with_its_suppliers(office: Office) -> None:
    bring(office, "A-1", "A-2")
    shown = text(seat(office, "anna").get("/alike/"))
    (line,) = [row for row in re.findall(r"<tr data-row>.*?</tr>", shown, re.DOTALL) if "field=lines.account" in row]
    assert f'{GERMAN.seller.name} <span class="muted">3<' in line  # the two, and the one of every morning
    assert "type=payables.supplier_invoice" in line


def test_a_reason_in_the_queue_leads_to_its_group(office: Office) -> None:
    bring(office, "A-1", "A-2")
    anna = seat(office, "anna")
    links = set(re.findall(r'href="(/alike/\?[^"]*reason=' + re.escape(MISSING) + r')"', text(anna.get("/queue/"))))
    address = next(link for link in links if f"client={office.clients['DE']}&" in link).replace("&amp;", "&")
    answer = anna.get(address)
    assert answer.status_code == 302
    assert "A-1" in text(anna.get(answer.headers["Location"]))


def test_one_value_decides_them_all_and_each_has_its_own_records(office: Office) -> None:
    documents = bring(office, "A-1", "A-2", "A-3")
    anna = seat(office, "anna")
    shown = settle(office, anna, documents)
    assert "3 approved" in shown
    for document in documents:
        checked = office.checked("DE", document)
        assert (checked.version, checked.made_by) == (2, office.people["anna"])
        assert [row["account"].text for row in checked.reading.rows("lines")] == ["4806"] * LINES
        assert [row["account"].source.kind for row in checked.reading.rows("lines")] == ["person"] * LINES
    with office.acting("DE"):
        records = apps.get_model("trail", "Record").objects.filter(document_id__in=documents)
        kinds = [(record.document_id, record.kind) for record in records]
    for document in documents:
        own = [kind for one, kind in kinds if one == document]
        assert {"document.confirmed", "document.decided", "case.approved"} <= set(own)
    assert office.finish("DE") >= set(documents)


def test_the_outliers_stay_with_the_reason_and_keep_the_value(office: Office) -> None:
    (good,) = bring(office, "A-1")
    stranger = GERMAN.account and replace(GERMAN.account, iban="DE02120300000000202051")
    (other,) = bring(office, "A-2", account=stranger)
    shown = settle(office, seat(office, "anna"), [good, other])
    assert "1 approved" in shown
    assert "1 stay for a look of their own" in shown
    assert "DE02120300000000202051" in shown
    assert office.row("DE", other).state == "waiting"
    assert office.checked("DE", other).reading.rows("lines")[0]["account"].text == "4806"
    assert office.task("DE", other).claimed_by is None  # free for whoever takes it next


def test_what_was_unticked_is_not_touched(office: Office) -> None:
    one, other = bring(office, "A-1", "A-2")
    settle(office, seat(office, "anna"), [one])
    assert office.checked("DE", other).version == 1


def test_nobody_elses_item_is_decided(office: Office) -> None:
    one, other = bring(office, "A-1", "A-2")
    task = office.task("DE", other)
    assert cases.claim(task.id, task.client_id, office.people["carla"], office.now())
    anna = seat(office, "anna")
    assert "A-2" not in text(anna.get("/alike/documents", named(office)))
    settle(office, anna, [one, other])
    assert office.row("DE", one).state == "ready"
    assert office.checked("DE", other).version == 1


def test_what_changed_since_the_table_was_made_stays(office: Office) -> None:
    one, other = bring(office, "A-1", "A-2")
    anna = seat(office, "anna")
    picked = [f"{document}:1" for document in (one, other)]
    office.save("DE", other, "anna", lines__0__account="4930")
    shown = text(anna.post("/alike/settle", {**named(office), "value": "4806", "document": picked}))
    assert "changed meanwhile" in shown
    assert office.checked("DE", other).reading.rows("lines")[0]["account"].text == "4930"


def test_an_account_that_the_chart_does_not_have_is_refused_and_nothing_changes(office: Office) -> None:
    documents = bring(office, "A-1", "A-2")
    answer = seat(office, "anna").post("/alike/settle", {**named(office), "value": "99999x", "document": [f"{one}:1" for one in documents]})
    assert answer.status_code == 409
    assert {office.checked("DE", one).version for one in documents} == {1}


def test_whoever_may_not_decide_at_the_step_is_refused(office: Office) -> None:
    documents = bring(office, "A-1", "A-2")
    bert = seat(office, "bert")  # approves, does not verify
    assert bert.get("/alike/documents", named(office)).status_code == 403
    assert bert.post("/alike/settle", {**named(office), "value": "4806", "document": [f"{one}:1" for one in documents]}).status_code == 403


def test_what_needs_a_second_person_goes_on_to_one(office: Office) -> None:
    large = [replace(line, price=line.price * 100) for line in GERMAN.lines]
    documents = bring(office, "A-1", "A-2", lines=tuple(large))
    assert "2 approved" in settle(office, seat(office, "carla"), documents)
    assert {office.task("DE", one).step for one in documents} == {"approve"}
    carla = seat(office, "carla")
    answer = carla.get("/alike/documents", {**named(office), "step": "approve"})
    assert "A-1" not in text(answer)  # the maker is not offered it as the checker


def test_the_approval_is_taken_back_together(office: Office) -> None:
    documents = bring(office, "A-1", "A-2")
    anna = seat(office, "anna")
    settle(office, anna, documents)
    assert {office.row("DE", one).state for one in documents} == {"ready"}
    assert anna.post("/alike/take-back", {**named(office), "document": documents}).status_code == 204
    assert {office.row("DE", one).state for one in documents} == {"waiting"}


def test_a_proposal_says_who_entered_it_where_and_when(office: Office) -> None:
    lines = tuple(replace(line, name=f"{line.name} 2") for line in GERMAN.lines)
    first, *_ = bring(office, "A-1", "A-2", "A-3", lines=lines)
    office.save("DE", first, "anna", lines__0__account="4930")
    shown = text(seat(office, "anna").get("/alike/documents", named(office)))
    assert "Anna entered this for A-1 on 10 Mar 2026." in shown
    assert 'value="4930"' in shown


@pytest.mark.parametrize("language", ["en", "de", "pl", "id"])
def test_the_screens_have_their_words_in_every_language(office: Office, language: str) -> None:
    documents = bring(office, "A-1", "A-2")
    anna = seat(office, "anna", language)
    for shown in (text(anna.get("/alike/")), text(anna.get("/alike/documents", named(office))), settle(office, anna, documents)):
        plain = re.sub(r'="[^"]*"', "", shown)
        assert re.findall(r">\s*((?:desk|ui|payables)\.[a-z_.]+)", plain) == []
