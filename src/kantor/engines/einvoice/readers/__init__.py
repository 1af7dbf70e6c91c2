"""Readers: one module for each syntax, chosen by the namespace of the root element."""

from importlib import import_module
from typing import cast

from lxml import etree

from kantor.engines.einvoice.model import Invoice
from kantor.engines.einvoice.readers import coretax
from kantor.engines.einvoice.readers.everywhere import note_facts
from kantor.engines.einvoice.readers.xml import Unreadable, local_name, namespace, parse

# Namespace of the root element -> module of this package whose `read_root(root) -> Invoice` understands it.
SYNTAXES: dict[str, str] = {
    "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2": "ubl",
    "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2": "ubl",
    "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100": "cii",
    "urn:ferd:CrossIndustryDocument:invoice:1p0": "cii_zugferd1",
    "http://crd.gov.pl/wzor/2025/06/25/13775/": "fa3",
    "http://crd.gov.pl/wzor/2023/06/29/12648/": "fa3",
}
# Files that are known by the name of their root element alone: it has no namespace, or lost it.
NAMES = {"Faktura": "fa3", "TaxInvoiceBulk": "coretax", "BpuBulk": "coretax"}
PDF = b"%PDF-"


def read(data: bytes) -> Invoice:
    """The invoice in `data`: XML of a known syntax, or a PDF that carries such XML (Factur-X, ZUGFeRD). Raises Unreadable.

    A file that holds several (Coretax) gives its first; `read_all` gives them all.
    """
    return read_root(_root(data))


def read_all(data: bytes) -> list[Invoice]:
    """Every invoice in `data`; several only where the syntax bundles them (TaxInvoiceBulk of Coretax). Raises Unreadable."""
    root = _root(data)
    if _module(root) != "coretax":
        return [read_root(root)]
    invoices = coretax.read_each(root)
    for invoice in invoices:
        note_facts(root, invoice)
    return invoices


def read_root(root: etree._Element) -> Invoice:
    """The invoice below an element that is already parsed. Raises Unreadable for a syntax nobody reads here."""
    module = _module(root)
    invoice = cast(Invoice, import_module(f"kantor.engines.einvoice.readers.{module}").read_root(root))
    note_facts(root, invoice)
    return invoice


def _root(data: bytes) -> etree._Element:
    if PDF in data[:1024]:
        data = import_module("kantor.engines.einvoice.readers.pdf").embedded_xml(data)
    return parse(data)


def _module(root: etree._Element) -> str:
    """The module of this package that reads the syntax. Raises Unreadable where there is none."""
    module = SYNTAXES.get(namespace(root)) or (None if namespace(root) else NAMES.get(local_name(root)))
    if module is None:
        raise Unreadable("unknown_syntax", root=local_name(root), namespace=namespace(root))
    return module
