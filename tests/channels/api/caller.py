"""A program with a key, for the tests: what it sends and what it is told."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.journeys.office import Office, as_file

from kantor.channels.api.pace import PACE
from kantor.spine import access
from kantor.spine.access import NewToken


class Caller:
    """Calls routes with a person's key; writes get an Idempotency-Key of their own unless one is given."""

    def __init__(
        self, office: Office, person: str, permissions: tuple[str, ...] = ("*",), clients: tuple[int, ...] = (), days: int = 1
    ) -> None:
        """days: how long the key holds."""
        set_clock(office)
        PACE.in_hand.clear()
        new = NewToken(name="Test", permissions=permissions, clients=clients, expires_at=office.now.at + timedelta(days=days))
        self.token_id, self.secret = access.make_token(new, person_id=office.people[person], at=office.now.at, by=None)
        self.browser = Client(raise_request_exception=True)

    def get(self, path: str, **headers: str) -> Any:
        return self.browser.get(f"/api{path}", headers=self._headers(headers))

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """body: sent as JSON."""
        wanted = {"idempotency_key": uuid4().hex, **headers}
        given = {"data": json.dumps(body), "content_type": "application/json"} if body is not None else {}
        return self.browser.generic(method, f"/api{path}", **given, headers=self._headers(wanted))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.send("POST", path, body, **headers)

    def hand_in(self, draft: Any, path: str = "/documents", **headers: str) -> Any:
        """A draft as a file."""
        file, part = as_file(draft), "files" if path.startswith("/bundles") else "file"
        wanted = {"idempotency_key": uuid4().hex, **headers}
        return self.browser.post(f"/api{path}", {part: SimpleUploadedFile(file.name, file.data)}, headers=self._headers(wanted))

    def _headers(self, given: dict[str, str]) -> dict[str, str]:
        named = {name.replace("_", "-"): text for name, text in given.items() if text}
        return {"authorization": f"Bearer {self.secret}", **named}


def set_clock(office: Office) -> None:
    """What the server takes for now is the office's time."""
    settings.KANTOR_CLOCK_AHEAD = office.now.at - datetime.now(UTC)


def told(answer: Any, status: int = 200) -> Any:
    """The JSON of an answer that must have this status."""
    assert answer.status_code == status, (answer.status_code, answer.content[:2000])
    return json.loads(answer.content)


def problem(answer: Any, status: int) -> str:
    """The name of the problem that an answer must be."""
    found = told(answer, status)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert {"type", "title", "status", "detail", "what_to_do"} <= set(found)
    assert found["status"] == status
    return str(found["type"].removeprefix("urn:kantor:problem:"))
