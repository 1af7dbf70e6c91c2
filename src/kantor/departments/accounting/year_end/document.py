"""The end of a fiscal year: which one, and why late where its last month is held."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step

KEY = "accounting.year_end"
FIELDS = (Field(key="year", kind=Kind.NUMBER, required=True, column="number"), Field(key="late_reason", column="party_name"))
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=16),
    ),
)
ROLES = Ask("ledger.account_roles", ())
CARRIED_TO = "retained_earnings"
PASSED_THROUGH = "year_result"
"""Where a chart has it, the result passes through this account on its way (Polish 860, Indonesian laba tahun berjalan)."""


def results_of(reading: Reading) -> Ask:
    """What the year's revenue and expense accounts hold that nobody carried forward."""
    year = reading.number("year")
    return Ask("ledger.results_of_year", (str(int(year)) if year is not None else "",))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (ROLES, results_of(reading))
