"""A change of a contract: new prices from their day, or the day on which it ends and when notice was given."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.contract_change"
FIELDS = (
    Field(key="contract_number", required=True, column="number"),
    Field(key="customer_name", column="party_name"),
    Field(key="changed_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="notice_on", kind=Kind.DATE),
    Field(key="ends_on", kind=Kind.DATE, column="due_on"),
    Field(key="reason", kind=Kind.LONG_TEXT),
)
PRICES = Table(
    key="prices",
    columns=(
        Field(key="line", required=True),
        Field(key="from_on", kind=Kind.DATE, required=True),
        Field(key="price", kind=Kind.NUMBER, required=True),
        Field(key="from_quantity", kind=Kind.NUMBER),
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


def contract(reading: Reading) -> Ask:
    return Ask("receivables.contract", (reading.text("contract_number"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (contract(reading),)
