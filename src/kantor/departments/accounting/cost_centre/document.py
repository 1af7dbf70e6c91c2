"""A cost centre or project: the newest document of a code holds, so that a name, a day or the person is changed by one more."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step
from kantor.words.dimensions import DIMENSIONS, centre_of

KEY = "accounting.cost_centre"
FIELDS = (
    Field(key="dimension", kind=Kind.CHOICE, required=True, choices=DIMENSIONS),
    Field(key="code", required=True, column="number"),
    Field(key="name", required=True, column="party_name"),
    Field(key="from_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="until_on", kind=Kind.DATE, column="due_on"),
    Field(key="email"),
    Field(key="above"),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=16),
    ),
)


def above_of(reading: Reading) -> Ask:
    return centre_of(reading.text("dimension"), reading.text("above").strip())


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (above_of(reading),) if reading.text("above").strip() else ()
