"""Reads untrusted PDFs, scans and office files, each in a process of its own (see `sandbox`). All of this raises Refused.

Keys: `pdf_encrypted`, `pdf_broken`, `image_broken`, `no_pages`, `no_such_page`, `reading_too_long`, `reading_too_large`, `reading_failed`,
of office files `office_broken`, `office_encrypted`, `office_bomb`, `office_entities`, `office_too_long`, `office_empty`,
`office_only_pictures`, `office_old`, `office_outlook`.
"""

from kantor.engines.reading import recognise, sandbox
from kantor.engines.reading.engine import TESSDATA, has_second
from kantor.engines.reading.nurseries import Limits
from kantor.engines.reading.refusal import Refused
from kantor.engines.reading.sheet import EmbeddedFile, Page
from kantor.words import page_of

MAX_PAGES = 300
SCREEN_DPI = 150
RECOGNISING = Limits(cpu_s=60, wall_s=100.0, memory_bytes=3 << 30)
"""What one page of a scan may cost; a page of A4 takes two to five seconds."""


OCR = "ocr"
"""Processes that have the models in memory, apart from those that read everything else."""


def embedded_files(data: bytes) -> list[EmbeddedFile]:
    """The files embedded in the PDF, in its order; empty ones are left out."""
    return [EmbeddedFile(*file) for file in sandbox.run("kantor.engines.reading.pdf_files.embedded_files", data)]


def pages(data: bytes, *, most: int = MAX_PAGES) -> list[Page]:
    """The first `most` pages of a PDF, a picture or an office file, with their words; a scanned page has none."""
    answer = sandbox.run(f"kantor.engines.reading.{_readers(data)[0]}.pages", data, most=most)
    return [page_of(page) for page in answer]


def carried(data: bytes) -> list[tuple[str, str]]:
    """What an office file carries besides its text: (`macros`, `objects`, `links` or `pictures`, name); nothing of others."""
    return [(str(kind), str(name)) for kind, name in sandbox.run("kantor.engines.reading.office.carried.carried", data)]


def recognised(data: bytes, *, page: int, tessdata: str = "", turned: int | None = None) -> Page:
    """Page `page` (from 1) of a scan, with the words that are recognised on it; takes seconds.

    tessdata: the folder with the languages of a second engine that reads the same lines, '' for one engine; turned: by how many degrees
    clockwise a person says that the page must be turned, None where that is found out.
    """
    _readers(data)
    reader, pool = "kantor.engines.reading.ocr.page.page", _pool(tessdata)
    return page_of(sandbox.run(reader, data, limits=RECOGNISING, pool=pool, number=page, turned=turned))


def second_languages(tessdata: str) -> list[str]:
    """The languages that the second engine has loaded where scans are read with it; none where it does not read."""
    if not has_second(tessdata):
        return []
    told = sandbox.run("kantor.engines.reading.ocr.second.languages", b"", limits=RECOGNISING, pool=_pool(tessdata))
    return [str(language) for language in told]


def _pool(tessdata: str) -> sandbox.Pool:
    return sandbox.Pool(OCR, ((TESSDATA, tessdata),) if has_second(tessdata) else ())


def let_go_of_models() -> None:
    """End the processes that have the models in memory and read nothing now; the next page loads them again, in about a second."""
    sandbox.close(OCR)


def picture(data: bytes, *, page: int, dpi: int = SCREEN_DPI, turned: int = 0, skew: float = 0.0) -> bytes:
    """Page `page` (from 1) of a PDF, a picture or an office file as WebP, turned and straightened as its Page says; one of poster size is
    drawn at fewer dots."""
    drawing = f"kantor.engines.reading.{_readers(data)[1]}.picture"
    drawn: bytes = sandbox.run(drawing, data, page=page, dpi=dpi, turned=turned, skew=skew)
    return drawn


def _readers(data: bytes) -> tuple[str, str]:
    """The modules that find the words of such a document and draw it."""
    kind = recognise.media_type(data)
    if kind == recognise.PDF:
        return "pdf_words", "pdf_drawing"
    if kind in recognise.PICTURES:
        return "image_drawing", "image_drawing"
    if kind in recognise.OFFICE or kind == recognise.ZIP:
        return "office.documents", "office.documents"
    raise Refused("no_pages", media_type=kind)
