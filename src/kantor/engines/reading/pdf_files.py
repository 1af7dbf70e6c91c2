"""Opens a PDF and takes out the files embedded in it.

This parses what strangers sent: `paper.embedded_files` runs it in the sandbox.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from kantor.engines.reading import harmful
from kantor.engines.reading.refusal import Refused
from kantor.engines.reading.sheet import EmbeddedFile

MAX_FILES = 100
MAX_FILE_BYTES = 40 << 20

_REASONS = {pdfium.FPDF_ERR_PASSWORD: "pdf_encrypted", pdfium.FPDF_ERR_SECURITY: "pdf_encrypted"}


@contextmanager
def opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document; raises Refused `pdf_encrypted` where it wants a password, `pdf_broken` where it cannot be parsed."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Refused(_REASONS.get(error.err_code, "pdf_broken"), reason=str(error)) from None
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise Refused("pdf_broken", reason=str(error)) from None
    finally:
        document.close()


def embedded_files(data: bytes) -> list[EmbeddedFile]:
    """The files embedded in the PDF, in its order; empty files are left out. Raises Refused."""
    with opened(data) as document:
        files: list[EmbeddedFile] = []
        room = MAX_FILE_BYTES
        for position in range(min(document.count_attachments(), MAX_FILES)):
            attachment = document.get_attachment(position)
            try:
                content = bytes(attachment.get_data())
            except pypdfium2.PdfiumError:
                continue
            room -= len(content)
            if room < 0:
                raise Refused("reading_too_large", limit=str(MAX_FILE_BYTES))
            if harmful.is_harmful(content):
                raise Refused("harmful", name=harmful.NAME)
            files.append(EmbeddedFile(attachment.get_name(), content))
        return files
