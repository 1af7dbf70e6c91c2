"""Somebody stands in for somebody else for some days."""

from kantor.departments.office.two_people import process
from kantor.words import Field, Kind
from kantor.words.filled import filled

KEY = "office.substitute"
FIELDS = (
    Field(key="email", required=True, column="party_name"),
    Field(key="deputy", required=True, column="number"),
    Field(key="from_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="until_on", kind=Kind.DATE, required=True, column="due_on"),
)
PROCESS = process(KEY)
RULES = (filled(KEY, FIELDS),)
