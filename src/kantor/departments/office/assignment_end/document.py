"""A person loses a role for the client; the day is the last one with it."""

from kantor.departments.office.two_people import process
from kantor.words import Field, Kind
from kantor.words.filled import filled

KEY = "office.assignment_end"
FIELDS = (
    Field(key="email", required=True, column="party_name"),
    Field(key="role", kind=Kind.TEXT, required=True, column="number"),
    Field(key="until_on", kind=Kind.DATE, required=True, column="document_on"),
)
PROCESS = process(KEY)
RULES = (filled(KEY, FIELDS),)
