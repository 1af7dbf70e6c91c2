"""Somebody lost the second factor: it is taken away, so that a new one can be set up."""

from kantor.departments.office.two_people import process
from kantor.words import Field
from kantor.words.filled import filled

KEY = "office.factor_reset"
FIELDS = (
    Field(key="email", required=True, column="party_name"),
    Field(key="identified", required=True, column="number"),
)
PROCESS = process(KEY)
RULES = (filled(KEY, FIELDS),)
