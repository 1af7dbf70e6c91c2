"""A bank statement: its head, and its lines with where each of them goes."""

from kantor.engines.statements import ROLES
from kantor.words import Field, Kind, Process, Step, Table

KEY = "treasury.bank_statement"
DECISIONS = ("payment", "item", "account", "suspense", "known")
"""Our own payment; an open item; an account directly; the suspense account; booked before with another statement."""
FIELDS = (
    Field(key="own_account", required=True, column="number"),
    Field(key="ledger_account", kind=Kind.ACCOUNT, required=True),
    Field(key="number"),
    Field(key="from_on", kind=Kind.DATE),
    Field(key="to_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="exchange_rate", kind=Kind.NUMBER, group="amounts"),
    Field(key="opening", kind=Kind.AMOUNT, group="amounts"),
    Field(key="closing", kind=Kind.AMOUNT, group="amounts", column="amount"),
    Field(key="gap_accepted", kind=Kind.CHOICE, group="amounts", choices=("yes",)),
    Field(key="days", kind=Kind.CHOICE, group="profile", choices=("dmy", "mdy", "ymd")),
    Field(key="decimal", kind=Kind.CHOICE, group="profile", choices=("comma", "point")),
    Field(key="sign", kind=Kind.CHOICE, group="profile", choices=("as_written", "turned")),
    Field(key="profile_confirmed", kind=Kind.CHOICE, group="profile", choices=("yes",)),
)
COLUMNS = Table(
    key="columns", grows=False, columns=(Field(key="name"), Field(key="seen"), Field(key="role", kind=Kind.CHOICE, choices=ROLES))
)
"""The columns of a CSV file in their order: what the bank calls them, what stands in the first rows, and what they are read as."""
LINES = Table(
    key="lines",
    columns=(
        Field(key="booked_on", kind=Kind.DATE, required=True),
        Field(key="amount", kind=Kind.AMOUNT, required=True),
        Field(key="name", is_usual=True),
        Field(key="iban", kind=Kind.IBAN),
        Field(key="text", is_usual=True),
        Field(key="decision", kind=Kind.CHOICE, choices=DECISIONS),
        Field(key="target"),
        Field(key="account", kind=Kind.ACCOUNT),
    ),
)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="treasury.clerk", when="findings", working_hours=8),))
