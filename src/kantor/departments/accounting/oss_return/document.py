"""A return of the One Stop Shop: what was sold by state, rate and kind, corrections of earlier quarters, what is payable."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step, Table

KEY = "accounting.oss_return"
SERIES = "OS"
FIELDS = (
    Field(key="number", column="number"),
    Field(key="from_on", kind=Kind.DATE, required=True),
    Field(key="until_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="due_on", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="office_id", kind=Kind.PARTY, group="office", column="party_id"),
    Field(key="office_name", group="office", required=True, column="party_name"),
    Field(key="vat_id", kind=Kind.VAT_ID, group="office", required=True),
    Field(key="currency", kind=Kind.CURRENCY, group="amounts", required=True, column="currency"),
    Field(key="tax", kind=Kind.AMOUNT, group="amounts", required=True),
    Field(key="corrected", kind=Kind.AMOUNT, group="amounts"),
    Field(key="payable", kind=Kind.AMOUNT, group="amounts", required=True, column="amount"),
    Field(key="refunded", kind=Kind.AMOUNT, group="amounts"),
)
FIGURES = Table(
    key="figures",
    columns=(
        Field(key="state", required=True),
        Field(key="supply", kind=Kind.CHOICE, required=True, choices=("goods", "services")),
        Field(key="kind", kind=Kind.CHOICE, required=True, choices=("STANDARD", "REDUCED")),
        Field(key="rate", kind=Kind.PERCENT, required=True),
        Field(key="base", kind=Kind.AMOUNT, required=True),
        Field(key="tax", kind=Kind.AMOUNT, required=True),
    ),
)
CORRECTIONS = Table(
    key="corrections",
    columns=(
        Field(key="quarter", required=True),
        Field(key="state", required=True),
        Field(key="tax", kind=Kind.AMOUNT, required=True),
    ),
)
RATES = Table(
    key="rates",
    columns=(
        Field(key="quarter", required=True),
        Field(key="currency", kind=Kind.CURRENCY, required=True),
        Field(key="rate", kind=Kind.NUMBER, required=True),
    ),
)
"""How much of a currency the European Central Bank gave for a euro on the last day of a quarter (art. 369h)."""
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        # Also of a return that somebody typed: he gave the days, and sees here for the first time what the books made of them.
        Step(key="verify", role="accounting.clerk", when="always", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=16),
    ),
)
CLIENT, ROLES, SPELLS = Ask("access.client", ()), Ask("ledger.account_roles", ()), Ask("accounting.oss_spells", ())
RETURNS = Ask("accounting.oss_returns", ())
"""The returns that stand."""


def sales_of(reading: Reading) -> Ask:
    """What the books say was sold in the scheme up to the last day."""
    return Ask("accounting.oss_sales", (reading.text("until_on"),))


def open_on(reading: Reading) -> Ask:
    return Ask("ledger.open_period", (reading.text("until_on"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (CLIENT, ROLES, SPELLS, RETURNS, sales_of(reading), open_on(reading))
