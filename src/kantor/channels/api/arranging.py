"""What is done with the pages of documents: cut off, joined, moved, turned, left out, taken in again - and undone."""

from typing import Annotated, Any, Literal

from ninja import Router, Schema
from pydantic import Field as Given

from kantor.channels.api.gates import Call, writes_document
from kantor.channels.api.shapes import Id, PathId
from kantor.channels.api.showing import DocumentShape, again
from kantor.spine import cases

ROUTER = Router(tags=["deciding"])
ONE = "/documents/{document_id}"
Place = Annotated[int, Given(ge=1, le=300)]


class Sheet(Schema):
    """A page of an original, as `left_out` of the document's pages names it."""

    original: Id
    number: Place


class Arrangement(Schema):
    """What is done with which pages.

    places: of the document's pages, from 1; by: degrees clockwise, for `turn`; to: behind which place, 0 for the front, for `move`; other:
    the document whose pages go behind this one's, for `join`; sheet: for `take_in`.
    """

    kind: Literal["turn", "move", "cut", "join", "leave_out", "take_in"]
    places: list[Place] = Given(default=[], max_length=300)
    by: Literal[90, 180, 270] = 90
    to: Annotated[int, Given(ge=0, le=300)] = 0
    other: Id | None = None
    sheet: Sheet | None = None


@ROUTER.post(f"{ONE}/arrange-pages", response=DocumentShape, summary="Arrange pages")
@writes_document()
def arrange(request: Call, document_id: PathId, body: Arrangement) -> Any:
    """Each document that is touched is read anew; what people typed stays. The documents that came of it or ended by it stand in `last` of
    its pages."""
    sheet = (body.sheet.original, body.sheet.number) if body.sheet else (0, 0)
    row = request.visit.document
    order = cases.Order(body.kind, tuple(body.places), body.by, body.to, body.other or 0, sheet)
    cases.arrange(document_id, order, request.visit.actor, seen=row.reading_version if row else None)
    return again(request)


@ROUTER.post(f"{ONE}/undo-pages", response=DocumentShape, summary="Undo the last arranging of pages")
@writes_document()
def undo(request: Call, document_id: PathId) -> Any:
    """While nothing has taken effect and nobody has arranged the same pages again."""
    cases.undo_arranging(document_id, request.visit.actor)
    return again(request)
