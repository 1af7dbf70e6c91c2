"""A plan of runs: which run is prepared, in which rhythm, from which day to which."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.receivables.billing.periods import RHYTHMS
from kantor.kit.dates import add_months, month_end
from kantor.words import Field, Kind, Process, Step

KEY = "receivables.run_plan"
RUNS = {"billing_run": "billed_on", "statement_run": "stated_on"}
"""The run's document type -> its field with the day."""
MOST_RUNS = 120
FIELDS = (
    Field(key="run", kind=Kind.CHOICE, required=True, choices=tuple(RUNS)),
    Field(key="rhythm", kind=Kind.CHOICE, required=True, choices=tuple(RHYTHMS)),
    Field(key="first_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="last_on", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="runs", kind=Kind.NUMBER),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="receivables.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="receivables.approver", when="always", four_eyes=True, working_hours=16),
    ),
)


def days_of(first: date, last: date, rhythm: str) -> Iterator[date]:
    """The day of `first` in every month of the rhythm until `last`, no more than `MOST_RUNS`; the last of a month stays the last."""
    is_last = first == month_end(first)
    for place in range(MOST_RUNS):
        on = add_months(first, place * RHYTHMS[rhythm])
        if on > last:
            return
        yield month_end(on) if is_last else on
