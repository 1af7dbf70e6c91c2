"""A write-off: which open item, how much of it, and why; always decided by two people."""

from kantor.departments.receivables.one_item import OPEN_ITEM
from kantor.words import Ask, Field, Kind, Process, Reading, Step

KEY = "receivables.write_off"
FIELDS = (
    Field(key="reference", required=True, column="number"),
    OPEN_ITEM,
    Field(key="customer", column="party_name"),
    Field(key="written_off_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="currency", kind=Kind.CURRENCY, column="currency"),
    Field(key="amount", kind=Kind.AMOUNT, required=True, column="amount"),
    Field(key="vat", kind=Kind.CHOICE, required=True, choices=("corrected", "kept")),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
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


def item(reading: Reading) -> Ask:
    return Ask("receivables.open_item", (reading.text("reference"),))


def open_period(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("written_off_on"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = (CLIENT, ROLES, item(reading)) if reading.text("reference") else (CLIENT, ROLES)
    return (*known, open_period(reading)) if reading.date("written_off_on") else known
