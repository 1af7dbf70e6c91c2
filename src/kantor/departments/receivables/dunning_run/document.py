"""A dunning run: the day, and what is overdue then; a clerk may leave items alone for a reason."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.dunning_run"
HOLDS = ("dispute", "promise", "other")
FIELDS = (
    Field(key="dunned_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="pay_until", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="items", kind=Kind.NUMBER),
)
ITEMS = Table(
    key="overdue",
    columns=(
        Field(key="open_item_id", required=True),
        Field(key="customer", required=True),
        Field(key="reference"),
        Field(key="due_on", kind=Kind.DATE),
        Field(key="currency", kind=Kind.CURRENCY),
        Field(key="open", kind=Kind.AMOUNT),
        Field(key="level", kind=Kind.NUMBER),
        Field(key="interest", kind=Kind.AMOUNT),
        Field(key="fee", kind=Kind.AMOUNT),
        Field(key="hold", kind=Kind.CHOICE, choices=HOLDS),
        Field(key="held_until", kind=Kind.DATE),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="receivables.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="receivables.approver", when="always", four_eyes=True, working_hours=16),
    ),
)
CLIENT = Ask("access.client", ())


def overdue(reading: Reading) -> Ask:
    return Ask("receivables.overdue", (reading.text("dunned_on"),))


def terms(reading: Reading) -> Ask:
    return Ask("receivables.dunning_terms", (reading.text("dunned_on"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (CLIENT, overdue(reading), terms(reading)) if reading.date("dunned_on") else (CLIENT,)
