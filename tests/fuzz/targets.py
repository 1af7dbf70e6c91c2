"""The readers that fuzzing tries, each with the exceptions it may raise and files to begin with."""

from collections.abc import Callable

from tests.engines.einvoice.drafts import GERMAN, INDONESIAN, POLISH
from tests.engines.reading import samples

from kantor.departments.payables.supplier_invoice import reading
from kantor.engines.einvoice.writers import cii, coretax, fa3, ubl
from kantor.engines.reading import delivery, mail, pdf_files, recognise
from kantor.engines.reading.parts import Bounds
from kantor.engines.reading.refusal import Refused
from kantor.words import ReadFile, Unreadable

DECLARED = (Refused, Unreadable)
_BOUNDS = Bounds(parts=50, total_bytes=4 << 20)


def invoice(data: bytes) -> None:
    """Reading and all official rules."""
    reading.read(ReadFile(data=data, media_type=recognise.XML, name=""))


def archive(data: bytes) -> None:
    delivery.unfold(data, name="a.zip", bounds=_BOUNDS)


def message(data: bytes) -> None:
    mail.open_mail(data)


def pdf(data: bytes) -> None:
    pdf_files.embedded_files(data)


def _xml() -> list[bytes]:
    return [ubl.write(GERMAN), cii.write(GERMAN), fa3.write(POLISH), coretax.write([INDONESIAN])]


TARGETS: dict[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]]]] = {
    "ubl": (invoice, lambda: _xml()[:1]),
    "cii": (invoice, lambda: _xml()[1:2]),
    "fa3": (invoice, lambda: _xml()[2:3]),
    "coretax": (invoice, lambda: _xml()[3:]),
    "pdf": (pdf, lambda: [samples.ENCRYPTED_PDF]),
    "zip": (archive, lambda: [samples.archive({"a.xml": b"<a/>"})]),
    "mail": (message, lambda: [samples.mail(("a.xml", b"<a/>", "application/xml"))]),
}
