"""Documents through the API: handed in, listed and looked at, for the clients and permissions of the key and of its person alike."""

from dataclasses import replace

import pytest
from django.conf import settings
from django.test import Client
from tests.channels.api.caller import Caller, problem, told
from tests.desk.seat import seat
from tests.engines.einvoice.drafts import GERMAN, POLISH
from tests.journeys.office import CLERK, Office, as_file, hire

from kantor.channels.api import gates


def test_a_file_comes_to_the_client_it_names_and_its_outcome_is_told_at_once(office: Office) -> None:
    anna = Caller(office, "anna")
    (one,) = told(anna.hand_in(replace(POLISH, number="UP-1")), 201)["documents"]
    assert one["outcome"] == "task"
    row = office.row("PL", one["document"])
    assert (row.channel, row.received_by, row.number) == ("api", office.people["anna"], "UP-1")
    (again,) = told(anna.hand_in(replace(POLISH, number="UP-1")), 201)["documents"]
    assert (again["outcome"], again["document"]) == ("duplicate", one["document"])


def test_a_document_is_shown_with_its_reading_findings_and_standing(office: Office) -> None:
    document = office.waiting("DE", "payables.supplier_invoice")
    answer = Caller(office, "anna").get(f"/documents/{document}")
    shown = told(answer)
    assert (shown["number"], shown["currency"], shown["state"]) == ("NP-77/1", "EUR", "waiting")
    assert shown["reading"]["values"]["number"]["text"] == "NP-77/1"
    assert shown["reading"]["values"]["number"]["source"] == "xml"
    assert shown["standing"]["may_work"]
    assert shown["standing"]["step"] == "verify"
    assert answer.headers["ETag"].startswith('"1.waiting.')
    assert answer.headers["Cache-Control"] == "no-store"
    other = told(Caller(office, "bert").get(f"/documents/{document}"))["standing"]
    assert not other["may_work"]
    assert other["why_not"]


def test_the_original_is_what_came_and_the_road_tells_what_happened(office: Office) -> None:
    anna = Caller(office, "anna")
    draft = replace(GERMAN, number="R-1")
    (one,) = told(anna.hand_in(draft), 201)["documents"]
    assert anna.get(f"/documents/{one['document']}/original").content == as_file(draft).data
    road = told(anna.get(f"/documents/{one['document']}/road"))
    assert [station["kind"] for station in road["stations"]][:3] == ["received", "read", "checked"]
    assert road["stations"][0]["person"] == "Anna"
    assert "document.received" in {record["kind"] for record in road["records"]}


def test_lists_come_by_the_page_and_are_narrowed_down(office: Office) -> None:
    anna = Caller(office, "anna")
    found = told(anna.get("/documents"))
    assert {row["number"] for row in found["rows"]} >= {"NP-77/1", "FV/77/1"}
    assert found["next"] is None
    german = told(anna.get(f"/documents?client={office.clients['DE']}&state=waiting&type=payables.supplier_invoice"))["rows"]
    assert [(row["number"], row["client"]) for row in german] == [("NP-77/1", office.clients["DE"])]
    newest = found["rows"][0]["id"]
    assert newest not in {row["id"] for row in told(anna.get(f"/documents?after={newest}"))["rows"]}
    assert [row["number"] for row in told(anna.get("/documents?q=NP-77"))["rows"]] == ["NP-77/1"]


def test_a_key_is_worth_no_more_than_its_person(office: Office) -> None:
    hire(office, "doris", {"PL": CLERK})
    document = office.waiting("DE", "payables.supplier_invoice")
    doris = Caller(office, "doris")
    assert problem(doris.get(f"/documents/{document}"), 404) == "not_found"
    assert problem(doris.get(f"/documents?client={office.clients['DE']}"), 403) == "not_this_client"
    assert problem(doris.hand_in(GERMAN, f"/documents?client={office.clients['DE']}"), 403) == "not_this_client"
    (one,) = told(doris.hand_in(replace(GERMAN, number="UP-2")), 201)["documents"]  # its buyer is the German client
    assert office.row("PL", one["document"]).client_id == office.clients["PL"]


def test_a_key_is_worth_no_more_than_it_was_made_for(office: Office) -> None:
    narrow = Caller(office, "anna", permissions=("payables.supplier_invoice.see",), clients=(office.clients["PL"],))
    assert {row["client"] for row in told(narrow.get("/documents"))["rows"]} == {office.clients["PL"]}
    assert problem(narrow.hand_in(POLISH), 403) == "forbidden"
    assert problem(narrow.get(f"/documents/{office.waiting('DE', 'payables.supplier_invoice')}"), 404) == "not_found"


def test_without_a_key_there_is_nothing_and_a_log_in_is_none(office: Office) -> None:
    Caller(office, "anna")
    for answer in (Client().get("/api/documents"), seat(office, "anna").get("/api/documents")):
        assert problem(answer, 401) == "unauthorized"
        assert answer.headers["WWW-Authenticate"] == "Bearer"
    wrong = Client().get("/api/documents", headers={"authorization": "Bearer kantor_wrong"})
    assert problem(wrong, 401) == "unauthorized"
    assert problem(Client().get("/api/no/such"), 404) == "not_found"


def test_problems_are_told_in_the_callers_language(office: Office) -> None:
    anna = Caller(office, "anna")
    german = told(anna.get("/documents/999999", accept_language="de"), 404)
    assert german["detail"] == "Hier ist nichts, was dieser Schlüssel sehen darf."
    assert german["what_to_do"] == "Prüfen Sie Adresse und Nummer."
    assert told(anna.get("/documents/999999"), 404)["what_to_do"] == "Check the address and the number."


def test_too_large_a_file_is_turned_away(office: Office) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "KANTOR", replace(settings.KANTOR, upload_limit_bytes=1000))
        assert problem(Caller(office, "anna").hand_in(GERMAN), 413) == "too_large"


def test_a_key_has_its_pace(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    gates.PACE.told.clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "KANTOR", replace(settings.KANTOR, api_requests_per_minute=2))
        anna = Caller(office, "anna")
        assert [anna.get("/documents").status_code for _ in range(3)] == [200, 200, 429]
        waiting = anna.get("/documents")
        assert problem(waiting, 429) == "too_many"
        assert 1 <= int(waiting.headers["Retry-After"]) <= 30
        bert = Caller(office, "bert")
        assert bert.get("/documents").status_code == 200
    assert [record.getMessage().rpartition(" ")[2] for record in caplog.records if record.name == "kantor.api"] == ["outcome=slowed"]


def test_a_key_that_is_none_is_a_line_of_the_log_a_minute(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    gates.PACE.told.clear()
    for _ in range(3):
        assert Client().get("/api/documents", headers={"authorization": "Bearer kantor_made_up"}).status_code == 401
    (record,) = [record for record in caplog.records if record.name == "kantor.api"]
    assert "made_up" not in record.getMessage()
