"""What changes of a supplier; its bank account is a document of its own."""

from kantor.words import Field, Kind

KEY = "masterdata.supplier_change"

FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, required=True, column="party_id"),
    Field(key="name", required=True, column="party_name"),
    Field(key="country", kind=Kind.COUNTRY, required=True),
    Field(key="vat_id", kind=Kind.VAT_ID),
    Field(key="tax_number"),
    Field(key="language", kind=Kind.CHOICE, choices=("en", "de", "pl", "id")),
    Field(key="street", group="address"),
    Field(key="postcode", group="address"),
    Field(key="town", group="address"),
    Field(key="email", group="address"),
    Field(key="payment_days", kind=Kind.NUMBER, group="payment"),
    Field(key="reason", kind=Kind.LONG_TEXT),
)
COLUMNS = ("name", "country", "language", "email", "payment_days")
ADDRESS = ("street", "postcode", "town")
NUMBERS = ("vat_id", "tax_number")
STATED = (*COLUMNS, *ADDRESS, *NUMBERS)
"""The fields that say something about the supplier."""
