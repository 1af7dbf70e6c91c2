"""A journal entry by hand: a day, a text, and lines in debit and credit that come to the same."""

from kantor.words import Field, Kind, Process, Step, Table

KEY = "accounting.journal_entry"
FIELDS = (
    Field(key="number", column="number"),
    Field(key="booked_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="document_on", kind=Kind.DATE),
    Field(key="text", required=True, column="party_name"),
    Field(key="turned_back_on", kind=Kind.DATE),
    Field(key="late_reason"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="total", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
)
LINES = Table(
    key="lines",
    columns=(
        Field(key="account", kind=Kind.ACCOUNT, required=True),
        Field(key="debit", kind=Kind.AMOUNT),
        Field(key="credit", kind=Kind.AMOUNT),
        Field(key="tax_code", kind=Kind.TAX_CODE),
        Field(key="cost_centre", kind=Kind.COST_CENTRE),
        Field(key="project"),
        Field(key="text"),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="findings", working_hours=16),
        Step(key="approve", role="accounting.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
