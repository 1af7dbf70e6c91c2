"""Readers: one module for each syntax, chosen by the namespace of the root element."""

from collections.abc import Callable
from decimal import localcontext

from lxml import etree

from kantor.engines.einvoice.codes import codes
from kantor.engines.einvoice.model import EXACT, Invoice
from kantor.engines.einvoice.readers import cii, cii_zugferd1, coretax, fa3, fa3_structure, ubl
from kantor.engines.einvoice.readers.everywhere import note_facts
from kantor.engines.einvoice.readers.xml import Unreadable, local_name, namespace, parse

Reader = Callable[[etree._Element], Invoice]

# Namespace of the root element -> who reads it.
SYNTAXES: dict[str, Reader] = {
    "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2": ubl.read_root,
    "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2": ubl.read_root,
    "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100": cii.read_root,
    "urn:ferd:CrossIndustryDocument:invoice:1p0": cii_zugferd1.read_root,
    "http://crd.gov.pl/wzor/2025/06/25/13775/": fa3.read_root,
    "http://crd.gov.pl/wzor/2023/06/29/12648/": fa3.read_root,
}
# Files that are known by the name of their root element alone: it has no namespace, lost it, or misspells that of FA(3).
POLISH_FORMS = "crd.gov.pl"
NAMES: dict[str, Reader] = {"Faktura": fa3.read_root, "TaxInvoiceBulk": coretax.read_root, "BpuBulk": coretax.read_root}
PDF = b"%PDF-"


def read(data: bytes) -> Invoice:
    """The invoice in `data`: XML of a known syntax, or a PDF that carries such XML (Factur-X, ZUGFeRD). Raises Unreadable.

    A file that holds several (Coretax) gives its first; `read_all` gives them all.
    """
    return read_root(_root(data))


def read_all(data: bytes) -> list[Invoice]:
    """Every invoice in `data`; several only where the syntax bundles them (TaxInvoiceBulk of Coretax). Raises Unreadable."""
    root = _root(data)
    if _reader(root) is not coretax.read_root:
        return [read_root(root)]
    with localcontext(EXACT):
        invoices = coretax.read_each(root)
    for invoice in invoices:
        note_facts(root, invoice)
    return invoices


def read_root(root: etree._Element) -> Invoice:
    """The invoice below an element that is already parsed. Raises Unreadable for a syntax nobody reads here."""
    with localcontext(EXACT):
        invoice = _reader(root)(root)
    note_facts(root, invoice)
    return invoice


def prepare() -> None:
    """Load what reading and judging would load from disk with the first invoice that needs it; in the sandbox that is too late."""
    import stdnum.be.iban
    import stdnum.es.iban
    import stdnum.me.iban
    import stdnum.no.iban  # noqa: F401

    import kantor.engines.einvoice.readers.pdf  # noqa: F401

    fa3_structure.load()
    codes("BR-CL-01", "Invoice")


def _root(data: bytes) -> etree._Element:
    if PDF in data[:1024] and not data[:1024].lstrip().startswith(b"<"):
        from kantor.engines.einvoice.readers.pdf import embedded_xml  # brings the sandbox along, which few files need

        data = embedded_xml(data)
    return parse(data)


def _reader(root: etree._Element) -> Reader:
    """Who reads this syntax. Raises Unreadable where nobody does."""
    reader = SYNTAXES.get(namespace(root))
    if reader is None and (not namespace(root) or POLISH_FORMS in namespace(root)):
        reader = NAMES.get(local_name(root))
    if reader is None:
        raise Unreadable("unknown_syntax", root=local_name(root), namespace=namespace(root) or "–")
    return reader
