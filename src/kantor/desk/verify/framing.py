"""The rows of a table that a person framed on one page or several, as values with their places; nothing is written until the form is
saved."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from kantor.desk.gate import STEP, document_gate
from kantor.desk.sentences import refusal
from kantor.desk.verify.changes import declared, place_of
from kantor.desk.verify.form import PRICE_PLACES
from kantor.desk.verify.original import MOST_PAGES, pages_of, said_why
from kantor.desk.verify.typed import shown_text
from kantor.desk.visit import Visit
from kantor.engines import reading
from kantor.engines.reading import ReadPages
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


def framed_rows(row: DocumentRow, frames: Sequence[Frame], *, goes_on: bool = False) -> Sequence[Row]:
    """Column -> value with its place, row by row down the pages. goes_on: take what follows on the pages behind, too, where the table of
    the last frame goes on there. Raises Refusal where no table stands in the frames."""
    by = documents.type_of(row.type).read_framed
    pages = {page.number: page for page in pages_of(row)}
    missing = next((frame.page for frame in frames if frame.page not in pages), None)
    if by is None or missing is not None or not frames:
        raise Refusal("desk.table.no_page", evidence={"page": str(missing or "")})
    cuts = [within(pages[frame.page], frame.box) for frame in frames]
    if not any(cut.words for cut in cuts):
        raise Refusal("desk.table.no_words")
    rows = _rows(by, cuts)
    behind = [page for number, page in pages.items() if number > frames[-1].page] if goes_on else []
    if behind:
        longer = _rows(by, [*cuts, *behind])
        rows = longer if _texts(longer[: len(rows)]) == _texts(rows) else rows
    if not rows:
        raise Refusal("desk.table.no_rows")
    return rows


def _rows(by: ReadPages, pages: Sequence[Page]) -> Sequence[Row]:
    told = reading.read_pages(by, pages)
    if isinstance(told, reading.Refused):
        raise Refusal(f"reading.{told.key}", evidence=told.evidence)
    return [one for found in told for one in found.rows(TABLE)]


def _texts(rows: Sequence[Row]) -> list[dict[str, str]]:
    return [{key: value.text for key, value in row.items()} for row in rows]


def within(page: Page, box: Box) -> Page:
    """The page with those of its words whose middle lies in the box."""
    return page._replace(words=[word for word in page.words if lies_in(word, box)], codes=())


@require_POST
@document_gate(STEP)
@said_why
def read_table(request: HttpRequest, visit: Visit) -> HttpResponse:
    """frame=`page x0 y0 x1 y1`, once for each page, on=1: as far as the table goes on behind them. Answers the rows as JSON, each cell with
    the text as the form shows it and the place it was read from; `said` tells how many they are, or why there are none."""
    row = visit.document
    assert row is not None
    places = [place_of(text) for text in request.POST.getlist("frame")[:MOST_PAGES]]
    frames = [Frame(place.page, place.box) for place in places if place is not None and place.box is not None]
    try:
        if len(frames) < len(places):
            raise Refusal("desk.table.no_page", evidence={"page": ""})
        rows = framed_rows(row, frames, goes_on=request.POST.get("on") == "1")
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
