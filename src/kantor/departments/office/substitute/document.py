"""Somebody stands in for somebody else for some days."""

from kantor.departments.office.required import filled
from kantor.departments.office.two_people import process
from kantor.words import Field, Kind

KEY = "office.substitute"
FIELDS = (
    Field(key="email", required=True, column="party_name"),
    Field(key="deputy", required=True, column="number"),
    Field(key="from_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="until_on", kind=Kind.DATE, required=True, column="due_on"),
)
PROCESS = process(KEY)
RULES = (filled(FIELDS),)
