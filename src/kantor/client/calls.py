"""What a program asks of the house: hand in, list, take, change, decide, follow."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from http.client import HTTPException
from typing import Any

from kantor.client.connection import Answer, Connection, File, Problem
from kantor.client.shapes import Client, Document, Event, Outcome, Task, Webhook, document, event, outcome, task

PAUSE_S = 2.0
"""Between two streams of events."""


class Kantor:
    """The house as the key's person may see it. url: as people open the desk; language: of sentences (en, de, pl, id), else the person's.

    Every method raises Problem where the house refuses, and Unreachable where it does not answer.
    """

    def __init__(self, url: str, key: str, *, language: str = "", timeout_s: float = 60.0) -> None:
        self.connection = Connection(url=url, key=key, language=language, timeout_s=timeout_s)

    def clients(self) -> list[Client]:
        """For whom the key may act, and what it may do for each."""
        same = ("id", "code", "name", "currency")
        found = self.connection.get("/me").json()["clients"]
        return [Client(**{name: one[name] for name in same}, permissions=frozenset(one["permissions"])) for one in found]

    def hand_in(self, name: str, data: bytes, *, client: int | None = None) -> list[Outcome]:
        """One file; answers what became of each document in it. client: its id, else the buyer's VAT id decides."""
        told = self.connection.send_files("/documents", [File(part="file", name=name, data=data)], client=client).json()
        return [outcome(one) for one in told["documents"]]

    def hand_in_many(self, files: Mapping[str, bytes], *, client: int | None = None) -> int:
        """Many files, taken in behind; answers the number to ask `results` for."""
        sent = [File(part="files", name=name, data=data) for name, data in files.items()]
        return int(self.connection.send_files("/bundles", sent, client=client).json()["id"])

    def results(self, bundle: int) -> dict[str, list[Outcome] | None]:
        """File -> what became of the documents in it; None while it waits."""
        files = self.connection.get(f"/bundles/{bundle}").json()["files"]
        return {one["name"]: [outcome(told) for told in one["documents"]] if one["state"] == "done" else None for one in files}

    def rows(self, path: str, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list - `/documents`, `/open-items`, `/suppliers`, `/entries`, `/payments`, `/orders`, `/tasks` - page by page."""
        after: str | None = ""
        while after is not None:
            page = self.connection.get(path, **wanted, after=after).json()
            yield from page["rows"]
            after = page["next"]

    def document(self, document_id: int) -> Document:
        return _document(self.connection.get(f"/documents/{document_id}"))

    def original(self, document_id: int) -> bytes:
        """The bytes as they came."""
        return self.connection.get(f"/documents/{document_id}/original").body

    def take_next(self, *, type: str = "") -> Task | None:
        """The most urgent task that the key's person may do, held for a quarter of an hour; None where nothing is left."""
        try:
            return task(self.connection.send("POST", "/tasks/next", type=type).json())
        except Problem as problem:
            if problem.key == "nothing_left":
                return None
            raise

    def change(self, seen: Document, changes: Mapping[str, str]) -> Document:
        """Address -> normalised text. Problem 412 where somebody changed the document since it was seen."""
        body = {"changes": dict(changes)}
        return _document(self.connection.send("PATCH", f"/documents/{seen.id}", body, {"If-Match": seen.etag}))

    def approve(self, seen: Document, *, reason: str = "") -> str:
        """Yes to what was seen; answers the next step, '' where it takes effect."""
        body = {"reason": reason}
        return str(self.connection.send("POST", f"/documents/{seen.id}/approve", body, {"If-Match": seen.etag}).json()["next_step"])

    def send_back(self, seen: Document, reasons: Sequence[str], *, remark: str = "") -> Document:
        """Without effect; the letter waits for somebody else's approval."""
        return self.do(seen, "send-back", reasons=list(reasons), remark=remark)

    def ask(self, seen: Document, question: str, *, of: int | None = None) -> Document:
        """A colleague by id, else the supplier."""
        return self.do(seen, "ask", question=question, of=of)

    def set_aside(self, seen: Document, *, until: date | None = None, reason: str = "later") -> Document:
        return self.do(seen, "set-aside", reason=reason, until=until.isoformat() if until else None)

    def do(self, seen: Document, what: str, **body: Any) -> Document:
        """Anything else: claim, release, confirm, take-back, take-up, answer, hand-over."""
        return _document(self.connection.send("POST", f"/documents/{seen.id}/{what}", body or None, {"If-Match": seen.etag}))

    def propose_payments(self, execute_on: date, *, client: int) -> int | None:
        """A payment run as a document; None where nothing may be paid."""
        told = self.connection.send("POST", "/payment-runs", {"execute_on": execute_on.isoformat()}, client=client).json()
        return int(told["document"]) if told["document"] is not None else None

    def subscribe(self, url: str, kinds: Sequence[str], *, client: int) -> Webhook:
        """Have a program told; keep the secret, it is told this once."""
        told = self.connection.send("POST", "/webhooks", {"url": url, "kinds": list(kinds)}, client=client).json()
        return Webhook(id=told["id"], url=told["url"], kinds=tuple(told["kinds"]), secret=told["secret"])

    def follow(self, *, after: str = "", clients: Sequence[int] = ()) -> Iterator[Event]:
        """What happens, for ever: where the stream ends or the house is away for a while, it goes on behind the last event."""
        place = after
        while True:
            try:
                for here, told in self._heard(place, clients):
                    place = here
                    if told is not None:
                        yield told
            except (OSError, HTTPException):
                pass
            except Problem as problem:
                if problem.status not in (429, 503):
                    raise
            self.connection.pause(PAUSE_S)

    def events(self, *, after: str = "", clients: Sequence[int] = ()) -> Iterator[Event]:
        """What happens, as it happens, until the stream ends; go on with `after` = the id of the last event."""
        yield from (told for _, told in self._heard(after, clients) if told is not None)

    def _heard(self, after: str, clients: Sequence[int]) -> Iterator[tuple[str, Event | None]]:
        """Where to go on, and the event that happened there, if any."""
        headers = {"Accept": "text/event-stream", **({"Last-Event-ID": after} if after else {})}
        place = after
        for line in self.connection.lines("/events", headers, client=list(clients)):
            name, _, text = line.partition(": ")
            if name == "id":
                place = text
                yield place, None
            elif name == "data":
                yield place, event(place, json.loads(text))


def _document(answer: Answer) -> Document:
    return document(answer.json(), answer.headers.get("ETag", answer.headers.get("etag", "")))
