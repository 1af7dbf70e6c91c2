"""The erasure of a document: which one, on which ground in law, why, and that nobody else's data is lost with it."""

from kantor.departments.office.erasure.rules import RULES as OWN
from kantor.departments.office.two_people import process
from kantor.words import Field, Kind
from kantor.words.erasing import GROUNDS
from kantor.words.filled import filled

KEY = "office.erasure"
FIELDS = (
    Field(key="document", kind=Kind.NUMBER, required=True, column="number"),
    Field(key="ground", kind=Kind.CHOICE, choices=tuple(GROUNDS), required=True),
    Field(key="others", kind=Kind.CHOICE, choices=("no", "yes"), required=True),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
)
PROCESS = process(KEY)
RULES = (filled(KEY, FIELDS), *OWN)
