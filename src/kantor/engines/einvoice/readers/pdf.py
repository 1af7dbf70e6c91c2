"""Finds the invoice inside a PDF: Factur-X, ZUGFeRD and XRechnung name the embedded file, other senders just attach UBL or CII."""

from kantor.engines.einvoice.readers import SYNTAXES
from kantor.engines.einvoice.readers.xml import Unreadable, namespace, parse
from kantor.engines.reading import Refused, embedded_files

# In the order of preference; names are compared without regard to case. Order-X (order-x.xml) is an order, no invoice.
NAMES = ("factur-x.xml", "xrechnung.xml", "zugferd-invoice.xml")


def embedded_xml(data: bytes) -> bytes:
    """The XML of the invoice the PDF carries, read in the sandbox.

    Raises Unreadable: `no_invoice_data` where there is none (a person has to read the pages then), `pdf_encrypted`, `pdf_broken`,
    and `reading_too_long`, `reading_too_large`, `reading_failed` where the file overtaxes the sandbox.
    """
    try:
        files = embedded_files(data)
    except Refused as refused:
        raise Unreadable(refused.key, **refused.evidence) from None
    by_name = {file.name.strip().lower(): file.data for file in reversed(files)}
    for name in NAMES:
        if by_name.get(name):
            return by_name[name]
    for file in files:
        if file.name.lower().endswith(".xml") and _is_invoice(file.data):
            return file.data
    raise Unreadable("no_invoice_data", files=", ".join(file.name for file in files))


def _is_invoice(data: bytes) -> bool:
    try:
        stated = namespace(parse(data))
    except Unreadable:
        return False
    return bool(stated) and stated in SYNTAXES
