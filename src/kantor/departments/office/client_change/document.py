"""A client's name, address, VAT id or own bank account changes."""

from kantor.departments.office.required import filled
from kantor.departments.office.two_people import process
from kantor.words import Field, Kind

KEY = "office.client_change"
FIELDS = (
    Field(key="name", column="party_name"),
    Field(key="language", kind=Kind.CHOICE, choices=("en", "de", "pl", "id")),
    Field(key="vat_id", kind=Kind.VAT_ID),
    Field(key="tax_number"),
    Field(key="region"),
    Field(key="own_iban", kind=Kind.IBAN),
    Field(key="own_bic"),
)
PROCESS = process(KEY)
RULES = (filled(FIELDS),)
