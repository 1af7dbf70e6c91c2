"""The original beside the form: its pages as pictures with their words, its data as a readable page, and the bytes as they came."""

import json
import logging
from collections.abc import Callable, Sequence
from functools import wraps
from typing import NamedTuple
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from kantor.desk.gate import document_gate
from kantor.desk.pages import Paper, paper_of
from kantor.desk.visit import Visit
from kantor.engines import einvoice, reading
from kantor.engines.statements import decoded
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.spine.documents import DocumentRow
from kantor.words import NOBODY, PAGES, Page, Reading
from kantor.words.field import row_id

LOG = logging.getLogger("kantor.desk")
GONE, OUT_OF_REACH = 410, 503
KEPT_S = 24 * 60 * 60
"""How long a browser keeps a page picture: originals never change."""
MOST_PAGES = documents.MOST_PAGES
PAGED = reading.OFFICE | {"application/pdf"}
MOST_TEXT = 200_000
"""Characters of a text file that are shown; the whole file can be downloaded."""
SMALL_DPI = 36


class Sheet(NamedTuple):
    """A page to show: its number and its size, for the space it takes before its picture is there.

    mark: which sheet of paper it is and how it is turned, so that a browser asks anew for a picture when another page takes this place.
    """

    number: int
    width: float
    height: float
    mark: str = ""
    is_scan: bool = False


def source_of(row: DocumentRow) -> DocumentRow:
    """The document whose pages are shown: itself or, of one without a file, the letter that it goes back to where that is seen here."""
    key = documents.type_of(row.type).origin if row.id and row.type and not row.stored_as else ""
    found = documents.newest([row.id]) if key else []
    origin = row_id(found[0].reading.text(key)) if found else None
    return (documents.document(origin) if origin else None) or row


def has_pages(row: DocumentRow) -> bool:
    return row.media_type in PAGED or row.media_type.startswith("image/")


def has_data(row: DocumentRow, read: Reading) -> bool:
    is_data = read.reader not in (NOBODY, "person", "follow_up") and not read.reader.startswith(PAGES)
    return bool(row.stored_as) and is_data and not row.media_type.startswith("image/") and row.media_type not in reading.OFFICE


def sheets(row: DocumentRow) -> Sequence[Sheet]:
    """The pages of the document; none where it has none or they cannot be drawn."""
    own = {leaf.place: f"{leaf.original_id}-{leaf.number}-{leaf.turned}" for leaf in documents.own_leaves(row) or ()}
    return [
        Sheet(page.number, page.width_pt, page.height_pt, own.get(page.number, "") + _mark(page), is_scan(page)) for page in pages_of(row)
    ]


def is_scan(page: Page) -> bool:
    """Whether its words were recognised, or are still to be."""
    return page.is_recognised or not page.read_by


def _mark(page: Page) -> str:
    """What changes with the picture of a scan when it is read once more."""
    return f"~{page.turned}~{page.skew}" if is_scan(page) else ""


def pages_of(row: DocumentRow) -> Sequence[Page]:
    """The pages of the document with their words, those of a scan as they were recognised; none where it has none or cannot be drawn."""
    if not has_pages(row):
        return ()
    try:
        return documents.own_pages(row, most=MOST_PAGES)
    except reading.Refused:
        return ()


def drawn(row: DocumentRow, page: int) -> bytes:
    """One page as WebP, a scan upright and straight. Raises Refused."""
    return documents.drawn(row, page)


def paper(row: DocumentRow) -> Paper | None:
    """The invoice data of the original as a page; None where there is no data in it."""
    try:
        invoices = einvoice.read_apart(documents.original(row))
    except einvoice.Unreadable:
        return None
    place = max(row.part - 1, 0)
    return paper_of(invoices[place if place < len(invoices) else 0]) if invoices else None


class Text(NamedTuple):
    """What stands in a text file; is_cut: only its beginning is shown."""

    text: str
    is_cut: bool


def text_of(row: DocumentRow) -> Text | None:
    """A text file as it stands, such as a bank's statement in letters or in XML; None for any other. OSError as `documents.original`."""
    if not row.stored_as or row.media_type not in reading.TEXTS:
        return None
    text, _ = decoded(documents.original(row))
    return Text(text[:MOST_TEXT], len(text) > MOST_TEXT)


def why_not(error: OSError) -> str:
    """The key of the sentence that says why the original cannot be shown: it was erased, or is not where it must be."""
    return "desk.verify.erased" if isinstance(error, documents.Erased) else "desk.verify.out_of_reach"


def said_why(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where the original cannot be read, the page says why instead of failing."""

    @wraps(view)
    def answered(request: HttpRequest, visit: Visit, **kwargs: object) -> HttpResponse:
        try:
            return view(request, visit, **kwargs)
        except OSError as error:
            if not isinstance(error, documents.Erased):
                LOG.exception("document=%d outcome=original_out_of_reach", visit.document.id if visit.document else 0)
            status = GONE if isinstance(error, documents.Erased) else OUT_OF_REACH
            return render(request, "desk/pages/no_original.html", {"why": why_not(error), "row": visit.document}, status=status)

    return answered


@document_gate("see")
@said_why
def picture(request: HttpRequest, visit: Visit, page: int) -> HttpResponse:
    """One page as WebP, or a picture that says why there is none; ?small for the size of a thumb."""
    assert visit.document is not None
    source = source_of(visit.document)
    if not has_pages(source):
        raise Http404
    dpi = SMALL_DPI if "small" in request.GET else reading.SCREEN_DPI
    try:
        return kept(HttpResponse(documents.drawn(source, page, dpi=dpi), content_type="image/webp"))
    except reading.Refused as refused:
        return not_drawn(request, refused)


def not_drawn(request: HttpRequest, refused: reading.Refused) -> HttpResponse:
    """A picture that says so in place of the page: the rest of the screen goes on. 404 where there is no such page."""
    if refused.key == "no_such_page":
        raise Http404(refused.key) from refused
    return render(request, "desk/verify/not_drawn.svg", content_type="image/svg+xml")


@document_gate("see")
@said_why
def words(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The words of all pages as JSON rows: text, page, and the box in parts of the page."""
    assert visit.document is not None
    found = [word for page in pages_of(source_of(visit.document)) for word in page.words]
    rows = [[word.text, word.page, *(round(edge, 5) for edge in (word.x0, word.y0, word.x1, word.y1))] for word in found]
    return kept(HttpResponse(json.dumps(rows, ensure_ascii=False), content_type="application/json"))


@document_gate("see")
@said_why
def download(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The bytes as they came, never shown by the browser as a page of ours."""
    assert visit.document is not None
    row = source_of(visit.document)
    if not row.stored_as:
        raise Http404
    response = HttpResponse(documents.original(row), content_type="application/octet-stream")
    name = row.file_name.replace('"', "").replace("\n", " ").replace("\r", " ") or "original"
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{_quoted(name)}"
    return response


@document_gate("see")
@said_why
def printable(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The data as a page for paper, in the reader's language."""
    assert visit.document is not None
    found = paper(visit.document)
    if found is None:
        raise Http404
    return render(request, "desk/pages/printable.html", {"paper": found, "name": visit.document.file_name, "language": shown.language()})


def kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = f"private, max-age={KEPT_S}, immutable"
    return response


def _quoted(name: str) -> str:
    return quote(name, safe="")
