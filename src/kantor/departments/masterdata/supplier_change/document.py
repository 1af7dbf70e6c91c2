"""What changes of a supplier; its bank account is a document of its own."""

from kantor.departments.masterdata.changing import Changing
from kantor.departments.masterdata.particulars import PARTICULARS
from kantor.words import Field, Kind

KEY = "masterdata.supplier_change"

FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, role="supplier", required=True, column="party_id"),
    Field(key="name", required=True, column="party_name"),
    *PARTICULARS,
    Field(key="reason", kind=Kind.LONG_TEXT),
)
CHANGING = Changing(role="supplier")
