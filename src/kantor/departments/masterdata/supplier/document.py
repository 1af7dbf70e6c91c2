"""A new supplier: its fields, as a clerk types them or an import brings them."""

from kantor.departments.masterdata.particulars import PARTICULARS
from kantor.words import Field, Kind

KEY = "masterdata.supplier"

FIELDS = (
    Field(key="name", required=True, column="party_name"),
    Field(key="number", column="number"),
    *PARTICULARS,
    Field(key="iban", kind=Kind.IBAN, group="payment"),
    Field(key="bic", group="payment"),
    Field(key="from_on", kind=Kind.DATE, column="document_on"),
)
