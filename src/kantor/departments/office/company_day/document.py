"""A day on which the company works though its country does not, or the other way round."""

from kantor.departments.office.two_people import process
from kantor.words import Field, Kind
from kantor.words.filled import filled

KEY = "office.company_day"
FIELDS = (
    Field(key="on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="works", kind=Kind.CHOICE, required=True, choices=("no", "yes")),
    Field(key="name", required=True, column="party_name"),
)
PROCESS = process(KEY)
RULES = (filled(KEY, FIELDS),)
