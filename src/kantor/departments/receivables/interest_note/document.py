"""An interest note: which invoice, until which day, the interest of each span by what was open in it; always decided by two people."""

from kantor.departments.receivables.one_item import OPEN_ITEM
from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "receivables.interest_note"
FIELDS = (
    Field(key="reference", required=True, column="number"),
    OPEN_ITEM,
    Field(key="customer", column="party_name"),
    Field(key="charged_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="after_on", kind=Kind.DATE),
    Field(key="until_on", kind=Kind.DATE, required=True),
    Field(key="pay_until", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", column="currency"),
    Field(key="interest", kind=Kind.AMOUNT, group="amounts"),
    Field(key="lump_sum", kind=Kind.AMOUNT, group="amounts"),
    Field(key="total", kind=Kind.AMOUNT, group="amounts", column="amount"),
)
SPANS = Table(
    key="spans",
    columns=(
        Field(key="first_on", kind=Kind.DATE),
        Field(key="last_on", kind=Kind.DATE),
        Field(key="days", kind=Kind.NUMBER),
        Field(key="base", kind=Kind.AMOUNT),
        Field(key="interest", kind=Kind.AMOUNT),
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
ROLES = Ask("ledger.account_roles", ())


def late(reading: Reading) -> Ask:
    return Ask("receivables.late", (reading.text("reference"),))


def open_period(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("charged_on"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = (CLIENT, ROLES, late(reading)) if reading.text("reference") else (CLIENT, ROLES)
    return (*known, open_period(reading)) if reading.date("charged_on") else known
