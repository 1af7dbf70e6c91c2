"""Documents: handed in, listed, looked at; their original and their road."""

from typing import Any

from django.http import Http404, HttpResponse
from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from kantor.channels.api.gates import Call, reads, reads_document, writes
from kantor.channels.api.shapes import Across, Id, Page, Paged, PathId, Text, Word, page, plain
from kantor.channels.api.showing import DocumentLine, DocumentShape, line, shown_document
from kantor.channels.api.taking_in import OutcomesShape, read_in, shown_outcomes
from kantor.channels.door import carry
from kantor.desk.cases import queries as past_queries
from kantor.desk.cases.stations import stations
from kantor.desk.gate import ANYBODY
from kantor.desk.lists import queries
from kantor.desk.lists.page import visible_types
from kantor.spine import access, documents, trail
from kantor.words.field import row_id

ROUTER = Router(tags=["documents"])
ENTER = "payables.supplier_invoice.enter"


class Wanted(Paged):
    """Which documents."""

    type: Word = ""
    state: Word = Field(default="", description="One of received, read, waiting, ready, effective, reversed, sent_back, refused, split.")
    party: Id | None = None
    q: Text = Field(default="", description="Words that the document contains; the likeliest first, one page.")


class Station(Schema):
    """Something that happened to a document: received, read, checked, confirmed, decided, event, effect, reversed, letter."""

    at: str
    kind: str
    person: str = ""
    told: dict[str, Any]


class RecordShape(Schema):
    """A record of the audit trail; position: of its leaf in the sealed log, null while it waits for the seal."""

    id: int
    kind: str
    at: str
    position: int | None


class Road(Schema):
    stations: list[Station]
    records: list[RecordShape]


@ROUTER.post("/documents", response={201: OutcomesShape}, summary="Hand in a document")
@writes(ENTER, one=False, before=read_in)
def hand_in(request: Call, file: File[UploadedFile], asked: Query[Across]) -> Any:
    """One file - an invoice, a mail, an archive - and what became of each document in it. Without ?client= the buyer's VAT id decides."""
    door, batch = request.prepared
    return 201, shown_outcomes(list(carry(batch, door)))


@ROUTER.get("/documents", response=Page[DocumentLine], summary="List documents")
@reads(ANYBODY)
def documents_list(request: Call, asked: Query[Wanted]) -> Any:
    """The newest first; those whose type the key may see."""
    pairs = [pair for pair in visible_types(request.visit) if not asked.type or pair[1] == asked.type]
    if asked.q:
        return page(queries.documents_found(pairs, asked.q, state=asked.state, party=asked.party), line, lambda row: row.id, 2**31)
    rows = queries.documents_page(pairs, state=asked.state, party=asked.party, before=row_id(asked.after) or queries.LAST_ID)
    return page(rows, line, lambda row: row.id, queries.PAGE)


@ROUTER.get("/documents/{document_id}", response=DocumentShape, summary="Look at a document")
@reads_document("see", seen_as="page")
def one_document(request: Call, document_id: PathId) -> Any:
    """Row, newest reading, findings, and where its task stands; the ETag is what changes are made against."""
    return shown_document(request)


@ROUTER.get(
    "/documents/{document_id}/original", summary="The bytes as they came", openapi_extra={"responses": {200: {"content": {"*/*": {}}}}}
)
@reads_document("see", seen_as="download")
def original(request: Call, document_id: PathId) -> Any:
    """404 for a document that was typed in and has none."""
    row = request.visit.document
    data = documents.original(row) if row and row.stored_as else b""
    if row is None or not data:
        raise Http404
    answer = HttpResponse(data, content_type=row.media_type or "application/octet-stream")
    answer.headers["Content-Disposition"] = f'attachment; filename="document-{row.id}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@ROUTER.get("/documents/{document_id}/road", response=Road, summary="The road of a document")
@reads_document("see", seen_as="road")
def road(request: Call, document_id: PathId) -> Any:
    """Each station with who and when and what it rests on, and the records of the audit trail behind it."""
    row = request.visit.document
    assert row is not None
    found = stations(row, past_queries.past(row))
    names = access.names([one.person_id for one in found if one.person_id])
    return Road(
        stations=[
            Station(at=one.at.isoformat(), kind=one.kind, person=names.get(one.person_id or 0, ""), told=plain(one.told)) for one in found
        ],
        records=[
            RecordShape(id=one.id, kind=one.kind, at=one.at.isoformat(), position=one.position)
            for one in trail.of_document(row.client_id, row.id)
        ],
    )
