"""A new supplier: its fields, as a clerk types them or an import brings them."""

from kantor.words import Field, Kind

KEY = "masterdata.supplier"

FIELDS = (
    Field(key="name", required=True, column="party_name"),
    Field(key="number", column="number"),
    Field(key="country", kind=Kind.COUNTRY, required=True),
    Field(key="vat_id", kind=Kind.VAT_ID),
    Field(key="tax_number"),
    Field(key="language", kind=Kind.CHOICE, choices=("en", "de", "pl", "id")),
    Field(key="street", group="address"),
    Field(key="postcode", group="address"),
    Field(key="town", group="address"),
    Field(key="email", group="address"),
    Field(key="payment_days", kind=Kind.NUMBER, group="payment"),
    Field(key="iban", kind=Kind.IBAN, group="payment"),
    Field(key="bic", group="payment"),
    Field(key="from_on", kind=Kind.DATE, column="document_on"),
)
