"""A new customer: its fields, as a clerk types them or an import brings them."""

from kantor.departments.masterdata.particulars import PARTICULARS
from kantor.words import Field, Kind

KEY = "masterdata.customer"
EINVOICES = ("xrechnung_ubl", "xrechnung_cii", "factur_x", "peppol", "ksef", "coretax", "paper")
"""In which format the customer wants its invoices; `paper` is a readable page alone, by mail or post."""

FIELDS = (
    Field(key="name", required=True, column="party_name"),
    Field(key="number", column="number"),
    *PARTICULARS,
    Field(key="discount_days", kind=Kind.NUMBER, group="payment"),
    Field(key="discount_percent", kind=Kind.PERCENT, group="payment"),
    Field(key="einvoice", kind=Kind.CHOICE, group="invoices", choices=EINVOICES),
    Field(key="buyer_reference", group="invoices"),
    Field(key="credit_limit", kind=Kind.AMOUNT, group="invoices"),
    Field(key="from_on", kind=Kind.DATE, column="document_on"),
)
TERMS = ("einvoice", "buyer_reference", "credit_limit", "discount_days", "discount_percent")
"""The fields that are kept as what is agreed with the customer."""
