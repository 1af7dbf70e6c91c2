"""A time sheet: who worked, and for each day the hours, the contract and its line, and what was done."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.time_sheet"
FIELDS = (
    Field(key="person", required=True, column="party_name"),
    Field(key="until_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="hours", kind=Kind.NUMBER),
)
LINES = Table(
    key="lines",
    columns=(
        Field(key="on", kind=Kind.DATE, required=True),
        Field(key="quantity", kind=Kind.NUMBER, required=True),
        Field(key="contract_number"),
        Field(key="line"),
        Field(key="billable", kind=Kind.CHOICE, required=True, choices=("yes", "no")),
        Field(key="text", required=True),
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


def contract(number: str) -> Ask:
    return Ask("receivables.contract", (number,))


def worked(reading: Reading) -> Ask:
    """What the person has on other sheets on the days of this one."""
    days = dict.fromkeys(row["on"].text for row in reading.rows("lines") if "on" in row)
    return Ask("receivables.worked", (reading.text("person"), str(reading.document_id or ""), " ".join(days)))


def asks(reading: Reading) -> tuple[Ask, ...]:
    """The contracts that its rows name, each once, and what else the person worked."""
    numbers = dict.fromkeys(row["contract_number"].text for row in reading.rows("lines") if "contract_number" in row)
    return (*(contract(number) for number in numbers if number), worked(reading))
