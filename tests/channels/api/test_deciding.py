"""What is done with documents through the API: by the desk's own functions, against what the caller saw, and once for each key."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

from tests.channels.api.caller import Caller, problem, set_clock, told
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office

from kantor.spine import access

INVOICE = "payables.supplier_invoice"


def etag(caller: Caller, document: int) -> str:
    return str(caller.get(f"/documents/{document}").headers["ETag"])


def test_a_change_is_made_against_what_was_seen(office: Office) -> None:
    document, anna = office.waiting("DE", INVOICE), Caller(office, "anna")
    path, body = f"/documents/{document}", {"changes": {"lines.0.account": "4930"}}
    assert problem(anna.send("PATCH", path, body), 428) == "if_match_missing"
    seen = etag(anna, document)
    changed = anna.send("PATCH", path, body, if_match=seen)
    assert told(changed)["reading"]["tables"]["lines"][0]["account"]["text"] == "4930"
    assert changed.headers["ETag"] != seen
    assert problem(anna.send("PATCH", path, body, if_match=seen), 412) == "changed_meanwhile"
    assert problem(anna.post(f"{path}/approve", {}, if_match=seen), 412) == "changed_meanwhile"
    assert office.checked("DE", document).version == 2


def test_what_is_no_field_and_no_value_changes_nothing(office: Office) -> None:
    document, anna = office.waiting("DE", INVOICE), Caller(office, "anna")
    path, seen = f"/documents/{document}", etag(anna, document)
    assert problem(anna.send("PATCH", path, {"changes": {"no_such": "1"}}, if_match=seen), 422) == "not_declared"
    wrong = anna.send("PATCH", path, {"changes": {"due_on": "tomorrow", "lines.0.account": "99"}}, if_match=seen)
    assert problem(wrong, 422) == "mistyped"
    assert {one["field"] for one in told(wrong, 422)["errors"]} == {"due_on", "lines.0.account"}
    assert problem(anna.send("PATCH", path, {"changes": {}}, if_match=seen), 422) == "not_understood"
    assert etag(anna, document) == seen


def test_the_same_request_under_the_same_key_is_done_once(office: Office) -> None:
    document, anna, key = office.waiting("DE", INVOICE), Caller(office, "anna"), uuid4().hex
    path, body = f"/documents/{document}", {"changes": {"lines.0.cost_centre": "K1"}}
    seen = etag(anna, document)
    first = anna.send("PATCH", path, body, if_match=seen, idempotency_key=key)
    again = anna.send("PATCH", path, body, if_match=seen, idempotency_key=key)
    assert told(first) == told(again)
    assert first.headers["ETag"] == again.headers["ETag"]
    assert (first.headers.get("Idempotent-Replayed"), again.headers.get("Idempotent-Replayed")) == (None, "true")
    assert office.checked("DE", document).version == 2
    other = {"changes": {"lines.0.cost_centre": "K2"}}
    assert problem(anna.send("PATCH", path, other, if_match=seen, idempotency_key=key), 422) == "key_reused"
    assert problem(anna.send("PATCH", path, body, if_match=seen, idempotency_key=""), 400) == "key_missing"


def test_a_file_under_the_same_key_has_the_same_outcome(office: Office) -> None:
    anna, key = Caller(office, "anna"), uuid4().hex
    first = told(anna.hand_in(replace(GERMAN, number="K-1"), idempotency_key=key), 201)
    assert told(anna.hand_in(replace(GERMAN, number="K-1"), idempotency_key=key), 201) == first
    assert first["documents"][0]["outcome"] != "duplicate"
    assert problem(anna.hand_in(replace(GERMAN, number="K-2"), idempotency_key=key), 422) == "key_reused"


def test_a_key_is_the_callers_own(office: Office) -> None:
    key, path = uuid4().hex, f"/documents/{office.waiting('DE', INVOICE)}/confirm"
    anna, carla = Caller(office, "anna"), Caller(office, "carla")
    told(anna.post(path, {"addresses": ["number"]}, idempotency_key=key))
    told(carla.post(path, {"addresses": ["currency"]}, idempotency_key=key))
    assert problem(anna.post(path, {"addresses": ["currency"]}, idempotency_key=key), 422) == "key_reused"


def test_an_idempotency_key_is_kept_for_48_hours(office: Office) -> None:
    key, path = uuid4().hex, f"/documents/{office.waiting('DE', INVOICE)}/confirm"
    anna = Caller(office, "anna", days=30)
    number, currency = {"addresses": ["number"]}, {"addresses": ["currency"]}
    told(anna.post(path, number, idempotency_key=key))
    office.now.forward(hours=47)
    set_clock(office)
    assert problem(anna.post(path, currency, idempotency_key=key), 422) == "key_reused"
    assert anna.post(path, number, idempotency_key=key).headers["Idempotent-Replayed"] == "true"
    office.now.forward(hours=2)
    set_clock(office)
    told(anna.post(path, currency, idempotency_key=key))
    assert problem(anna.post(path, number, idempotency_key=key), 422) == "key_reused"  # it is the other request's by now


def test_an_approval_needs_a_second_person_as_on_the_desk(office: Office) -> None:
    (outcome,) = office.bring(replace(GERMAN, number="BIG-1", lines=tuple(replace(one, price=one.price * 1000) for one in GERMAN.lines)))
    path, carla = f"/documents/{outcome.document_id}", Caller(office, "carla")
    accounts = {f"lines.{number}.account": "4930" for number, _ in enumerate(GERMAN.lines)}
    told(carla.send("PATCH", path, {"changes": accounts}, if_match=etag(carla, outcome.document_id)))
    assert told(carla.post(f"{path}/approve", {})) == {"next_step": "approve", "may_be_taken_back_until": None}
    refused = told(carla.post(f"{path}/approve", {}), 409)
    assert refused["key"] == "cases.not_for_the_maker"
    assert office.row("DE", outcome.document_id).state == "waiting"
    bert = Caller(office, "bert")
    decided = told(bert.post(f"{path}/approve", {}))
    assert decided["next_step"] == ""
    assert decided["may_be_taken_back_until"] is not None
    assert office.row("DE", outcome.document_id).state == "ready"


def test_a_task_is_taken_asked_about_set_aside_and_sent_back(office: Office) -> None:
    anna = Caller(office, "anna")
    task = told(anna.post("/tasks/next"))
    document = task["document"]
    assert task["held_by"] == office.people["anna"]
    told(anna.post(f"/documents/{document}/ask", {"question": "Is it ours?", "of": office.people["bert"]}))
    assert told(anna.get(f"/documents/{document}"))["standing"]["question"] == "Is it ours?"
    told(anna.post(f"/documents/{document}/answer", {"text": "Yes."}))
    told(anna.post(f"/documents/{document}/set-aside", {"reason": "unclear", "until": "2026-03-20"}))
    assert [one["document"] for one in told(anna.get("/tasks?state=aside"))["rows"]] == [document]
    told(anna.post(f"/documents/{document}/take-up"))
    sent: Any = told(anna.post(f"/documents/{document}/send-back", {"reasons": ["wrong_total"], "remark": "See line 1."}))
    assert sent["state"] == "sent_back"
    (letter,) = told(anna.get("/outbox?state=draft"))["rows"]
    bert = Caller(office, "bert")
    assert told(bert.post(f"/outbox/{letter['id']}/approve"))["state"] == "approved"


def test_a_key_takes_only_tasks_of_its_own_clients(office: Office) -> None:
    anna = Caller(office, "anna", clients=(office.clients["PL"],))
    assert told(anna.post("/tasks/next"))["client"] == office.clients["PL"]
    see = Caller(office, "anna", permissions=("payables.supplier_invoice.see",))
    assert problem(see.post("/tasks/next"), 403) == "forbidden"
    with office.acting("DE"):
        assert office.task("DE", office.waiting("DE", INVOICE)).claimed_by is None


def test_what_the_house_refuses_is_told_with_its_key(office: Office) -> None:
    document, bert = office.waiting("DE", INVOICE), Caller(office, "bert")
    assert problem(bert.post(f"/documents/{document}/approve", {}), 403) == "forbidden"
    anna = Caller(office, "anna")
    refused = told(anna.post(f"/documents/{document}/take-back"), 409)
    assert refused["key"] == "cases.cannot_be_taken_back"
    assert refused["detail"]


def test_a_run_is_proposed_and_a_change_of_master_data_filed(office: Office) -> None:
    anna = Caller(office, "anna")
    client = office.clients["DE"]
    assert problem(anna.post("/payment-runs", {"execute_on": "2026-03-12"}), 422) == "which_client"
    assert told(anna.post(f"/payment-runs?client={client}", {"execute_on": "2026-03-12"}), 201) == {"document": None}
    limit = {"role": "payables.clerk", "type": INVOICE, "amount": "900", "from_on": "2026-04-01"}
    filed = told(anna.post(f"/typed-documents?client={client}", {"type": "office.limit", "values": limit}), 201)
    assert problem(anna.post(f"/typed-documents?client={client}", {"type": "no.such", "values": {"a": "b"}}), 422) == "not_understood"
    checked = office.checked("DE", filed["document"])
    assert {key: value.text for key, value in checked.reading.values.items() if key in limit} == limit
    assert (checked.type, checked.made_by, filed["state"]) == ("office.limit", office.people["anna"], "waiting")
    assert problem(anna.post(f"/documents/{filed['document']}/approve", {}), 403) == "forbidden"
    told(Caller(office, "bert").post(f"/documents/{filed['document']}/approve", {}))
    assert office.finish("DE", filed["document"]) == {filed["document"]}
    with office.acting("DE"):
        before, after = (access.limits(client, date(2026, month, 1))[INVOICE] for month in (3, 4))
    assert (before["payables.clerk"], after["payables.clerk"]) == (500_000, 90_000)
