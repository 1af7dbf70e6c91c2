"""A billing run: the day, and each line that is due by then; a clerk may leave a contract out."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.billing_run"
FIELDS = (
    Field(key="billed_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="begins_with"),
    Field(key="invoices", kind=Kind.NUMBER),
    Field(key="items", kind=Kind.NUMBER),
    Field(key="currency", kind=Kind.CURRENCY, column="currency"),
    Field(key="net", kind=Kind.AMOUNT, column="amount"),
)
ROWS = Table(
    key="due",
    columns=(
        Field(key="contract_number", required=True),
        Field(key="name", required=True),
        Field(key="quantity", kind=Kind.NUMBER),
        Field(key="price", kind=Kind.NUMBER),
        Field(key="net", kind=Kind.AMOUNT),
        Field(key="leave_out", kind=Kind.CHOICE, choices=("yes", "no")),
        Field(key="customer", required=True),
        Field(key="line", required=True),
        Field(key="unit"),
        Field(key="first_on", kind=Kind.DATE),
        Field(key="last_on", kind=Kind.DATE),
        Field(key="currency", kind=Kind.CURRENCY),
    ),
)
SHOWN = ("contract_number", "customer", "line", "name", "first_on", "last_on", "quantity", "unit", "price", "net", "currency")
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="receivables.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="receivables.approver", when="always", four_eyes=True, working_hours=16),
    ),
)


def billable(reading: Reading) -> Ask:
    begins = reading.text("begins_with")
    return Ask("receivables.billable", (reading.text("billed_on"), begins) if begins else (reading.text("billed_on"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (billable(reading),) if reading.date("billed_on") else ()
