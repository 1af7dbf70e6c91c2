"""A bank account of a supplier that shall be paid to: typed, or proposed because an invoice names it."""

from kantor.words import Field, Kind

KEY = "masterdata.bank_account"

FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, required=True, column="party_id"),
    Field(key="party_name", column="party_name"),
    Field(key="iban", kind=Kind.IBAN, required=True, column="number"),
    Field(key="bic"),
    Field(key="replaces", kind=Kind.CHOICE, choices=("no", "yes")),
    Field(key="from_on", kind=Kind.DATE, column="document_on"),
    Field(key="reason"),
)
