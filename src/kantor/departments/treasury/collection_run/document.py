"""A collection run: which open items are collected by which mandates, on which day."""

from kantor.engines.payments import SEQUENCES
from kantor.words import Field, Kind, Process, Step, Table

KEY = "treasury.collection_run"
FIELDS = (
    Field(key="collect_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="own_iban", kind=Kind.IBAN, required=True, column="number"),
    Field(key="own_bic"),
    Field(key="currency", kind=Kind.CURRENCY, required=True, column="currency"),
    Field(key="total", kind=Kind.AMOUNT, required=True, column="amount"),
    Field(key="count", kind=Kind.NUMBER),
)
COLLECTIONS = Table(
    key="collections",
    columns=(
        Field(key="open_item_id", required=True),
        Field(key="debtor", required=True),
        Field(key="reference"),
        Field(key="mandate", required=True),
        Field(key="sequence", kind=Kind.CHOICE, choices=SEQUENCES),
        Field(key="iban", kind=Kind.IBAN),
        Field(key="amount", kind=Kind.AMOUNT, required=True),
        Field(key="due_on", kind=Kind.DATE),
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
