"""A revaluation: one currency, the rate of a closing day, and where it was taken from."""

from datetime import date

from kantor.words import Ask, Field, Kind, Process, Reading, Step
from kantor.words.rates import rates_asked

KEY = "accounting.revaluation"
FIELDS = (
    Field(key="on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="currency", kind=Kind.CURRENCY, required=True, column="number"),
    Field(key="rate", kind=Kind.NUMBER, required=True),
    Field(key="source", required=True, column="party_name"),
    Field(key="late_reason"),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=16),
    ),
)
CLIENT, ROLES = Ask("access.client", ()), Ask("ledger.account_roles", ())
GAIN, LOSS = "exchange_gain", "exchange_loss"


def period_of(on: date) -> Ask:
    return Ask("ledger.periods_within", (on.isoformat(), on.isoformat()))


def positions_of(on: date, currency: str) -> Ask:
    """What is owed and held in the currency at the end of the day."""
    return Ask("ledger.foreign_positions", (on.isoformat(), currency))


def asks(reading: Reading) -> tuple[Ask, ...]:
    on, currency = reading.date("on"), reading.text("currency")
    if on is None or not currency:
        return (CLIENT, ROLES)
    return (CLIENT, ROLES, period_of(on), positions_of(on, currency), *rates_asked(currency, on, reading.text("rate")))
