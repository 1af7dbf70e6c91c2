"""A version of a budget: for which fiscal year, whether plan or forecast, how orders are held to it, and an amount for each month."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "accounting.budget"
BASES = ("plan", "forecast")
CONTROLS = ("none", "warn", "stop")
MONTHS = tuple(f"month_{number:02d}" for number in range(1, 13))
"""Of the fiscal year: its first month, which need not be January, to its last."""
FIELDS = (
    Field(key="version", required=True, column="party_name"),
    Field(key="year", required=True, column="number"),
    Field(key="basis", kind=Kind.CHOICE, required=True, choices=BASES),
    Field(key="control", kind=Kind.CHOICE, required=True, choices=CONTROLS),
    Field(key="decided_on", kind=Kind.DATE, column="document_on"),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", column="currency"),
    Field(key="revenue", kind=Kind.AMOUNT, group="amounts"),
    Field(key="expense", kind=Kind.AMOUNT, group="amounts", column="amount"),
)
LINES = Table(
    key="lines",
    columns=(
        Field(key="account", kind=Kind.ACCOUNT, required=True),
        Field(key="cost_centre", kind=Kind.COST_CENTRE),
        *(Field(key=month, kind=Kind.AMOUNT) for month in MONTHS),
        Field(key="sum", kind=Kind.AMOUNT),
    ),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=16),
    ),
)
CLIENT = Ask("access.client", ())


def account(number: str) -> Ask:
    return Ask("ledger.account", (number,))


def asks(reading: Reading) -> tuple[Ask, ...]:
    """Each account once."""
    numbers = dict.fromkeys(row["account"].text for row in reading.rows("lines") if "account" in row and row["account"].text)
    return (CLIENT, *(account(number) for number in numbers))
