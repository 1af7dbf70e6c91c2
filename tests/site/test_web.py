"""The web server's own answers, through the whole stack of middleware."""

import warnings

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
