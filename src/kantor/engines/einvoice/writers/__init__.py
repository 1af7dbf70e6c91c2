"""Writers: a draft of an invoice becomes a file of any syntax we read, for the demo inbox and for tests with invoices of their own."""

from kantor.engines.einvoice.writers.draft import (
    Account,
    Address,
    Contact,
    Draft,
    DraftLine,
    Party,
    Reference,
    Vat,
)

__all__ = ["Account", "Address", "Contact", "Draft", "DraftLine", "Party", "Reference", "Vat"]
