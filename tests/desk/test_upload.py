"""What is dropped on the desk is sealed and carried at once, for clients that the person may hand in for, and within the limit."""

import re
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN, POLISH
from tests.journeys.office import CLERK, Office, as_file, hire

from kantor.spine import documents

pytestmark = pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume")


def dropped(browser: Client, draft: Any, **given: Any) -> Any:
    file = as_file(draft)
    return browser.post("/upload/files", {"file": SimpleUploadedFile(file.name, file.data), **given})


def lines(answer: Any) -> list[tuple[str, int]]:
    """(outcome, document) of each line."""
    shown = b"".join(answer).decode() if answer.streaming else answer.content.decode()
    return [(outcome, int(document)) for outcome, document in re.findall(r'data-outcome="(\w+)".*?/documents/(\d+)/', shown)]


def test_a_dropped_invoice_comes_to_the_client_it_names(office: Office) -> None:
    anna = seat(office, "anna")
    ((outcome, document),) = lines(dropped(anna, replace(POLISH, number="UP-1")))
    assert outcome in ("task", "effect")
    row = office.row("PL", document)
    assert (row.channel, row.received_by) == ("upload", office.people["anna"])
    ((again, same),) = lines(dropped(anna, replace(POLISH, number="UP-1")))
    assert (again, same) == ("duplicate", document)


def test_what_cannot_be_read_is_refused_with_the_reason(office: Office) -> None:
    anna = seat(office, "anna")
    answer = anna.post("/upload/files", {"file": SimpleUploadedFile("x.xml", b"<Invoice>"), "client": office.clients["DE"]})
    shown = b"".join(answer).decode()
    assert 'data-outcome="refused"' in shown
    assert 'class="reason"' in shown


def test_nobody_hands_in_for_a_client_they_do_not_work_for(office: Office) -> None:
    hire(office, "doris", {"PL": CLERK})
    doris = seat(office, "doris")
    assert dropped(doris, GERMAN, client=office.clients["DE"]).status_code == 403
    ((_, document),) = lines(dropped(doris, replace(GERMAN, number="UP-2")))  # its buyer is the German client
    assert office.row("PL", document).client_id == office.clients["PL"]
    hire(office, "emil", {"DE": ("office.clerk",)})
    assert dropped(seat(office, "emil"), GERMAN).status_code == 403
    assert Client().post("/upload/files").status_code == 302


def test_too_large_a_file_is_turned_away(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, upload_limit_bytes=1000))
    answer = dropped(seat(office, "anna"), GERMAN)
    assert answer.status_code == 413
    huge = seat(office, "anna").post("/upload/files", {"file": BytesIO(b"x" * 300_000)})
    assert huge.status_code == 413


def test_an_upload_needs_the_token_of_its_page(office: Office) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = seat(office, "anna").cookies
    assert dropped(strict, GERMAN).status_code == 403


def test_the_check_shows_the_invoice_and_stores_nothing(office: Office) -> None:
    anna = seat(office, "anna")
    before = text(anna.get("/documents/")).count("<tr data-row>")
    file = as_file(replace(GERMAN, number="CHECK-1"))
    shown = text(anna.post("/check/", {"file": SimpleUploadedFile(file.name, file.data)}))
    assert "keeps the rules" in shown
    assert "CHECK-1" in shown
    broken = text(anna.post("/check/", {"file": SimpleUploadedFile("broken.xml", file.data.replace(b">CHECK-1<", b"><"))}))
    assert "BR-02" in broken
    wrong = text(anna.post("/check/", {"file": SimpleUploadedFile("wrong.xml", file.data.replace(b"</cbc:ID>", b"</cbc:ID >", 1) + b"<")}))
    assert "breaks rules" in wrong
    assert text(anna.get("/documents/")).count("<tr data-row>") == before


def test_what_nobody_could_read_is_read_again_by_whoever_may_hand_in(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = seat(office, "anna")
    with monkeypatch.context() as patch:
        patch.setattr(documents, "recognise", lambda file: None)
        ((outcome, document),) = lines(dropped(anna, replace(GERMAN, number="UP-9"), client=office.clients["DE"]))
        assert outcome == "refused"
        anna.post(f"/upload/again/{document}")
        assert "It still cannot be read" in text(anna.get(f"/documents/{document}/road"))
    hire(office, "doris", {"PL": CLERK})
    assert seat(office, "doris").post(f"/upload/again/{document}").status_code == 404
    assert seat(office, "bert").post(f"/upload/again/{document}").status_code == 403
    assert f"/upload/again/{document}" in text(anna.get(f"/documents/{document}/road"))
    anna.post(f"/upload/again/{document}")
    assert office.row("DE", document).number == "UP-9"
    shown = text(anna.get(f"/documents/{document}/road"))
    assert "It could be read this time" in shown
    assert f"/upload/again/{document}" not in shown
