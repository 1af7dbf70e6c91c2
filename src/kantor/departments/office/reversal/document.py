"""The counter-document: undoes the effect of another document, as it was recorded, when two people have decided."""

from kantor.departments.office.two_people import process
from kantor.words import Ask, Field, Kind, Reading

KEY = "office.reversal"
FIELDS = (
    Field(key="document", kind=Kind.NUMBER, required=True, column="number"),
    Field(key="booked_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
)
PROCESS = process(KEY)


def billed_from(reading: Reading) -> Ask:
    """Which invoices bill of the document, where it is one that is billed."""
    return Ask("receivables.billed_from", (reading.text("document"),))


def counted_by(reading: Reading) -> Ask:
    """Which changes of an asset counted the document as depreciation, where it is a part of the asset's plan."""
    return Ask("accounting.depreciation_counted", (reading.text("document"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (billed_from(reading), counted_by(reading))
