"""Somebody begins to work in the office."""

from kantor.departments.office.two_people import process
from kantor.words import Field, Kind
from kantor.words.filled import filled

KEY = "office.person"
FIELDS = (
    Field(key="email", required=True, column="number"),
    Field(key="name", required=True, column="party_name"),
    Field(key="language", kind=Kind.CHOICE, required=True, choices=("en", "de", "pl", "id")),
)
PROCESS = process(KEY)
RULES = (filled(KEY, FIELDS),)
