"""What changes of a supplier; its bank account is a document of its own."""

from kantor.departments.masterdata.particulars import PARTICULARS
from kantor.words import Field, Kind

KEY = "masterdata.supplier_change"

FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, required=True, column="party_id"),
    Field(key="name", required=True, column="party_name"),
    *PARTICULARS,
    Field(key="reason", kind=Kind.LONG_TEXT),
)
COLUMNS = ("name", "country", "language", "email", "payment_days")
ADDRESS = ("street", "postcode", "town")
NUMBERS = ("vat_id", "tax_number")
STATED = (*COLUMNS, *ADDRESS, *NUMBERS)
"""The fields that say something about the supplier."""
