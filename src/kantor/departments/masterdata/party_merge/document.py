"""A supplier that was taken up twice: which of the two stays, and whose values hold from then on."""

from kantor.words import Field, Kind

KEY = "masterdata.party_merge"
STAYS, GOES = "stays", "goes"

VALUES = ("name", "country", "address", "language", "email", "payment_days")
"""What one of them can have over the other; numbers and bank accounts of both hold anyway."""

FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, required=True, column="party_id"),
    Field(key="party_name", column="party_name"),
    Field(key="merged_id", kind=Kind.PARTY, required=True),
    *(Field(key=key, kind=Kind.CHOICE, choices=(STAYS, GOES), group="values") for key in VALUES),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
)
