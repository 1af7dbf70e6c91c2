"""The original of a document: its bytes, its pages as pictures with their words, its data as a sheet; and reading it once more."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Router, Schema

from kantor.channels.api.gates import Call, FileAnswer, file_of, reads_document, writes_document
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import PathId
from kantor.channels.api.taking_in import OutcomesShape, door_for, shown_outcomes
from kantor.channels.door import READ_AGAIN, Door, as_refused, carry, sorted_by_client, unread
from kantor.desk.pages import Paper, Part
from kantor.desk.pages.paper import Cell
from kantor.desk.verify import original as desk
from kantor.desk.verify.arranging import strip_of
from kantor.engines import reading
from kantor.spine import cases, documents
from kantor.spine.cases import Arrival
from kantor.spine.documents import DocumentRow

LOG = logging.getLogger("kantor.api")
ROUTER = Router(tags=["documents"])
ONE = "/documents/{document_id}"
WEBP = "image/webp"


class WordShape(Schema):
    """A word on a page; x0, y0, x1, y1: its box in parts of the page, from the upper left."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


class PageShape(Schema):
    """A page of the original; a scanned one has no words."""

    number: int
    width_pt: float
    height_pt: float
    words: list[WordShape]


class LooseShape(Schema):
    """A page of the document's files that belongs to no document. why: separator, blank, left_out."""

    original: int
    number: int
    why: str


class LastShape(Schema):
    """What somebody did last with the pages, while it can be undone. kind: turn, move, cut, join, leave_out, take_in."""

    kind: str
    documents: list[int]


class Pages(Schema):
    """The pages in the document's own order."""

    pages: list[PageShape]
    left_out: list[LooseShape] = []
    last: LastShape | None = None


class CellShape(Schema):
    """A value of the invoice data. id: its business term by EN 16931 (BT-1), or of a national form; path: where in the file."""

    id: str
    label: str
    text: str
    path: str


class PartShape(Schema):
    id: str
    label: str
    cells: list[CellShape]


class SheetShape(Schema):
    """The invoice data as it is laid out for people, labelled in the caller's language; each value stands in it once."""

    title: str
    number: str
    currency: str
    syntax: str
    parts: list[PartShape]


@ROUTER.get(f"{ONE}/original", summary="The bytes as they came", openapi_extra=file_of("*/*"))
@reads_document("see", seen_as="download")
def original(request: Call, document_id: PathId) -> Any:
    """404 for a document that was typed in and has none; 503 where its file is out of reach just now."""
    row = _document(request)
    if not row.stored_as:
        raise Http404
    with _in_reach(row):
        data = documents.original(row)
    return FileAnswer(data, row.media_type or "application/octet-stream", f"document-{row.id}")


@ROUTER.get(f"{ONE}/pages", response=Pages, summary="Pages with their words")
@reads_document("see", seen_as="page")
def pages(request: Call, document_id: PathId) -> Any:
    """None for a document that came as data alone."""
    row = _document(request)
    strip = strip_of(row, request.visit.actor)
    return Pages(
        pages=[
            PageShape(
                number=one.number,
                width_pt=one.width_pt,
                height_pt=one.height_pt,
                words=[WordShape(text=word.text, x0=word.x0, y0=word.y0, x1=word.x1, y1=word.y1) for word in one.words],
            )
            for one in desk.pages_of(row)
        ],
        left_out=[LooseShape(original=one.original_id, number=one.number, why=one.left_out) for one in strip.loose],
        last=LastShape(kind=strip.last.kind, documents=sorted(strip.last.document_ids)) if strip.last else None,
    )


@ROUTER.get(f"{ONE}/pages/{{page}}/picture", summary="The picture of a page", openapi_extra=file_of(WEBP))
@reads_document("see", seen_as="page")
def picture(request: Call, document_id: PathId, page: PathId) -> Any:
    """As WebP; pages are counted from 1."""
    row = _document(request)
    if not desk.has_pages(row):
        raise Http404
    try:
        return FileAnswer(desk.drawn(row, page), WEBP, f"document-{row.id}-{page}.webp")
    except reading.Refused as error:
        raise Http404(error.key) from error


@ROUTER.get(f"{ONE}/sheet", response=SheetShape, summary="The data as a sheet")
@reads_document("see", seen_as="printable")
def sheet(request: Call, document_id: PathId) -> Any:
    """What the file itself says, before anybody changed a value; 404 where there is no data in it."""
    row = _document(request)
    with _in_reach(row):
        found = desk.paper(row) if row.stored_as else None
    if found is None:
        raise Http404
    return sheet_shape(found)


def read_anew(request: Call, **_: object) -> tuple[Door, list[tuple[int, Arrival]]]:
    """What can be read in the document's file by now."""
    visit, row = request.visit, _document(request)
    if not visit.may(READ_AGAIN, row.client_id):
        raise PermissionDenied(READ_AGAIN)
    door = door_for(visit.person_id, [row.client_id], [row.client_id])
    return door, sorted_by_client(unread(door, row.client_id, {row.id}), door)


@ROUTER.post(f"{ONE}/read-again", response=OutcomesShape, summary="Read once more")
@writes_document("see", before=read_anew)
def again(request: Call, document_id: PathId) -> Any:
    """A document that was refused because nobody could read it, or a scan at which people work, which workers read once more; no outcome
    where it is none of those."""
    door, batch = request.prepared
    outcomes = [as_refused(one) for one in carry(batch, door)]
    row = _document(request)
    if not outcomes and row.state == "waiting" and cases.read_pages_again(row.id, request.visit.actor):
        outcomes = [cases.Outcome(document_id=row.id, name=row.file_name, sha256=row.sha256 or "", type=row.type, outcome="reading")]
    return shown_outcomes(outcomes)


def sheet_shape(paper: Paper) -> SheetShape:
    """The parts of the sheet from its head to its foot; lines and rows of the VAT breakdown are parts of their own."""
    lines = [
        Part(
            id="BG-25",
            label=line.number.text if line.number else "",
            cells=(*_filled(line.number, line.name, line.quantity, line.unit, line.price, line.rate, line.net), *line.more),
        )
        for line in paper.lines
    ]
    taxes = [Part(id="BG-23", label="", cells=row) for row in paper.taxes]
    plain = [Part(id="", label="", cells=paper.facts), *lines, *taxes, Part(id="BG-22", label="", cells=paper.totals)]
    parts = [paper.seller, paper.buyer, *plain, paper.payment, *paper.further]
    return SheetShape(
        title=paper.title,
        number=paper.number,
        currency=paper.currency,
        syntax=paper.syntax,
        parts=[_part(one) for one in parts if one.cells],
    )


def _filled(*cells: Cell | None) -> tuple[Cell, ...]:
    return tuple(one for one in cells if one is not None)


def _part(part: Part) -> PartShape:
    cells = [CellShape(id=one.id, label=one.label, text=one.text, path=one.path) for one in part.cells]
    return PartShape(id=part.id, label=part.label, cells=cells)


@contextmanager
def _in_reach(row: DocumentRow) -> Iterator[None]:
    """Whoever runs the house has to look where the file of a document is not what and where it must be; an erased one is gone."""
    try:
        yield
    except (documents.Erased, reading.Unavailable):
        raise
    except OSError as error:
        LOG.exception("document=%d outcome=original_out_of_reach", row.id)
        raise Problem(503, "original_out_of_reach") from error


def _document(request: Call) -> DocumentRow:
    row = request.visit.document
    if row is None:
        raise Http404
    return row
