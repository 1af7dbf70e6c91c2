"""Documents: handed in, listed, looked at, and their road."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import File, Query, Router, Schema
from ninja.files import UploadedFile
from pydantic import Field

from kantor.channels.api.gates import Call, reads, reads_document, writes
from kantor.channels.api.listing import OR_FILE, Listed, Rows, page_or_file
from kantor.channels.api.shapes import Id, Page, PathId, Text, Word, decimal, plain
from kantor.channels.api.showing import DocumentLine, DocumentShape, line, shown_document
from kantor.channels.api.taking_in import Brought, OutcomesShape, read_in, shown_outcomes
from kantor.channels.door import HAND_IN, carry
from kantor.desk.cases import queries as past_queries
from kantor.desk.cases.stations import stations
from kantor.desk.gate import ANYBODY
from kantor.desk.lists import columns, queries
from kantor.desk.lists.page import visible
from kantor.spine import access, ledger, trail
from kantor.words.field import row_id

ROUTER = Router(tags=["documents"])
ONE_PAGE = 2**31
"""What is found is told at once, without a next page."""


class DocumentsWanted(Listed):
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


class Relative(Schema):
    """A document that belongs to this one. kin: parent (the bundle it came in) or child (came in it, or was caused by it)."""

    id: int
    kin: str
    type: str
    state: str
    number: str
    party_name: str


class Owed(Schema):
    """What is owed because of the document."""

    id: int
    side: str
    reference: str
    amount: Decimal | None
    open: Decimal | None
    currency: str
    due_on: date
    held_reason: str | None


class Road(Schema):
    """entries: ids, for /entries/{id}."""

    stations: list[Station]
    records: list[RecordShape]
    entries: list[int]
    open_items: list[Owed]
    family: list[Relative]


@ROUTER.post("/documents", response={201: OutcomesShape}, summary="Hand in a document")
@writes(HAND_IN, one=False, before=read_in)
def hand_in(request: Call, file: File[UploadedFile], asked: Query[Brought]) -> Any:
    """One file - an invoice, a mail, an archive - and what became of each document in it. Without ?client= the buyer's VAT id decides."""
    door, batch = request.prepared
    return 201, shown_outcomes(list(carry(batch, door)))


@ROUTER.get("/documents", response=Page[DocumentLine], summary="List documents", openapi_extra=OR_FILE)
@reads(ANYBODY)
def documents_list(request: Call, asked: Query[DocumentsWanted]) -> Any:
    """The newest first; those whose type the key may see."""
    pairs = visible(request.visit, asked.type)

    def fetch(before: int | None) -> list[Any]:
        if asked.q:
            return queries.documents_found(pairs, asked.q, state=asked.state, party=asked.party) if before is None else []
        return queries.documents_page(pairs, state=asked.state, party=asked.party, before=before or queries.LAST_ID)

    rows = Rows("documents", columns.DOCUMENTS, fetch, lambda row: row.id, ONE_PAGE if asked.q else queries.PAGE)
    return page_or_file(request, rows, line, row_id(asked.after))


@ROUTER.get("/documents/{document_id}", response=DocumentShape, summary="Look at a document")
@reads_document("see", seen_as="page")
def one_document(request: Call, document_id: PathId) -> Any:
    """Row, newest reading, findings, and where its task stands; the ETag is what changes are made against."""
    return shown_document(request)


@ROUTER.get("/documents/{document_id}/road", response=Road, summary="The road of a document")
@reads_document("see", seen_as="road")
def road(request: Call, document_id: PathId) -> Any:
    """Each station with who and when and what it rests on, and the records of the audit trail behind it."""
    row = request.visit.document
    assert row is not None
    past = past_queries.past(row)
    found = stations(row, past)
    names = access.names([one.person_id for one in found if one.person_id])
    return Road(
        stations=[
            Station(at=one.at.isoformat(), kind=one.kind, person=names.get(one.person_id or 0, ""), told=plain(one.told)) for one in found
        ],
        records=[
            RecordShape(id=one.id, kind=one.kind, at=one.at.isoformat(), position=one.position)
            for one in trail.of_document(row.client_id, row.id)
        ],
        entries=[one.id for one in ledger.entries_of_document(row.client_id, row.id)],
        open_items=[_owed(one) for one in past.open_items],
        family=[
            Relative(**{name: getattr(one, name) for name in Relative.model_fields}) for one in past.family if request.visit.may_see_it(one)
        ],
    )


def _owed(row: Any) -> Owed:
    same = ("id", "side", "reference", "currency", "due_on", "held_reason")
    amount, left = (decimal(units, row.currency) for units in (row.amount, row.open))
    return Owed(**{name: getattr(row, name) for name in same}, amount=amount, open=left)
