"""The bank outside: fetches what lies in the house's outbox the moment it is in sight, hears what the house tells by webhooks, and keeps
all it ever got.

Fetching is one step of the file system, so that a killed bank has a file or has it not; what comes under the same name again is kept
beside the first and counts. What it hears it writes down before it thanks, so that what it was killed over comes again.
"""

import base64
import hashlib
import hmac
import json
import os
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.chaos.notes import folder, note

BANK, HOOKS = "bank", "hooks.json"
THANKS = 204


def fetch(port: str) -> None:
    threading.Thread(target=_listen, args=(int(port),), daemon=True).start()
    data = Path(os.environ["KANTOR_DATA"])
    kept = data / BANK
    while True:
        for place in (data / "outbox").glob("*"):
            for entry in os.scandir(place):
                if entry.is_file() and not entry.name.startswith("."):
                    (kept / place.name).mkdir(parents=True, exist_ok=True)
                    os.rename(entry.path, kept / place.name / f"{time.time_ns()}@{entry.name}")
        time.sleep(0.05)


def _listen(port: int) -> None:
    class Ear(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            note("told", id=self.headers["webhook-id"], is_signed=_is_signed(self.headers, body), body=body)
            self.send_response(THANKS)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            """Everything is in the notes."""

    ThreadingHTTPServer(("127.0.0.1", port), Ear).serve_forever()


def _is_signed(headers: Any, body: str) -> bool:
    """By the Standard Webhooks specification; not by its age, for clocks jump here."""
    secrets = {str(hook["id"]): hook["secret"] for hook in json.loads((folder() / HOOKS).read_text())}
    key = base64.b64decode(secrets[headers["webhook-id"].split("_")[1]].removeprefix("whsec_"))
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.{body}".encode()
    signature = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return f"v1,{signature}" in headers["webhook-signature"].split()
