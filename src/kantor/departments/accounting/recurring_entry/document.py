"""A recurring entry: its lines, and the rhythm in which they are posted from one day to another."""

from kantor.departments.accounting.journal_entry.document import LINES
from kantor.departments.accounting.rhythm import RHYTHMS
from kantor.words import Field, Kind, Process, Step

KEY = "accounting.recurring_entry"
FIELDS = (
    Field(key="text", required=True, column="party_name"),
    Field(key="rhythm", kind=Kind.CHOICE, required=True, choices=tuple(RHYTHMS)),
    Field(key="first_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="last_on", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="total", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
)
TABLES = (LINES,)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="findings", working_hours=16),
        Step(key="approve", role="accounting.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
