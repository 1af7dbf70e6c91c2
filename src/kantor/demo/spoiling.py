"""Spoils files on purpose: what a house must recognise, refuse, or put before a person."""

import io

import typst
from pypdfium2 import PdfDocument

from kantor.demo.papers.degrading import scans
from kantor.engines.einvoice.writers import Draft

PLAIN_PAGE = """
#set document(date: none)
#set page(width: 148mm, height: 210mm, margin: 14mm)
#set text(size: 10pt)
= #sys.inputs.title
#sys.inputs.seller

#sys.inputs.lines.split("|").map(line => [#line]).join(linebreak())

*#sys.inputs.total*

#sys.inputs.iban
"""


def truncated(data: bytes) -> bytes:
    """A transfer that broke off."""
    return data[: len(data) * 3 // 5]


def with_doctype(data: bytes) -> bytes:
    """An XML file that wants a file of this machine read into it."""
    head, end, rest = data.partition(b"?>")
    return head + end + b'\n<!DOCTYPE Invoice [<!ENTITY secret SYSTEM "file:///etc/passwd">]>' + rest


def with_other_text(data: bytes, before: str, after: str) -> bytes:
    """The file with one text in it replaced; ValueError where it does not stand there."""
    if before.encode() not in data:
        raise ValueError(f"the file does not say {before}")
    return data.replace(before.encode(), after.encode())


def with_wrong_total(data: bytes, invoice: Draft) -> bytes:
    """The gross amount is one that net and VAT do not add up to."""
    return with_other_text(data, f">{invoice.gross}<", f">{invoice.gross + 100}<")


def printed(data: bytes) -> bytes:
    """The pages of a Factur-X invoice alone, as if somebody had printed it into a new PDF."""
    whole, pages = PdfDocument(data), PdfDocument.new()
    pages.import_pages(whole)
    kept = io.BytesIO()
    pages.save(kept)
    return kept.getvalue()


def plain_pdf(invoice: Draft, title: str) -> bytes:
    """A PDF that people can read and machines cannot: a page without data in it."""
    lines = [f"{line.name}: {line.quantity} x {line.price} = {line.net}" for line in invoice.lines]
    inputs = {
        "title": f"{title} {invoice.number}",
        "seller": f"{invoice.seller.name}, {invoice.seller.address.town}; {invoice.issued_on.isoformat()}; {invoice.seller.vat_id}",
        "lines": "|".join(lines),
        "total": f"{invoice.net} + {invoice.tax} = {invoice.gross} {invoice.currency}",
        "iban": invoice.account.iban if invoice.account else "",
    }
    made = typst.compile(PLAIN_PAGE.encode(), format="pdf", sys_inputs=inputs, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


def photo(invoice: Draft, title: str) -> bytes:
    """A picture of a bill, as a telephone sends it: askew, grey, with grain, pressed as JPEG."""
    (picture,) = scans(plain_pdf(invoice, title), seed=2)
    return picture
