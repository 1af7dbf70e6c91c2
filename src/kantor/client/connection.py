"""Requests to the API: with the key, a key of their own for writes, and tried again where that is safe."""

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

AGAIN = {409: "still_at_it", 429: "", 503: ""}
"""Statuses after which the same request is sent once more, and the problem that it must be."""
LONGEST_PAUSE_S = 30.0


class Problem(Exception):
    """What the house could not do. key: its name (`cases.not_your_role`); detail, what_to_do: sentences; told: everything."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        super().__init__(f"{told.get('detail', '')} {told.get('what_to_do', '')}".strip())
        self.status = int(told.get("status", 0))
        self.key = str(told.get("type", "")).rpartition(":")[2]
        self.detail, self.what_to_do = str(told.get("detail", "")), str(told.get("what_to_do", ""))
        self.told = dict(told)


class Unreachable(Exception):
    """The house did not answer, however often it was asked. A write may have been done: send it again under the same key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """Of a request that succeeded."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """A file on its way: in which part of the form, its name and its bytes."""

    part: str
    name: str
    data: bytes


@dataclass(kw_only=True, slots=True)
class Connection:
    """Where the house is and by which key it is asked. Each request has a connection of its own, so threads may share this."""

    url: str
    key: str
    language: str = ""
    timeout_s: float = 60.0
    tries: int = 5
    pause: Callable[[float], None] = field(default=time.sleep)

    def get(self, path: str, **query: Any) -> Answer:
        return self._again_and_again("GET", self._path(path, query), b"", {})

    def rows(self, path: str, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list, page by page."""
        after: str | None = ""
        while after is not None:
            page = self.get(path, **wanted, after=after).json()
            yield from page["rows"]
            after = page["next"]

    def send(self, method: str, path: str, body: Any = None, headers: Mapping[str, str] | None = None, **query: Any) -> Answer:
        """A write: done once, however often it has to be sent."""
        given = {"Idempotency-Key": uuid4().hex, "Content-Type": "application/json", **(headers or {})}
        data = json.dumps(body).encode() if body is not None else b""
        return self._again_and_again(method, self._path(path, query), data, given)

    def send_files(self, path: str, files: list[File], **query: Any) -> Answer:
        """Files as a form."""
        boundary = uuid4().hex
        parts = [
            f'--{boundary}\r\nContent-Disposition: form-data; name="{file.part}"; filename="{_quoted(file.name)}"\r\n'
            f"Content-Type: application/octet-stream\r\n\r\n".encode()
            + file.data
            + b"\r\n"
            for file in files
        ]
        headers = {"Idempotency-Key": uuid4().hex, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        return self._again_and_again("POST", self._path(path, query), b"".join(parts) + f"--{boundary}--\r\n".encode(), headers)

    def lines(self, path: str, headers: Mapping[str, str], **query: Any) -> Iterator[str]:
        """A stream, line by line, until it ends."""
        connection = self._connected()
        try:
            connection.request("GET", self._path(path, query), headers={**self._headers(), **headers})
            answer = connection.getresponse()
            if answer.status != 200:
                raise Problem(_told(answer, answer.read()))
            for line in answer:
                yield line.decode().rstrip("\r\n")
        finally:
            connection.close()

    def _again_and_again(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        for number in range(1, self.tries + 1):
            pause_s = min(0.25 * 2**number, LONGEST_PAUSE_S)
            try:
                return self._once(method, path, body, headers)
            except Problem as problem:
                if number == self.tries or AGAIN.get(problem.status, "-") not in ("", problem.key):
                    raise
                pause_s = float(problem.told.get("retry_after", pause_s))
            except (OSError, HTTPException) as error:
                if number == self.tries:
                    raise Unreachable(f"{self.url}: {error}") from error
            self.pause(pause_s)
        raise Unreachable(self.url)

    def _once(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        connection = self._connected()
        try:
            connection.request(method, path, body=body or None, headers={**self._headers(), **headers})
            answer = connection.getresponse()
            data = answer.read()
            if answer.status >= 400:
                raise Problem(_told(answer, data))
            return Answer(status=answer.status, headers=dict(answer.getheaders()), body=data)
        finally:
            connection.close()

    def _connected(self) -> HTTPConnection:
        parts = urlsplit(self.url)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        return kind(parts.hostname or "localhost", parts.port, timeout=self.timeout_s)

    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}", **({"Accept-Language": self.language} if self.language else {})}

    def _path(self, path: str, query: Mapping[str, Any]) -> str:
        wanted = {name: value for name, value in query.items() if value not in (None, "", [])}
        base = urlsplit(self.url).path.rstrip("/")
        return f"{base}/api{path}" + (f"?{urlencode(wanted, doseq=True)}" if wanted else "")


def _told(answer: HTTPResponse, data: bytes) -> dict[str, Any]:
    try:
        return {"status": answer.status, **json.loads(data)}
    except ValueError:
        return {"status": answer.status, "detail": data[:200].decode(errors="replace")}


def _quoted(name: str) -> str:
    return name.replace("\\", "_").replace('"', "_").replace("\r", "_").replace("\n", "_")
