"""The formats that a customer may want: for each the file that is sent, and the page for people."""

from collections.abc import Callable

from kantor.engines.einvoice.writers import cii, coretax, fa3, pdf, specifications, ubl
from kantor.engines.einvoice.writers.draft import Draft

XML: dict[str, Callable[[Draft], bytes]] = {
    "xrechnung_ubl": lambda draft: ubl.write(draft, specifications.XRECHNUNG),
    "xrechnung_cii": lambda draft: cii.write(draft, specifications.XRECHNUNG),
    "factur_x": lambda draft: cii.write(draft, specifications.EN16931),
    "peppol": lambda draft: ubl.write(draft, specifications.PEPPOL),
    "ksef": fa3.write,
    "coretax": lambda draft: coretax.write([draft]),
}
PAPER = "paper"
FORMATS = (*XML, PAPER)
IN_THE_PAGE = "factur_x"
"""The format whose data travel inside the page."""


def data_of(draft: Draft, wanted: str) -> bytes | None:
    """The XML; None for paper. Raises ValueError where the format cannot say what is drafted."""
    write = XML.get(wanted)
    return write(draft) if write else None


def page_of(draft: Draft, wanted: str, language: str) -> bytes:
    """The page as PDF/A, for Factur-X with the data in it."""
    return pdf.write(draft, language=language) if wanted == IN_THE_PAGE else pdf.page(draft, language=language)
