"""That a return reached the office: which one, on which day, and the number of its receipt."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step

KEY = "accounting.vat_filing"
FIELDS = (
    Field(key="return_id", required=True, column="number"),
    Field(key="filed_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="receipt", column="party_name"),
)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="accounting.clerk", when="findings", working_hours=16),))


def return_of(reading: Reading) -> Ask:
    return Ask("accounting.vat_return", (reading.text("return_id"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (return_of(reading),)
