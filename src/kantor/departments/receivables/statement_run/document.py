"""A statement run: the day, and the customers with something open; a clerk may leave some out."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.statement_run"
FIELDS = (
    Field(key="stated_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="only_customer", kind=Kind.PARTY, role="customer", column="party_id"),
    Field(key="letters", kind=Kind.NUMBER),
)
ROWS = Table(
    key="customers",
    columns=(
        Field(key="party_id", required=True),
        Field(key="customer", required=True),
        Field(key="currency", kind=Kind.CURRENCY, required=True),
        Field(key="items", kind=Kind.NUMBER),
        Field(key="open", kind=Kind.AMOUNT),
        Field(key="overdue", kind=Kind.AMOUNT),
        Field(key="leave_out", kind=Kind.CHOICE, choices=("yes", "no")),
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


def statements(reading: Reading) -> Ask:
    return Ask("receivables.statements", (reading.text("stated_on"), reading.text("only_customer")))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (CLIENT, statements(reading)) if reading.date("stated_on") else (CLIENT,)
