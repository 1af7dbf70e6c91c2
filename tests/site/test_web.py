"""The web server's own answers, through the whole stack of middleware."""

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


async def _ask_asynchronously() -> str:
    return str((await AsyncClient().get("/health")).headers["Content-Security-Policy"])


def test_asynchronous_answers_carry_it_too() -> None:
    import asyncio

    assert asyncio.run(_ask_asynchronously()) == POLICY


def test_an_unknown_host_is_refused() -> None:
    assert Client().get("/health", headers={"host": "evil.example"}).status_code == 400
