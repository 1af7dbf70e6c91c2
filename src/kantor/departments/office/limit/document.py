"""Up to which amount a role decides alone on a document type."""

from kantor.departments.office.two_people import process
from kantor.words import Field, Kind
from kantor.words.filled import filled

KEY = "office.limit"
FIELDS = (
    Field(key="role", required=True, column="party_name"),
    Field(key="type", required=True, column="number"),
    Field(key="amount", kind=Kind.AMOUNT, required=True),
    Field(key="from_on", kind=Kind.DATE, required=True, column="document_on"),
)
PROCESS = process(KEY)
RULES = (filled(KEY, FIELDS),)
