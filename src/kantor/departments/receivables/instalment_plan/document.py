"""An instalment plan: of which invoice, and what is due when; agreed by two people of the house."""

from kantor.departments.receivables.one_item import OPEN_ITEM
from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.instalment_plan"
FIELDS = (
    Field(key="reference", required=True, column="number"),
    OPEN_ITEM,
    Field(key="customer", column="party_name"),
    Field(key="agreed_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="currency", kind=Kind.CURRENCY, column="currency"),
    Field(key="open", kind=Kind.AMOUNT, column="amount"),
    Field(key="count", kind=Kind.NUMBER),
    Field(key="first_due_on", kind=Kind.DATE),
)
INSTALMENTS = Table(
    key="instalments",
    columns=(
        Field(key="due_on", kind=Kind.DATE, required=True),
        Field(key="amount", kind=Kind.AMOUNT, required=True),
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


def item(reading: Reading) -> Ask:
    return Ask("receivables.open_item", (reading.text("reference"),))


def open_period(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("agreed_on"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = (item(reading),) if reading.text("reference") else ()
    return (*known, open_period(reading)) if reading.date("agreed_on") else known
