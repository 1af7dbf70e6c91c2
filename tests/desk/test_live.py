"""The stream that keeps screens up to date tells that something happened at the person's own clients, once a second at most, and ends."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from urllib.request import Request, urlopen

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from tests.channels.api.serving import serving
from tests.desk.seat import BACKEND, seat
from tests.journeys.office import Office, open_office

from kantor.desk.live import views, watch
from kantor.desk.live.watch import Watch
from kantor.spine import trail


@pytest.fixture
def office(committed_database: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """An office whose looks are quick."""
    monkeypatch.setattr(watch, "LOOK_EVERY_S", 0.02)
    yield open_office()
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


async def is_told(happened: asyncio.Event, wait_s: float = 10) -> bool:
    try:
        await asyncio.wait_for(happened.wait(), wait_s)
    except TimeoutError:
        return False
    happened.clear()
    return True


def append(office: Office, country: str) -> None:
    trail.append([trail.Event(office.clients[country], "client.changed", None, None, office.now.at, {})])


def record(office: Office, country: str) -> None:
    with office.acting(country):
        append(office, country)


def test_a_screen_hears_of_its_own_clients_and_of_no_others(office: Office) -> None:
    async def story() -> None:
        watch = Watch()
        with watch.of([office.clients["DE"]]) as german, watch.of([office.clients["PL"]]) as polish:
            await asyncio.sleep(0.5)  # the first look, to which nothing is new
            assert not german.is_set()
            assert not polish.is_set()
            await asyncio.to_thread(record, office, "DE")
            assert await is_told(german)
            assert not polish.is_set()
            await asyncio.to_thread(record, office, "PL")
            assert await is_told(polish)
            assert not await is_told(german, 0.3)
        assert len(watch) == 0

    asyncio.run(story())


def test_a_transaction_that_began_earlier_and_ends_later_is_not_passed_over(office: Office) -> None:
    """The record of the slow one has the lower numbers; the look in between sees the quick one only."""

    async def story() -> None:
        watch = Watch()
        begun, go_on = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def slow() -> None:
            with office.acting("DE"):
                append(office, "DE")
                loop.call_soon_threadsafe(begun.set)
                asyncio.run_coroutine_threadsafe(go_on.wait(), loop).result()

        with watch.of([office.clients["DE"]]) as happened:
            await asyncio.sleep(0.3)
            running = asyncio.create_task(asyncio.to_thread(slow))
            await begun.wait()
            await asyncio.to_thread(record, office, "DE")
            assert await is_told(happened)
            assert not await is_told(happened, 0.3)
            go_on.set()
            await running
            assert await is_told(happened)

    asyncio.run(story())


def test_the_stream_speaks_when_something_happened_and_ends_by_itself(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LONGEST_S", 1.5)
    monkeypatch.setattr(views, "STILL_THERE_S", 0.2)

    async def story() -> list[bytes]:
        told: list[bytes] = []
        stream: AsyncIterator[bytes] = views._told((office.clients["DE"],))
        async for piece in stream:
            told.append(piece)
            if len(told) == 3:
                await asyncio.to_thread(record, office, "DE")
        return told

    told = asyncio.run(story())
    assert told[0].startswith(b"retry: ")
    assert b": still there\n\n" in told
    assert b"event: happened\ndata: {}\n\n" in told
    assert len(watch.WATCH) == 0


def test_more_screens_than_a_process_keeps_up_to_date_are_told_to_come_later(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, desk_streams=0))
    answer = seat(office, "anna").get("/live")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")


def test_open_screens_leave_the_connections_to_others(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server with two connections keeps five screens up to date and still answers everybody."""
    monkeypatch.setenv("KANTOR_WEB_THREADS", "2")
    settings.KANTOR_CLOCK_AHEAD = timedelta()  # as the server has it
    browser = Client()
    browser.force_login(get_user_model().objects.get(pk=office.people["anna"]), backend=BACKEND)
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"}
    with serving() as web, ExitStack() as screens:
        for _ in range(5):
            screen = screens.enter_context(urlopen(Request(f"{web.url}/live", headers=cookie), timeout=10))
            assert screen.readline().startswith(b"retry: ")
        with urlopen(Request(f"{web.url}/queue/", headers=cookie), timeout=10) as page:
            assert page.status == 200
            assert b'id="waiting"' in page.read()
