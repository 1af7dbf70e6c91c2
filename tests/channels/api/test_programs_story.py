"""A program works with a real server by the client: what was answered survives a killed process, and what happens is followed."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import close_old_connections
from tests.channels.api.serving import Server, serving, start, wait_for
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file, open_office
from tests.journeys.test_payment_story import INVOICE, booked, released

from kantor.client import Event, Kantor, Problem
from kantor.site.working import worker
from kantor.spine import access
from kantor.spine.access import NewToken


@pytest.fixture
def office(committed_database: str) -> Office:
    opened = open_office()
    opened.bring(replace(GERMAN, number="NP-77/1"))
    return opened


@pytest.fixture
def web(office: Office) -> Iterator[Server]:
    with serving() as started:
        yield started


def kantor_of(office: Office, person: str, url: str) -> Kantor:
    now = datetime.now(UTC)
    new = NewToken(name="Test", permissions=("*",), clients=(), expires_at=now + timedelta(days=1))
    _, secret = access.make_token(new, person_id=office.people[person], at=now, by=None)
    return Kantor(url, secret)


def versions(office: Office, document: int) -> int:
    return office.checked("DE", document).version


def test_an_answer_survives_a_killed_server_and_is_given_again(office: Office, web: Server) -> None:
    anna, key = kantor_of(office, "anna", web.url), uuid4().hex
    seen = anna.document(office.waiting("DE", "payables.supplier_invoice"))
    body, headers = {"changes": {"lines.0.cost_centre": "K1"}}, {"If-Match": seen.etag, "Idempotency-Key": key}
    first = anna.connection.send("PATCH", f"/documents/{seen.id}", body, headers)
    web.kill()
    second = start(int(web.url.rpartition(":")[2]))
    try:
        again = anna.connection.send("PATCH", f"/documents/{seen.id}", body, headers)
        assert (again.status, again.body) == (first.status, first.body)
        assert versions(office, seen.id) == 2
        with pytest.raises(Problem) as problem:
            anna.connection.send("PATCH", f"/documents/{seen.id}", {"changes": {"lines.0.cost_centre": "K2"}}, headers)
        assert (problem.value.status, problem.value.key) == (422, "key_reused")
    finally:
        second.kill()


def test_a_server_killed_in_the_middle_does_it_once_or_not_at_all(office: Office, web: Server) -> None:
    """Each time it dies at another moment of the write; the client asks again under the same key and is answered once."""
    anna = kantor_of(office, "anna", web.url)
    port, current = int(web.url.rpartition(":")[2]), web
    document = office.waiting("DE", "payables.supplier_invoice")
    for number, pause_s in enumerate((0.0, 0.03, 0.08)):
        seen = anna.document(document)
        headers = {"If-Match": seen.etag, "Idempotency-Key": uuid4().hex}
        answers: list[Any] = []

        def send(headers: dict[str, str] = headers, text: str = f"K{number}", answers: list[Any] = answers) -> None:
            anna.connection.tries = 300  # the new one takes its time on a busy machine
            anna.connection.pause = lambda _: threading.Event().wait(0.3) and None
            answers.append(anna.connection.send("PATCH", f"/documents/{document}", {"changes": {"lines.0.cost_centre": text}}, headers))

        sending = threading.Thread(target=send)
        sending.start()
        threading.Event().wait(pause_s)
        current.kill()
        current = start(port)
        sending.join(120)
        assert [one.status for one in answers] == [200]
        assert versions(office, document) == number + 2
    current.kill()


def test_a_program_hands_in_decides_and_follows_what_happens(office: Office, web: Server) -> None:
    anna = kantor_of(office, "anna", web.url)
    assert {client.id for client in anna.clients()} == set(office.clients.values())
    heard: list[Event] = []
    begun = next(iter(anna._heard("", ())))[0]  # the place that is told before anything happens

    def follow() -> None:
        for event in anna.events(after=begun):
            heard.append(event)
            if event.kind == "document.decided":
                return

    listening = threading.Thread(target=follow, daemon=True)
    listening.start()
    file = as_file(replace(GERMAN, number="API-1"))
    (outcome,) = anna.hand_in(file.name, file.data)
    seen = anna.document(outcome.document)
    assert (seen.number, anna.original(seen.id)) == ("API-1", file.data)
    assert (outcome.outcome, seen.may_work) == ("task", True)
    anna.send_back(seen, ["other"], remark="As a test.")
    wait_for(lambda: "document.decided" in {event.kind for event in heard})
    kinds = [event.kind for event in heard if event.document == outcome.document]
    assert (kinds[0], kinds[-1]) == ("document.received", "document.decided")
    assert [row["id"] for row in anna.rows("/documents", q="API-1")] == [outcome.document]
    behind = next(event for event in heard if event.document == outcome.document)
    assert next(iter(anna.events(after=behind.id))).id != behind.id


def test_what_the_guide_shows_works(office: Office, web: Server) -> None:
    """A file is checked and brought in confidence, a change previewed and settled, the bank's file fetched, evidence and lists saved."""
    anna, bert, german = kantor_of(office, "anna", web.url), kantor_of(office, "bert", web.url), office.clients["DE"]
    file = as_file(replace(INVOICE, number="API-2"))
    assert (anna.check(file.name, file.data).valid, anna.check("x.xml", b"<Invoice>").model) == (True, None)
    (hidden,) = anna.hand_in(file.name, file.data, client=german, confidential=True)
    assert (anna.document(hidden.document).number, anna.document(hidden.document).values["number"].text) == ("", "API-2")
    (outcome,) = anna.hand_in(file.name, as_file(replace(INVOICE, number="API-3")).data)
    seen = anna.document(outcome.document)
    accounts = {f"lines.{at}.account": "4806" for at in range(len(INVOICE.lines))}
    preview = anna.preview(seen, accounts)
    seen = anna.change(seen, accounts)
    assert [one["key"] for one in preview["findings"]] == [one.key for one in seen.findings]
    assert anna.effect(seen.id)["effect"] == preview["effect"]
    assert anna.suggestions(seen.id, "lines.0.account", q="480")
    assert "API-3" in str(anna.sheet(seen.id))
    assert anna.trail.evidence(seen.id)[:2] == b"PK"
    assert anna.save("/documents", kind="xlsx")[:2] == b"PK"
    assert next(iter(anna.books.accounts(client=german)))["number"]
    assert {one["id"] for one in anna.office.clients()} == set(office.clients.values())
    assert [one["id"] for one in anna.search("API-3")["documents"]] == [seen.id]
    assert anna.letter_back(seen, ["other"])["body"]
    assert list(bert.outbox.items(state="draft")) == []
    assert [one for one in anna.alike.groups() if one["documents"] < 2] == []
    assert anna.workload()["progress"]["open"] > 0


def test_the_file_for_the_bank_is_fetched(office: Office, web: Server) -> None:
    booked(office, INVOICE)
    run = released(office)
    bert = kantor_of(office, "bert", web.url)
    (one,) = bert.books.payment_runs()
    assert (one["document"], one["file_state"]) == (run, "approved")
    assert b"pain.001.001.09" in bert.outbox.fetch(one["outbox_item"])
    (after,) = bert.books.payment_runs()
    assert after["file_state"] == "sent"


def test_many_files_have_a_result_each(office: Office, web: Server) -> None:
    anna = kantor_of(office, "anna", web.url)
    files = {f"{number}.xml": as_file(replace(GERMAN, number=f"B-{number}")).data for number in range(3)} | {"bad.xml": b"<Invoice>"}
    bundle = anna.hand_in_many(files)
    assert set(anna.results(bundle).values()) == {None}
    assert worker.run_until_idle() == []
    close_old_connections()
    results = anna.results(bundle)
    outcomes = {name: [one.outcome for one in found or ()] for name, found in results.items()}
    assert outcomes == {"0.xml": ["task"], "1.xml": ["task"], "2.xml": ["task"], "bad.xml": ["refused"]}
