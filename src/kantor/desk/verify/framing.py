"""The rows of a table that a person framed on the page, as values with their places; nothing is written until the form is saved."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from kantor.desk.gate import STEP, document_gate
from kantor.desk.sentences import refusal
from kantor.desk.verify.changes import declared, place_of
from kantor.desk.verify.form import PRICE_PLACES
from kantor.desk.verify.original import pages_of, said_why
from kantor.desk.verify.typed import shown_text
from kantor.desk.visit import Visit
from kantor.engines import reading
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.spine.documents import DocumentRow
from kantor.words import Page, Refusal, Value, lies_in

TABLE = "lines"

Box = tuple[float, float, float, float]
Row = Mapping[str, Value]


class Frame(NamedTuple):
    """A part of a page, counted from 1; its box in parts of the page as it is shown."""

    page: int
    box: Box


def framed_rows(row: DocumentRow, frame: Frame) -> Sequence[Row]:
    """Column -> value with its place, row by row down the page. Raises Refusal where no table stands in the frame."""
    by = documents.type_of(row.type).read_framed
    page = next((one for one in pages_of(row) if one.number == frame.page), None)
    if by is None or page is None:
        raise Refusal("desk.table.no_page", evidence={"page": str(frame.page)})
    cut = within(page, frame.box)
    if not cut.words:
        raise Refusal("desk.table.no_words")
    told = reading.read_pages(by, [cut])
    if isinstance(told, reading.Refused):
        raise Refusal(f"reading.{told.key}", evidence=told.evidence)
    rows = [one for found in told for one in found.rows(TABLE)]
    if not rows:
        raise Refusal("desk.table.no_rows")
    return rows


def within(page: Page, box: Box) -> Page:
    """The page with those of its words whose middle lies in the box."""
    return page._replace(words=[word for word in page.words if lies_in(word, box)], codes=())


@require_POST
@document_gate(STEP)
@said_why
def read_table(request: HttpRequest, visit: Visit) -> HttpResponse:
    """frame=`page x0 y0 x1 y1`: the rows as JSON, each cell with the text as the form shows it and the place it was read from; `said` tells
    how many they are, or why there are none."""
    row = visit.document
    assert row is not None
    place = place_of(request.POST.get("frame", ""))
    try:
        if place is None or place.box is None:
            raise Refusal("desk.table.no_page", evidence={"page": ""})
        rows = framed_rows(row, Frame(place.page, place.box))
    except Refusal as error:
        return JsonResponse({"rows": [], "said": refusal(error.key, error.evidence)})
    (current,) = documents.newest([row.id])
    currency = current.reading.text("currency")
    type = documents.type_of(row.type)

    def cell(key: str, value: Value) -> dict[str, str]:
        column = declared(type, current.reading, f"{TABLE}.0.{key}")
        text = shown_text(column.kind, value.text, currency, places=PRICE_PLACES if "price" in key else 0) if column else value.text
        box = " ".join(f"{edge:.5f}" for edge in value.source.box or ())
        return {"text": text, "from": f"{value.source.page} {box}" if box else ""}

    told = [{key: cell(key, value) for key, value in one.items()} for one in rows]
    return JsonResponse({"rows": told, "said": shown.sentence("desk.table.read", count=len(told))})
