"""The bank's answer to a payment file: of which file, what it says of the whole, and the payments that it refused."""

from kantor.words import Field, Kind, Process, Step, Table

KEY = "treasury.payment_status"
FIELDS = (
    Field(key="message", required=True, column="number"),
    Field(key="original_message", required=True),
    Field(key="created_on", kind=Kind.DATE, column="document_on"),
    Field(key="status"),
    Field(key="reason"),
    Field(key="text"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", column="currency"),
    Field(key="amount", kind=Kind.AMOUNT, group="amounts", column="amount"),
)
REJECTED = Table(
    key="rejected",
    columns=(
        Field(key="creditor"),
        Field(key="amount", kind=Kind.AMOUNT),
        Field(key="end_to_end_id"),
        Field(key="reason"),
        Field(key="text"),
        Field(key="payment"),
    ),
)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="treasury.clerk", when="findings", working_hours=4),))
