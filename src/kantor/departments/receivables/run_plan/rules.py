"""What must be right before runs are planned: days in their order, and not more of them than anybody oversees."""

from collections.abc import Iterator
from datetime import date

from kantor.departments.receivables.billing.periods import RHYTHMS
from kantor.departments.receivables.run_plan.document import FIELDS, KEY, MOST_RUNS
from kantor.kit.dates import add_months
from kantor.words import Answers, Finding, Reading, Rule, Severity
from kantor.words.filled import filled


def days(reading: Reading, answers: Answers, today: date) -> Iterator[Finding]:
    first, last, rhythm = reading.date("first_on"), reading.date("last_on"), reading.text("rhythm")
    if first is None or last is None or rhythm not in RHYTHMS:
        return
    if last < first:
        yield Finding(key=f"{KEY}.ends_before_it_begins", severity=Severity.STOP, field="last_on", evidence={"on": first.isoformat()})
    elif first.year + MOST_RUNS * RHYTHMS[rhythm] // 12 < date.max.year and add_months(first, MOST_RUNS * RHYTHMS[rhythm]) <= last:
        yield Finding(key=f"{KEY}.too_many", severity=Severity.STOP, field="last_on", evidence={"most": str(MOST_RUNS)})


RULES = (filled(KEY, FIELDS), Rule(key=f"{KEY}.days", judge=days))
