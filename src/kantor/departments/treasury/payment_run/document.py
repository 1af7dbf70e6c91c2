"""A payment run: which open items are paid, to which agreed accounts, on which day."""

from kantor.engines.payments import CHARGES
from kantor.words import Field, Kind, Process, Step, Table

KEY = "treasury.payment_run"
FIELDS = (
    Field(key="execute_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="own_iban", kind=Kind.IBAN, required=True, column="number"),
    Field(key="own_bic"),
    Field(key="own_currency", kind=Kind.CURRENCY),
    Field(key="currency", kind=Kind.CURRENCY, required=True, column="currency"),
    Field(key="total", kind=Kind.AMOUNT, required=True, column="amount"),
    Field(key="count", kind=Kind.NUMBER),
)
PAYMENTS = Table(
    key="payments",
    columns=(
        Field(key="open_item_id", required=True),
        Field(key="creditor", required=True),
        Field(key="reference"),
        Field(key="iban", kind=Kind.IBAN, required=True),
        Field(key="amount", kind=Kind.AMOUNT, required=True),
        Field(key="discount", kind=Kind.AMOUNT),
        Field(key="due_on", kind=Kind.DATE),
        Field(key="charges", kind=Kind.CHOICE, choices=tuple(CHARGES)),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="treasury.clerk", when="unmade", working_hours=8),
        Step(key="release", role="treasury.approver", when="always", four_eyes=True, working_hours=8),
    ),
)
