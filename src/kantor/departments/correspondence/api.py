"""The registers for programs: what came in and what went out, by number, with who deals with it by when and how it left."""

from datetime import date, datetime
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, reads
from kantor.channels.api.listing import OR_FILE, Listed, Rows, page_or_file
from kantor.channels.api.shapes import Page, Word
from kantor.departments.correspondence.pages.views import COLUMNS
from kantor.departments.correspondence.queries import QUERIES, written_number
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.words.field import row_id

ROUTER = Router(tags=["registers"])
DIRECTIONS = {"incoming": "in", "outgoing": "out"}
ASKED = ("kind", "department", "person", "state", "thread", "words")


class RegisterWanted(Listed):
    kind: Word = ""
    department: Word = ""
    person: Word = Field(default="", description="E-mail of whoever deals with it.")
    state: Word = ""
    thread: Word = Field(default="", description="Token of a conversation.")
    words: Word = Field(default="", description="Part of subject, name or address.")


class RegisterLine(Schema):
    """outbox_state, sent_at: of the letter that a line of the outgoing register stands for."""

    id: int
    client: int
    document: int
    number: str
    at: datetime
    way: str
    kind: str
    name: str
    email: str
    subject: str
    language: str
    party: int | None
    department: str
    person: str
    due_on: date | None
    state: str
    thread: str
    outbox_state: str | None
    sent_at: datetime | None


@ROUTER.get("/registers/incoming", response=Page[RegisterLine], summary="List what came in", openapi_extra=OR_FILE)
@reads("correspondence.see")
def incoming(request: Call, asked: Query[RegisterWanted]) -> Any:
    """The newest first; a line of a document that was reversed stays, struck."""
    return _register(request, asked, "incoming")


@ROUTER.get("/registers/outgoing", response=Page[RegisterLine], summary="List what went out", openapi_extra=OR_FILE)
@reads("correspondence.see")
def outgoing(request: Call, asked: Query[RegisterWanted]) -> Any:
    """The newest first, each with how far its letter is."""
    return _register(request, asked, "outgoing")


def _register(request: Call, asked: RegisterWanted, name: str) -> Any:
    given = {"clients": list(request.visit.clients), "direction": DIRECTIONS[name], **{key: getattr(asked, key) for key in ASKED}}

    def fetch(before: int | None) -> list[Any]:
        return QUERIES.rows("lines", **given, before=before or LAST_ID, limit=PAGE)

    return page_or_file(request, Rows(name, COLUMNS, fetch, lambda row: row.id), _line, row_id(asked.after))


def _line(row: Any) -> RegisterLine:
    same = [name for name in RegisterLine.model_fields if name not in ("client", "document", "party", "number")]
    return RegisterLine(
        **{name: getattr(row, name) for name in same},
        client=row.client_id,
        document=row.document_id,
        party=row.party_id,
        number=written_number(row.direction, row.year, row.number),
    )
