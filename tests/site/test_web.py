"""The web server's own answers, through the whole stack of middleware."""

import warnings
from importlib.util import find_spec

import h11
import pytest
from django.test import AsyncClient, Client

from kantor.site.middleware import POLICY


def test_it_says_that_it_lives() -> None:
    answer = Client().get("/health")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_every_answer_forbids_inline_and_foreign_scripts() -> None:
    answer = Client().get("/no/such/page")
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert "unsafe" not in POLICY
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Permissions-Policy"].startswith("camera=(), ")
    assert [name for name in answer.headers if name.startswith("Access-Control-")] == []


def test_trace_gives_nothing_back_and_nobody_is_sent_from_http_to_https() -> None:
    for path in ("/health", "/static/ui/mark.svg", "/no/such/page"):
        answer = Client().trace(path, headers={"x-told": "hush"})
        assert b"hush" not in answer.content + str(answer.headers).encode()
        assert Client().get(path, headers={"x-forwarded-proto": "http"}).status_code in (200, 404)


@pytest.mark.parametrize(
    ("head", "taken"),
    [
        ("Transfer-Encoding: chunked\r\nContent-Length: 5", True),  # RFC 9112, 6.3: the length says nothing then
        ("Content-Length: 4\r\nContent-Length: 5", False),
        ("Transfer-Encoding: chunked, identity", False),
        ("Content-Length : 4", False),
        ("Content-Length: +4", False),
    ],
)
def test_where_a_request_ends_is_never_in_doubt(head: str, taken: bool) -> None:
    """By the very parser that uvicorn is given."""
    assert find_spec("httptools") is None
    parser = h11.Connection(h11.SERVER)
    parser.receive_data(f"POST / HTTP/1.1\r\nHost: kantor.example\r\n{head}\r\n\r\n0\r\n\r\n".encode())
    if not taken:
        with pytest.raises(h11.RemoteProtocolError):
            parser.next_event()
        return
    assert isinstance(parser.next_event(), h11.Request)
    assert isinstance(parser.next_event(), h11.EndOfMessage)
    assert parser.next_event() is h11.NEED_DATA


async def _ask_asynchronously() -> str:
    return str((await AsyncClient().get("/health")).headers["Content-Security-Policy"])


def test_asynchronous_answers_carry_it_too() -> None:
    import asyncio

    assert asyncio.run(_ask_asynchronously()) == POLICY


async def _fetch(path: str, **headers: str) -> tuple[int, bytes, str]:
    """Status, body and media type, as an asynchronous server sends them."""
    answer = await AsyncClient().get(path, headers=headers)
    body = b"".join([part async for part in answer]) if answer.streaming else answer.content
    return answer.status_code, body, answer.headers.get("Content-Type", "")


def test_static_files_are_sent_in_one_piece_by_the_asynchronous_server() -> None:
    import asyncio

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        status, body, kind = asyncio.run(_fetch("/static/ui/keys.js"))
        part = asyncio.run(_fetch("/static/ui/keys.js", range="bytes=0-9"))
    assert (status, kind) == (200, 'text/javascript; charset="utf-8"')
    assert b"window.kantor" in body
    assert part[:2] == (206, body[:10])


def test_an_unknown_host_is_refused() -> None:
    assert Client().get("/health", headers={"host": "evil.example"}).status_code == 400
