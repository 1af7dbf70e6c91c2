"""Whatever goes wrong below /api is told as a problem with what to do: addresses, methods, broken bodies, faults of the house."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from tests.channels.api.caller import Caller, problem, told
from tests.journeys.office import Office
from tests.journeys.test_stale_facts_story import block_the_supplier
from tests.spine.documents.test_erasing import booked, erase

from kantor.channels.api import problems
from kantor.spine import cases, documents
from kantor.spine.access import Actor

INVOICE = "payables.supplier_invoice"
KEY = {"idempotency-key": "k"}


def raw(caller: Caller, method: str, path: str, data: bytes, kind: str) -> Any:
    headers = {"authorization": f"Bearer {caller.secret}", **KEY}
    return caller.browser.generic(method, f"/api{path}", data=data, content_type=kind, headers=headers)


def test_a_method_that_is_none_is_told_with_those_that_are(office: Office) -> None:
    answer = raw(Caller(office, "anna"), "PUT", "/documents", b"", "")
    assert problem(answer, 405) == "method_not_allowed"
    assert set(answer.headers["Allow"].replace(" ", "").split(",")) == {"GET", "POST"}
    german = Client().put("/api/documents", headers={"accept-language": "de"})
    assert told(german, 405)["what_to_do"] == "Sehen Sie in die Kopfzeile Allow."


def test_an_address_that_is_none_is_told(office: Office) -> None:
    for path in ("/api/no/such", "/api", "/api/documents/1/no-such"):
        assert problem(Client().get(path), 404) == "not_found", path


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe{}", b"[1,"])
def test_broken_json_is_told(office: Office, body: bytes) -> None:
    document = office.waiting("DE", INVOICE)
    answer = raw(Caller(office, "anna"), "PATCH", f"/documents/{document}", body, "application/json")
    assert problem(answer, 400) == "unreadable"


def test_a_broken_form_is_told(office: Office) -> None:
    anna = Caller(office, "anna")
    broken = (
        b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.xml"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--\r\n'
    )
    assert problem(raw(anna, "POST", "/documents", broken, "multipart/form-data; boundary=b"), 400) == "unreadable"
    assert problem(raw(anna, "POST", "/documents", b"x", "multipart/form-data"), 400) == "unreadable"
    empty = raw(anna, "POST", "/documents", b"--b--\r\n", "multipart/form-data; boundary=b")
    assert problem(empty, 422) == "not_understood"
    assert [one["at"] for one in told(empty, 422)["errors"]] == ["file.file"]


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "application/x-www-form-urlencoded", ""])
def test_another_media_type_is_told(office: Office, kind: str) -> None:
    document = office.waiting("DE", INVOICE)
    answer = raw(Caller(office, "anna"), "PATCH", f"/documents/{document}", b"{}", kind)
    assert problem(answer, 415) == "media_type"
    assert told(answer, 415)["taken"] == ["application/json", "multipart/form-data"]


def test_a_form_where_json_is_taken_is_another_media_type(office: Office) -> None:
    document = office.waiting("DE", INVOICE)
    answer = raw(Caller(office, "anna"), "PATCH", f"/documents/{document}", b"--b--\r\n", "multipart/form-data; boundary=b")
    assert problem(answer, 415) == "media_type"


def test_what_is_announced_as_too_large_is_turned_away_unread(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, upload_limit_bytes=1000))
    answer = raw(Caller(office, "anna"), "POST", "/documents", b"x" * 1_002_000, "multipart/form-data; boundary=b")
    assert problem(answer, 413) == "too_large"


def test_a_fault_of_the_house_is_told_as_one(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A constraint that nobody can run into is no second pair of eyes: the caller is told that the fault is ours, the log has the rest."""

    def broken(*_: Any, **__: Any) -> None:
        raise IntegrityError("violates some other constraint")

    document = office.waiting("DE", INVOICE)
    anna = Caller(office, "anna")
    anna.browser.raise_request_exception = False
    monkeypatch.setattr(cases, "take_up", broken)
    assert problem(anna.post(f"/documents/{document}/take-up"), 500) == "our_fault"


def test_the_second_pair_of_eyes_is_told_where_only_the_database_sees_it(office: Office) -> None:
    document = office.waiting("DE", INVOICE)
    with pytest.raises(IntegrityError) as refused, office.acting("DE", "carla") as actor:
        documents.decide([_decision(document, actor)], actor)
    told_ = problems.problem(None, refused.value)  # type: ignore[arg-type]
    assert json.loads(told_.content)["key"] == "cases.not_for_the_maker"


def _decision(document: int, actor: Actor) -> documents.Decision:
    who = actor.person_id
    return documents.Decision(
        document_id=document, type=INVOICE, version=1, step="approve", outcome="approved", maker_id=who, checker_id=who, four_eyes=True
    )


def test_an_erased_original_is_gone(office: Office) -> None:
    document = booked(office)
    erase(office, document)
    anna = Caller(office, "anna")
    assert problem(anna.get(f"/documents/{document}/original"), 410) == "erased"
    assert told(anna.get(f"/documents/{document}"))["id"] == document


def test_an_original_out_of_reach_is_said_so_and_may_come_back(office: Office) -> None:
    document, anna = booked(office), Caller(office, "anna")
    kept = settings.KANTOR.data / "originals"
    aside = kept.with_name("originals-elsewhere")
    kept.rename(aside)
    try:
        assert problem(anna.get(f"/documents/{document}/original"), 503) == "original_out_of_reach"
    finally:
        aside.rename(kept)
    assert anna.get(f"/documents/{document}/original").status_code == 200


def test_what_is_noticed_at_a_refused_approval_stays_noted(office: Office) -> None:
    """Between looking and deciding the supplier was blocked: the refusal says so, and so do the findings and the queue afterwards."""
    document, anna = office.waiting("DE", INVOICE), Caller(office, "anna")
    before = office.findings("DE", document)
    block_the_supplier(office)
    refused = told(anna.post(f"/documents/{document}/approve", {}, idempotency_key="once"), 409)
    assert refused["key"] == "cases.something_stops"
    assert office.findings("DE", document) - before == {"payables.supplier_invoice.supplier_blocked"}
    assert set(office.task("DE", document).reasons) == office.findings("DE", document)
