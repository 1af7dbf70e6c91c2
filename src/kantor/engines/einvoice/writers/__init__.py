"""Writes invoices in each of the syntaxes we read: those that leave the house, the demo inbox, and tests with invoices of their own."""

from kantor.engines.einvoice.writers.draft import (
    Account,
    Address,
    Advance,
    Contact,
    Draft,
    DraftLine,
    Party,
    Reference,
    Vat,
    VatPart,
)
from kantor.engines.einvoice.writers.files import FILED, InvoiceFile, files_of, main_file
from kantor.engines.einvoice.writers.formats import FORMATS, data_of, page_of
from kantor.engines.einvoice.writers.keeping import from_json, to_json
from kantor.engines.einvoice.writers.mailboxes import by_email, by_vat_id

__all__ = [
    "FILED",
    "FORMATS",
    "Account",
    "Address",
    "Advance",
    "Contact",
    "Draft",
    "DraftLine",
    "InvoiceFile",
    "Party",
    "Reference",
    "Vat",
    "VatPart",
    "by_email",
    "by_vat_id",
    "data_of",
    "files_of",
    "from_json",
    "main_file",
    "page_of",
    "to_json",
]
