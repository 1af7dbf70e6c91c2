"""Books for auditors for programs: the same as on screen - ask for a file, look how far it is, fetch it."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import Http404
from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, file_of, reads, writes
from kantor.channels.api.shapes import Across, PathId
from kantor.departments.accounting import auditing
from kantor.departments.accounting.auditing import PERMISSION, BooksFile, Wanted
from kantor.departments.accounting.pages.auditors import sent

ROUTER = Router(tags=["reports"])
ZIP = "application/zip"


class BooksWanted(Schema):
    """adviser_number, client_number: under which the tax adviser keeps the client at DATEV, for `datev` alone."""

    kind: Literal["datev", "tables", "originals"]
    from_on: date
    until_on: date
    adviser_number: int | None = None
    client_number: int | None = None


class BooksFileShape(Schema):
    """outcome: '' while it waits or is made, `made`, or why it was not: failed, not_permitted, too_large, not_for_datev; rows, documents:
    written so far; size: bytes of the ZIP; kept_until: null of one that is not there (any more)."""

    id: int
    client: int
    kind: str
    from_on: date
    until_on: date
    asked_at: datetime
    rows: int
    documents: int
    outcome: str
    size: int
    sha256: str
    kept_until: datetime | None


class BooksFiles(Schema):
    files: list[BooksFileShape]


@ROUTER.post("/books-files", response={202: BooksFileShape}, summary="Ask for a file of the books")
@writes(PERMISSION)
def ask(request: Call, body: BooksWanted) -> Any:
    """Of one client; a worker makes it. One person waits for one file of a client at a time."""
    visit = request.visit
    numbers = body.adviser_number, body.client_number
    adviser = auditing.Adviser(numbers[0], numbers[1]) if numbers[0] is not None and numbers[1] is not None else None
    file_id = auditing.ask(Wanted(body.kind, body.from_on, body.until_on, adviser), visit.client, visit.actor)
    made = auditing.file(file_id, visit.clients)
    assert made is not None
    return 202, _shape(made)


@ROUTER.get("/books-files", response=BooksFiles, summary="Files of the books")
@reads(PERMISSION)
def listed(request: Call, asked: Query[Across]) -> Any:
    """The newest hundred, of everybody."""
    return BooksFiles(files=[_shape(one) for one in auditing.files(request.visit.clients)])


@ROUTER.get("/books-files/{file_id}", response=BooksFileShape, summary="How far a file of the books is")
@reads(PERMISSION)
def one_file(request: Call, file_id: PathId, asked: Query[Across]) -> Any:
    """The same as in the list; to be asked until it has an outcome."""
    return _shape(_found(request, file_id))


@ROUTER.get("/books-files/{file_id}/content", summary="A file of the books", openapi_extra=file_of(ZIP))
@reads(PERMISSION)
def content(request: Call, file_id: PathId, asked: Query[Across]) -> Any:
    """For the person who asked for it, while it is kept; that it left is recorded."""
    found = _found(request, file_id)
    if not found.is_there or found.asked_by != request.visit.person_id:
        raise Http404
    return sent(found, request.visit)


def _found(request: Call, file_id: int) -> BooksFile:
    found = auditing.file(file_id, request.visit.clients)
    if found is None:
        raise Http404
    return found


def _shape(one: BooksFile) -> BooksFileShape:
    same = ("id", "kind", "from_on", "until_on", "asked_at", "rows", "documents", "outcome", "size", "sha256")
    kept_until = one.until_at if one.is_there else None
    return BooksFileShape(client=one.client_id, kept_until=kept_until, **{name: getattr(one, name) for name in same})
