"""A VAT return: the days, the figures by box, what is payable, and a second person who approves it."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "accounting.vat_return"
SERIES = "VR"
FIRST, CORRECTION = "first", "correction"
REFUND, CARRY = "refund", "carry"
FIELDS = (
    Field(key="number", column="number"),
    Field(key="from_on", kind=Kind.DATE, required=True),
    Field(key="until_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="purpose", kind=Kind.CHOICE, required=True, choices=(FIRST, CORRECTION)),
    Field(key="due_on", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="office_id", kind=Kind.PARTY, group="office", column="party_id"),
    Field(key="office_name", group="office", required=True, column="party_name"),
    Field(key="office_code", group="office"),
    Field(key="tax_number", group="office", required=True),
    Field(key="email", group="office"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="tax", kind=Kind.AMOUNT, group="amounts", required=True),
    Field(key="deduction", kind=Kind.AMOUNT, group="amounts"),
    Field(key="declared_before", kind=Kind.AMOUNT, group="amounts"),
    Field(key="payable", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
    Field(key="excess", kind=Kind.CHOICE, group="amounts", choices=(REFUND, CARRY)),
    Field(key="rounding", kind=Kind.AMOUNT, group="amounts"),
    Field(key="difference", kind=Kind.AMOUNT, group="amounts"),
    Field(key="explanation", kind=Kind.LONG_TEXT, group="amounts"),
)
FIGURES = Table(
    key="figures",
    columns=(
        Field(key="box", required=True),
        Field(key="name"),
        Field(key="books", kind=Kind.AMOUNT),
        Field(key="stated", kind=Kind.AMOUNT, required=True),
    ),
)
ACCOUNTS = Table(
    key="accounts",
    columns=(
        Field(key="account", kind=Kind.ACCOUNT, required=True),
        Field(key="name"),
        Field(key="amount", kind=Kind.AMOUNT, required=True),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        # Also of a return that somebody typed: he gave the days, and sees here for the first time what the books made of them.
        Step(key="verify", role="accounting.clerk", when="always", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=16),
    ),
)
CLIENT = Ask("access.client", ())
ROLES = Ask("ledger.account_roles", ())


def books_of(reading: Reading) -> Ask:
    """What the books say about VAT in the days of the return."""
    return Ask("accounting.vat_books", (reading.text("from_on"), reading.text("until_on")))


def returns_of(reading: Reading) -> Ask:
    """The return before, and those that stand for the same days."""
    return Ask("accounting.vat_returns", (reading.text("from_on"), reading.text("until_on")))


def open_on(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("until_on"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (CLIENT, ROLES, books_of(reading), returns_of(reading), open_on(reading))
