"""The clearing of a bank line: what the line was, and the open items, partners and accounts it is divided among."""

from kantor.departments.treasury.shares import REASONS
from kantor.words import Field, Kind, Process, Step, Table

KEY = "treasury.line_clearing"
FIELDS = (
    Field(key="line_id", required=True, column="number"),
    Field(key="statement"),
    Field(key="booked_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="cleared_on", kind=Kind.DATE),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="amount", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
    Field(key="name", group="line", column="party_name"),
    Field(key="text", group="line"),
)
SHARES = Table(
    key="shares",
    columns=(
        Field(key="open_item_id"),
        Field(key="back"),
        Field(key="party_id", kind=Kind.PARTY),
        Field(key="account", kind=Kind.ACCOUNT),
        Field(key="amount", kind=Kind.AMOUNT, required=True),
        Field(key="reason", kind=Kind.CHOICE, choices=REASONS),
        Field(key="settled", kind=Kind.AMOUNT),
        Field(key="note"),
    ),
)
PROCESS = Process(key=KEY, version=2, steps=(Step(key="verify", role="treasury.clerk", when="findings", working_hours=8),))
