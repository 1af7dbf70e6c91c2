"""What is too large is turned away by its size: nobody reads it, whether it says how large it is or not, and it is told what is allowed."""

import asyncio
import json
import resource
import socket
from collections.abc import Awaitable, Callable, Iterator
from http.client import HTTPResponse
from pathlib import Path
from typing import Any

import pytest
from tests.channels.api.serving import free_port, start
from tests.site.command import done, kantor, office, told

from kantor.site.request_size import bounded

GIGABYTE = 1 << 30
MOST = 100_000


def huge(path: Path) -> Path:
    """A gigabyte that takes no room."""
    with path.open("wb") as file:
        file.truncate(GIGABYTE)
    return path


@pytest.mark.usefixtures("committed_database")
def test_the_command_line_refuses_a_gigabyte_by_its_size_and_takes_the_others(tmp_path: Path) -> None:
    office()
    huge(tmp_path / "huge.xml")
    (tmp_path / "other.xml").write_text("<a/>")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    status, lines = told("process", tmp_path, "--json", "--language", "en")
    assert status == 1
    assert {line["file"]: [finding["key"] for finding in line["findings"]] for line in lines} == {
        "huge.xml": ["reading.file_too_large"],
        "other.xml": ["einvoice.unknown_syntax"],
    }
    assert "1024 MB" in lines[0]["findings"][0]["message"]
    result = kantor("import", "suppliers", tmp_path / "huge.xml", "--client", "nord", "--language", "en")
    assert (result.exit_code, "1024 MB" in result.stderr) == (2, True)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < GIGABYTE >> 11  # in kilobytes: less than half of it


def test_the_check_of_a_gigabyte_says_how_much_it_reads(tmp_path: Path) -> None:
    result = kantor("check", huge(tmp_path / "huge.xml"), "--json")
    (finding,) = json.loads(result.stdout)["findings"]
    assert (result.exit_code, finding["rule"]) == (2, "KANTOR-FILE")
    assert "up to 100 MB" in finding["message"]


@pytest.fixture
def key(committed_database: str) -> str:
    office()
    return done("token", "add", "anna@office.example", "--name", "sender").strip()


@pytest.fixture
def port(key: str) -> Iterator[int]:
    server = start(port := free_port(), KANTOR_UPLOAD_LIMIT_BYTES=str(MOST))
    yield port
    server.kill()


@pytest.mark.parametrize("size", ["Content-Length: 1073741824", "Transfer-Encoding: chunked"])
def test_the_api_answers_before_a_gigabyte_has_come(size: str, key: str, port: int) -> None:
    head = f"POST /api/documents HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {key}\r\nIdempotency-Key: 1\r\n"
    status, told = asked(
        port, f"{head}Content-Type: multipart/form-data; boundary=b\r\n{size}\r\n\r\n".encode(), is_chunked="chunked" in size
    )
    assert (status, told["type"]) == (413, "urn:kantor:problem:too_large")
    assert MOST <= told["limit_bytes"] < MOST + (2 << 20)


def asked(port: int, head: bytes, *, is_chunked: bool) -> tuple[int, dict[str, Any]]:
    """What the server says to the head of a request and, where that names no size, to two megabytes of what is to come."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(head)
        for _ in range(40 if is_chunked else 0):
            connection.sendall(b"c350\r\n" + bytes(50_000) + b"\r\n")
        answer = HTTPResponse(connection)
        answer.begin()
        return answer.status, json.loads(answer.read())


def test_of_a_body_that_is_too_long_the_application_sees_nothing_but_its_length() -> None:
    seen: list[tuple[bytes, list[tuple[bytes, bytes]]]] = []

    async def application(scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
        body = b""
        while (message := await receive())["more_body"]:
            body += message["body"]
        assert (await receive())["type"] == "http.disconnect"
        seen.append((body + message["body"], scope["headers"]))

    def ask(pieces: list[bytes], headers: list[tuple[bytes, bytes]]) -> tuple[bytes, list[tuple[bytes, bytes]]]:
        body = [*({"type": "http.request", "body": piece, "more_body": True} for piece in pieces)]
        coming = iter([*body, {"type": "http.request", "body": b"", "more_body": False}, {"type": "http.disconnect"}])

        async def receive() -> Any:
            return next(coming)

        async def send(message: Any) -> None:
            raise AssertionError(message)

        asyncio.run(bounded(application, 10)({"type": "http", "headers": headers}, receive, send))
        return seen.pop()

    assert ask([b"12345", b"67890"], []) == (b"1234567890", [])
    assert ask([b"12345", b"678901"], [(b"host", b"a")]) == (b"12345", [(b"host", b"a"), (b"content-length", b"11")])
    assert ask([b"never asked for"], [(b"content-length", b"11")]) == (b"", [(b"content-length", b"11")])
