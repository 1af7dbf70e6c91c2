"""A person gets a role for the client, from a day on."""

from kantor.departments.office.assignment.rules import of_the_provider
from kantor.departments.office.two_people import process
from kantor.words import Field, Kind
from kantor.words.filled import filled

KEY = "office.assignment"
FIELDS = (
    Field(key="email", required=True, column="party_name"),
    Field(key="role", kind=Kind.TEXT, required=True, column="number"),
    Field(key="from_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="until_on", kind=Kind.DATE),
)
PROCESS = process(KEY)
RULES = (filled(KEY, FIELDS), of_the_provider)
