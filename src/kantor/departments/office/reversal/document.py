"""The counter-document: undoes the effect of another document, as it was recorded, when two people have decided."""

from kantor.departments.office.required import filled
from kantor.departments.office.two_people import process
from kantor.words import Field, Kind

KEY = "office.reversal"
FIELDS = (
    Field(key="document", kind=Kind.NUMBER, required=True, column="number"),
    Field(key="booked_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
)
PROCESS = process(KEY)
RULES = (filled(FIELDS),)
