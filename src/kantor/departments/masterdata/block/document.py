"""A supplier is blocked - its invoices stop, nothing is paid to it - or its block is lifted."""

from kantor.words import Field, Kind

KEY = "masterdata.block"

FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, required=True, column="party_id"),
    Field(key="party_name", column="party_name"),
    Field(key="action", kind=Kind.CHOICE, required=True, choices=("block", "lift")),
    Field(key="from_on", kind=Kind.DATE, column="document_on"),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
)
