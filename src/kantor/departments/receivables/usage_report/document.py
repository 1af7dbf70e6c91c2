"""A usage report: of which contract, and for each line and day the quantity, or the reading of a meter and the one before."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.usage_report"
FIELDS = (
    Field(key="contract_number", required=True, column="number"),
    Field(key="customer_name", column="party_name"),
    Field(key="reported_on", kind=Kind.DATE, required=True, column="document_on"),
)
LINES = Table(
    key="lines",
    columns=(
        Field(key="line", required=True),
        Field(key="on", kind=Kind.DATE, required=True),
        Field(key="meter"),
        Field(key="before", kind=Kind.NUMBER),
        Field(key="reading", kind=Kind.NUMBER),
        Field(key="quantity", kind=Kind.NUMBER, required=True),
        Field(key="text"),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(Step(key="verify", role="receivables.clerk", when="findings", working_hours=16),),
)


def contract(reading: Reading) -> Ask:
    return Ask("receivables.contract", (reading.text("contract_number"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (contract(reading),)
