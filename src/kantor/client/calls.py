"""What a program asks of the house: hand in, list, take, change, decide, follow."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from http.client import HTTPException
from typing import Any

from kantor.client.alike import Alike
from kantor.client.books import Books
from kantor.client.connection import Answer, Connection, File, Problem
from kantor.client.office import Office
from kantor.client.outbox import Outbox
from kantor.client.shapes import (
    Client,
    Document,
    Event,
    Outcome,
    Page,
    Report,
    Task,
    Webhook,
    document,
    event,
    outcome,
    page,
    report,
    task,
)
from kantor.client.spot_checks import SpotChecks
from kantor.client.trail import Trail

PAUSE_S = 2.0
"""Between two streams of events."""


class Kantor:
    """The house as the key's person may see it. url: as people open the desk; language: of sentences (en, de, pl, id), else the person's.

    Every method raises Problem where the house refuses, and Unreachable where it does not answer.
    """

    def __init__(self, url: str, key: str, *, language: str = "", timeout_s: float = 60.0) -> None:
        self.connection = Connection(url=url, key=key, language=language, timeout_s=timeout_s)
        self.office = Office(connection=self.connection)
        self.books = Books(connection=self.connection)
        self.outbox = Outbox(connection=self.connection)
        self.alike = Alike(connection=self.connection)
        self.spot_checks = SpotChecks(connection=self.connection)
        self.trail = Trail(connection=self.connection)

    def clients(self) -> list[Client]:
        """For whom the key may act, and what it may do for each."""
        same = ("id", "code", "name", "currency")
        found = self.connection.get("/me").json()["clients"]
        return [Client(**{name: one[name] for name in same}, permissions=frozenset(one["permissions"])) for one in found]

    def hand_in(self, name: str, data: bytes, *, client: int | None = None, confidential: bool = False) -> list[Outcome]:
        """One file; answers what became of each document in it. client: its id, else the buyer's VAT id decides; confidential: what is
        read in it is kept encrypted, and each look is recorded."""
        sent = [File(part="file", name=name, data=data)]
        told = self.connection.send_files("/documents", sent, client=client, confidential=_yes(confidential)).json()
        return [outcome(one) for one in told["documents"]]

    def hand_in_many(self, files: Mapping[str, bytes], *, client: int | None = None, confidential: bool = False) -> int:
        """Many files, taken in behind; answers the number to ask `results` for; confidential ones are confidential-1, -2, ... there."""
        sent = [File(part="files", name=name, data=data) for name, data in files.items()]
        return int(self.connection.send_files("/bundles", sent, client=client, confidential=_yes(confidential)).json()["id"])

    def check(self, name: str, data: bytes) -> Report:
        """What the rules say of an e-invoice that is not handed in; nothing is stored."""
        return report(self.connection.send_files("/check", [File(part="file", name=name, data=data)]).json())

    def results(self, bundle: int) -> dict[str, list[Outcome] | None]:
        """File -> what became of the documents in it; None while it waits."""
        files = self.connection.get(f"/bundles/{bundle}").json()["files"]
        return {one["name"]: [outcome(told) for told in one["documents"]] if one["state"] == "done" else None for one in files}

    def rows(self, path: str, **wanted: Any) -> Iterator[dict[str, Any]]:
        """Every row of a list - `/documents`, `/open-items`, `/suppliers`, `/entries`, `/payments`, `/orders`, `/tasks` - page by page."""
        return self.connection.rows(path, **wanted)

    def save(self, path: str, *, kind: str = "csv", **wanted: Any) -> bytes:
        """A whole list as a file for a spreadsheet, `csv` or `xlsx`, headed in the key's language; not of tasks."""
        return self.connection.get(path, **wanted, export=kind).body

    def workload(self) -> dict[str, Any]:
        """The queues with their deadlines, what came in today, and how far the day has come."""
        return dict(self.connection.get("/workload").json())

    def search(self, words: str) -> dict[str, Any]:
        """Partners and documents."""
        return dict(self.connection.get("/search", q=words).json())

    def document(self, document_id: int) -> Document:
        return _document(self.connection.get(f"/documents/{document_id}"))

    def original(self, document_id: int) -> bytes:
        """The bytes as they came."""
        return self.connection.get(f"/documents/{document_id}/original").body

    def pages(self, document_id: int) -> list[Page]:
        """Pages of a PDF or a picture with their words."""
        return [page(one) for one in self.connection.get(f"/documents/{document_id}/pages").json()["pages"]]

    def picture(self, document_id: int, number: int) -> bytes:
        """A page as WebP; pages are counted from 1."""
        return self.connection.get(f"/documents/{document_id}/pages/{number}/picture").body

    def sheet(self, document_id: int) -> dict[str, Any]:
        """The data of the file as it is laid out for people, before anybody changed a value."""
        return dict(self.connection.get(f"/documents/{document_id}/sheet").json())

    def read_again(self, document_id: int) -> list[Outcome]:
        """A document that was refused because nobody could read it."""
        told = self.connection.send("POST", f"/documents/{document_id}/read-again").json()
        return [outcome(one) for one in told["documents"]]

    def colleagues(self, document_id: int) -> list[dict[str, Any]]:
        """Who may be asked about a document."""
        return list(self.connection.get(f"/documents/{document_id}/colleagues").json()["people"])

    def suggestions(self, document_id: int, address: str, *, q: str = "") -> list[dict[str, Any]]:
        """Values for a field, the likeliest first."""
        told = self.connection.get(f"/documents/{document_id}/suggestions", address=address, q=q).json()
        return list(told["suggestions"])

    def read_table(self, document_id: int, page: int, box: tuple[float, float, float, float]) -> list[dict[str, Any]]:
        """The rows of the table in a part of a page: column -> text, page, box, confidence; nothing is written."""
        body = {"page": page, "box": list(box)}
        return list(self.connection.send("POST", f"/documents/{document_id}/read-table", body).json()["rows"])

    def preview(self, seen: Document, changes: Mapping[str, str]) -> dict[str, Any]:
        """Reading, findings and effect with these values; nothing is written."""
        return dict(self.connection.send("POST", f"/documents/{seen.id}/preview", {"changes": dict(changes)}).json())

    def effect(self, document_id: int) -> dict[str, Any]:
        """What its approval today would post and cause, with the findings."""
        return dict(self.connection.get(f"/documents/{document_id}/effect").json())

    def letter_back(self, seen: Document, reasons: Sequence[str], *, remark: str = "") -> dict[str, Any]:
        """The letter that sending it back would bring; nothing is written."""
        body = {"reasons": list(reasons), "remark": remark}
        return dict(self.connection.send("POST", f"/documents/{seen.id}/letter-preview", body).json())

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
        """Anything else: claim, release, confirm, take-back, take-up, answer, hand-over, arrange-pages, undo-pages, change-type."""
        return _document(self.connection.send("POST", f"/documents/{seen.id}/{what}", body or None, {"If-Match": seen.etag}))

    def letters_in(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """The register of what came in, as `GET /registers/incoming` tells it."""
        return self.connection.rows("/registers/incoming", **wanted)

    def letters_out(self, **wanted: Any) -> Iterator[dict[str, Any]]:
        """The register of what went out, as `GET /registers/outgoing` tells it."""
        return self.connection.rows("/registers/outgoing", **wanted)

    def webhooks(self) -> list[dict[str, Any]]:
        """Those made with this key, also those that ended and why."""
        return list(self.connection.get("/webhooks").json()["webhooks"])

    def end_webhook(self, webhook: int) -> None:
        self.connection.send("DELETE", f"/webhooks/{webhook}")

    def deliveries(self, webhook: int, *, state: str = "") -> Iterator[dict[str, Any]]:
        """What was sent to a program or is to be sent, the newest first; the log of the last 30 days."""
        return self.connection.rows(f"/webhooks/{webhook}/deliveries", state=state)

    def replay(self, webhook: int, delivery: int) -> None:
        """Send once more."""
        self.connection.send("POST", f"/webhooks/{webhook}/deliveries/{delivery}/replay")

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


def _yes(wanted: bool) -> str:
    return "true" if wanted else ""
