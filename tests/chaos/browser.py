"""A person's browser: logs in as people do, keeps its cookies, sends forms and files, and fails loudly when the connection is cut."""

import http.client
import json
import re
import time
import urllib.parse
from typing import NamedTuple
from uuid import uuid4

from tests.chaos.notes import folder

TOO_SLOW_S = 30
TROUBLE = (OSError, http.client.HTTPException)
"""What a cut connection looks like from here."""


class Answer(NamedTuple):
    status: int
    text: str
    location: str


class Browser:
    """One person at one place, whose cookies outlive the browser; name: which of several places."""

    def __init__(self, port: int, email: str, password: str, name: str) -> None:
        self.port, self.email, self.password = port, email, password
        self.jar = folder() / f"{name}.cookies"
        self.cookies: dict[str, str] = json.loads(self.jar.read_text()) if self.jar.exists() else {}

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, None, {})

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        body = urllib.parse.urlencode(fields).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def drop(self, path: str, name: str, data: bytes) -> Answer:
        """Send a file as the page for dropping them does."""
        mark = uuid4().hex
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\nContent-Type: application/xml\r\n\r\n'
        body = head.encode() + data + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def log_in(self) -> None:
        """Until it works; the house may be away or want a pause between attempts."""
        while True:
            try:
                self.cookies = {}
                self.get("/login/")
                fields = {"login": self.email, "password": self.password, "csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
                if self.post("/login/", fields).status == 302 and "sessionid" in self.cookies:
                    making = self.jar.with_suffix(".making")
                    making.write_text(json.dumps(self.cookies))
                    making.rename(self.jar)
                    return
            except TROUBLE:
                pass
            time.sleep(1)

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        own = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-CSRFToken": self.cookies.get("csrftoken", ""),
            "Referer": f"http://127.0.0.1:{self.port}/",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TOO_SLOW_S)
        try:
            connection.request(method, path, body, headers | own)
            answer = connection.getresponse()
            text = answer.read().decode()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie" and (cookie := re.match(r"([^=]+)=([^;]*)", value)):
                    self.cookies[cookie[1]] = cookie[2]
            return Answer(answer.status, text, answer.getheader("Location") or answer.getheader("HX-Redirect") or "")
        finally:
            connection.close()
