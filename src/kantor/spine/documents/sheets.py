"""Pages of scans: they wait to be read by a worker, and their words are kept once, encrypted with the original's own key."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kantor.spine import access
from kantor.spine.access import Actor
from kantor.spine.documents import envelopes
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.reads import DocumentRow, Known, Original, known
from kantor.words import Page, page_of

MOST_TRIES = 3
MOST_COUNTED = 200


class Taken(NamedTuple):
    """A page in one worker's hand; document: whose bytes to read it from; tries: how often it was taken, this time included; until: when
    it is in nobody's hand any more."""

    id: int
    original_id: int
    number: int
    tries: int
    document: Known
    until: datetime


class Progress(NamedTuple):
    """How many pages of a scan were read, of how many."""

    read: int
    pages: int

    @property
    def is_done(self) -> bool:
        return self.read >= self.pages

    @property
    def is_waiting(self) -> bool:
        return not self.is_done


class BeingRead(NamedTuple):
    """How many scans are being read, how many of their pages are read, of how many."""

    scans: int
    read: int
    pages: int


class WaitingPages(NamedTuple):
    client_id: int
    due_at: datetime | None
    number: int


def expect(numbers: Mapping[int, Sequence[int]], actor: Actor) -> None:
    """From now on these pages of these documents of the actor's one client wait to be read."""
    _add([(document_id, number, None, None) for document_id, some in numbers.items() for number in some], actor)


def expect_again(numbers: Mapping[int, Sequence[int]], actor: Actor) -> None:
    """These pages of these originals of the actor's one client wait to be read once more; what is known of them stays until then."""
    rows = [(original_id, number) for original_id, some in numbers.items() for number in some]
    if rows:
        originals, pages = (list(column) for column in zip(*rows, strict=True))
        QUERIES.run("expect_sheets_again", client_id=actor.clients[0], originals=originals, numbers=pages)


def keep(read: Mapping[int, Sequence[Page]], actor: Actor) -> None:
    """Keep the words of pages that were read on the way in, by document."""
    found = [] if not read else known(list(read))
    rows = []
    for document in found:
        beside = envelopes.Beside(document.client_id, document.keys, document.sha256)
        rows += [(document.id, page.number, actor.at, _sealed(beside, page)) for page in read[document.id]]
    _add(rows, actor)


def _add(rows: Sequence[tuple[int, int, datetime | None, bytes | None]], actor: Actor) -> None:
    if rows:
        documents, numbers, read_at, contents = (list(column) for column in zip(*rows, strict=True))
        given = {"documents": documents, "numbers": numbers, "read_at": read_at, "contents": contents}
        QUERIES.run("expect_sheets", client_id=actor.clients[0], **given)


def take(actor: Actor, until: datetime) -> Taken | None:
    """The next page that waits, in nobody else's hand until then; None where there is none."""
    row = QUERIES.one("take_sheet", client_id=actor.clients[0], at=actor.at, until=until)
    if row is None:
        return None
    (document,) = known([row.document_id])
    return Taken(row.id, row.original_id, row.number, row.tries, document, until)


def note(taken: Taken, page: Page | None, actor: Actor, reason: str = "") -> list[int]:
    """A page was read, or could not be (None, with the reason); answers the documents that were waiting for it, where it was the last.

    Where it was to be read once more meanwhile, because somebody turned it, it still waits.
    """
    client_id = actor.clients[0]
    content = None
    if page is not None:
        content = _sealed(envelopes.Beside(client_id, taken.document.keys, taken.document.sha256), page)
    QUERIES.run("note_sheet", client_id=client_id, id=taken.id, until=taken.until, at=actor.at, content=content, reason=reason)
    return [row.id for row in QUERIES.rows("whole_scan", client_id=client_id, original_id=taken.original_id)]


def to_renew(taken: Taken, actor: Actor) -> list[int]:
    """Documents at which people work and that say something else now, because the last page of this scan was read once more."""
    return [row.id for row in QUERIES.rows("to_renew", client_id=actor.clients[0], original_id=taken.original_id)]


def why_unread(document_ids: Iterable[int]) -> dict[int, dict[int, str]]:
    """By document: the pages of its scan that could not be read, each with the reason."""
    found: dict[int, dict[int, str]] = {}
    for row in QUERIES.rows("sheets_unread", ids=list(document_ids)):
        found.setdefault(row.document_id, {})[row.number] = row.reason
    return found


def being_read(client_ids: Sequence[int]) -> BeingRead:
    """The scans of these clients that workers read now, of the first so many pages that wait."""
    (row,) = QUERIES.rows("scans_being_read", clients=list(client_ids), most=MOST_COUNTED)
    return BeingRead(row.scans, row.read, row.pages)


def waiting_scans(client_id: int, *, after: int, most: int) -> list[int]:
    """Documents of one of the acting clients at which people work and that may be scans, from behind this one on."""
    return [row.id for row in QUERIES.rows("waiting_scans", client_id=client_id, after=after, most=most)]


def pages(rows: Sequence[DocumentRow | Known], number: int | None = None) -> dict[int, dict[int, Page | None]]:
    """By document and number: the pages of scans that were read, None for one that could not be; no document that is no scan.

    number: of this page alone.
    """
    by_id = {row.id: row for row in rows}
    found: dict[int, dict[int, Page | None]] = {}
    kept: Sequence[Any] = QUERIES.rows("sheets", ids=list(by_id), number=number)
    for one in kept:
        row = by_id[one.document_id]
        opened = None
        if one.content is not None:
            beside = envelopes.Beside(row.client_id, row.keys, row.sha256 or "")
            opened = page_of(json.loads(beside.open(bytes(one.content), _about(one.number))))
        found.setdefault(row.id, {})[one.number] = opened
    return found


def recognised(some: Sequence[Original], number: int | None = None) -> dict[int, dict[int, Page | None]]:
    """The same by original, whichever documents its pages belong to."""
    by_id = {one.id: one for one in some}
    found: dict[int, dict[int, Page | None]] = {}
    for row in QUERIES.rows("sheets_of_originals", originals=list(by_id), number=number):
        one = by_id[row.original_id]
        beside = envelopes.Beside(one.client_id, one.keys, one.sha256)
        read = None if row.content is None else page_of(json.loads(beside.open(bytes(row.content), _about(row.number))))
        found.setdefault(one.id, {})[row.number] = read
    return found


def progress(document_ids: Iterable[int]) -> dict[int, Progress]:
    """By document, how far the reading of its scan is; no document that is no scan."""
    rows = QUERIES.rows("sheets_progress", ids=list(document_ids))
    return {row.document_id: Progress(row.read, row.pages) for row in rows}


def pages_waiting(at: datetime) -> list[WaitingPages]:
    """Clients some of whose scans wait to be read."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [WaitingPages(*row) for row in QUERIES.rows("sheets_waiting", clients=every, at=at, most=MOST_COUNTED)]


def _sealed(beside: envelopes.Beside, page: Page) -> bytes:
    return beside.seal(json.dumps(page, ensure_ascii=False).encode(), _about(page.number))


def _about(number: int) -> str:
    return f"page {number}"
