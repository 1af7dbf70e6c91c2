"""Reads untrusted PDFs and scans, each in a process of its own (see `sandbox`). All of this raises Refused.

Keys: `pdf_encrypted`, `pdf_broken`, `image_broken`, `no_pages`, `no_such_page`, `reading_too_long`, `reading_too_large`, `reading_failed`.
"""

from kantor.engines.reading import recognise, sandbox
from kantor.engines.reading.paged import as_page
from kantor.engines.reading.refusal import Refused
from kantor.engines.reading.sheet import EmbeddedFile, Page

MAX_PAGES = 300
SCREEN_DPI = 150


def embedded_files(data: bytes) -> list[EmbeddedFile]:
    """The files embedded in the PDF, in its order; empty ones are left out."""
    return [EmbeddedFile(*file) for file in sandbox.run("kantor.engines.reading.pdf_files.embedded_files", data)]


def pages(data: bytes, *, most: int = MAX_PAGES) -> list[Page]:
    """The first `most` pages of a PDF or a picture, with their words; a scanned page has none."""
    answer = sandbox.run(f"kantor.engines.reading.{_readers(data)[0]}.pages", data, most=most)
    return [as_page(page) for page in answer]


def picture(data: bytes, *, page: int, dpi: int = SCREEN_DPI) -> bytes:
    """Page `page` (from 1) of a PDF or a picture as WebP; a page of poster size is drawn at fewer dots."""
    drawn: bytes = sandbox.run(f"kantor.engines.reading.{_readers(data)[1]}.picture", data, page=page, dpi=dpi)
    return drawn


def _readers(data: bytes) -> tuple[str, str]:
    """The modules that find the words of such a document and draw it."""
    kind = recognise.media_type(data)
    if kind == recognise.PDF:
        return "pdf_words", "pdf_drawing"
    if kind in recognise.PICTURES:
        return "image_drawing", "image_drawing"
    raise Refused("no_pages", media_type=kind)
