"""What is kept of a supplier or customer beside its name and its accounts: typed for a new one, and changed later."""

from kantor.words import Field, Kind

PARTICULARS = (
    Field(key="country", kind=Kind.COUNTRY, required=True),
    Field(key="vat_id", kind=Kind.VAT_ID),
    Field(key="tax_number"),
    Field(key="language", kind=Kind.CHOICE, choices=("en", "de", "pl", "id")),
    Field(key="street", group="address"),
    Field(key="postcode", group="address"),
    Field(key="town", group="address"),
    Field(key="email", group="address"),
    Field(key="payment_days", kind=Kind.NUMBER, group="payment"),
)
