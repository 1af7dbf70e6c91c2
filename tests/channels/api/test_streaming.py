"""The stream of events: bound in number, goes on where the reader left off, and ends with its key."""

import gc
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Event as Flag
from threading import Thread
from time import monotonic

import pytest
from django.conf import settings
from tests.channels.api.caller import Caller, problem
from tests.channels.api.serving import Server, serving, wait_for
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, open_office

from kantor.channels.api.streaming import STREAMS
from kantor.client import Event, Kantor, Problem
from kantor.spine import access, trail
from kantor.spine.access import NewToken


@pytest.fixture
def running(committed_database: str) -> Iterator[tuple[Office, Server]]:
    office = open_office()
    with serving() as web:
        yield office, web


def kantor_of(office: Office, url: str, holds: timedelta = timedelta(days=1)) -> Kantor:
    now = datetime.now(UTC)
    new = NewToken(name="Test", permissions=("*",), clients=(), expires_at=now + holds)
    return Kantor(url, access.make_token(new, person_id=office.people["anna"], at=now, by=None)[1])


def test_a_process_serves_so_many_streams_and_no_more(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, api_streams=2))
    anna = Caller(office, "anna")
    held = [anna.get("/events"), anna.get("/events")]
    assert [one.status_code for one in held] == [200, 200]
    full = anna.get("/events")
    assert problem(full, 503) == "later"
    assert full.headers["Retry-After"] == "10"
    held.clear()  # their readers are gone, though no stream had begun
    gc.collect()
    assert STREAMS.open == 0
    assert anna.get("/events").status_code == 200


def test_what_is_no_place_is_refused(office: Office) -> None:
    anna = Caller(office, "anna")
    for place in ("yesterday", "1", "1-", "1-x", "1-" + "9" * 19, "1-" + "1" * 4000):
        assert problem(anna.get("/events", last_event_id=place), 400) == "bad_request", place


def test_a_reader_goes_on_where_it_left_off(running: tuple[Office, Server]) -> None:
    """Whatever was the last id - of an event, or of a stream that had nothing to tell yet - nothing is missed and nothing told twice."""
    office, web = running
    anna = kantor_of(office, web.url)
    begun = next(iter(anna._heard("", ())))[0]  # the place that is told before anything happens
    brought = office.bring(*(replace(GERMAN, number=f"S-{number}") for number in range(3)))
    with office.acting("DE"):
        happened = [(one.kind, one.document_id) for two in brought for one in trail.of_document(office.clients["DE"], two.document_id)]
    all_of = _told(anna, begun, len(happened))
    assert sorted((one.kind, one.document) for one in all_of) == sorted(happened)
    for place in (0, len(happened) // 2):
        assert _told(anna, all_of[place].id, len(happened) - place - 1) == all_of[place + 1 :]


def _told(kantor: Kantor, after: str, number: int) -> list[Event]:
    """The next so many events."""
    stream = kantor.events(after=after)
    return [next(stream) for _ in range(number)]


def test_a_stream_ends_with_its_key(running: tuple[Office, Server]) -> None:
    office, web = running
    revoked, ended, began = kantor_of(office, web.url), Flag(), monotonic()
    short = kantor_of(office, web.url, timedelta(seconds=3))
    Thread(target=lambda: (list(short.events()), ended.set()), daemon=True).start()
    assert ended.wait(20)
    assert 2 < monotonic() - began < 15  # not by being asked again after a while
    with pytest.raises(Problem) as refused:
        next(short.events())
    assert refused.value.status == 401
    over, stream = Flag(), revoked._heard("", ())
    next(stream)  # it has begun
    Thread(target=lambda: (list(stream), over.set()), daemon=True).start()
    token = next(one for one in access.tokens_of(office.people["anna"]) if one.holds(datetime.now(UTC)))
    access.revoke_token(token.id, person_id=office.people["anna"], at=datetime.now(UTC), by=None)
    office.bring(replace(GERMAN, number="S-9"))  # something happens, and the key is looked at
    wait_for(over.is_set)


def test_a_program_follows_across_streams_that_end(running: tuple[Office, Server]) -> None:
    office, web = running
    anna = kantor_of(office, web.url)
    anna.connection.timeout_s = 1.5  # a stream that says nothing for so long is cut from here
    heard: list[Event] = []
    over = Flag()

    def pause(_: float) -> None:
        if over.wait(0.05):
            raise EOFError  # it would ask a house that is gone for as long as the tests last

    def hear() -> None:
        with suppress(EOFError):
            for event in anna.follow():
                heard.append(event)

    anna.connection.pause = pause
    hearing = Thread(target=hear, daemon=True)
    hearing.start()
    Flag().wait(4)  # it has been cut twice by now
    (outcome,) = office.bring(replace(GERMAN, number="S-10"))
    wait_for(lambda: any(one.kind == "document.received" and one.document == outcome.document_id for one in heard))
    assert len({one.id for one in heard}) == len(heard)
    over.set()
    hearing.join(20)
    assert not hearing.is_alive()
