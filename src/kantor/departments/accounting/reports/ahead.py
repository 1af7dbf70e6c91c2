"""Money that is expected week by week: customers on the day they usually pay, what is planned, and how far that was off; pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kantor.engines.reconciling.habits import Habit, Payment, back_test, habit_of
from kantor.kit.dates import add_months
from kantor.kit.money import Money, total

WEEKS = 13
WEEK = timedelta(days=7)
TESTED_MONTHS = 12


class Flow(NamedTuple):
    """Money that is expected. kind: `customers`, `suppliers` or `planned`; document_id: 0 where no single one asks for it; amount: below
    zero where it goes out; number: of what is taken together in it."""

    kind: str
    expected_on: date
    due_on: date
    text: str
    document_id: int
    amount: Money
    number: int = 1


class Week(NamedTuple):
    """closing: of bank and cash when the week is over."""

    begins_on: date
    flows: tuple[Flow, ...]
    customers: Money
    suppliers: Money
    planned: Money
    closing: Money


def monday(today: date) -> date:
    """With which the weeks begin."""
    return today - timedelta(days=today.weekday())


def usual_delays(found: Mapping[int, Habit]) -> dict[int, int]:
    """After so many days behind the due day half of a customer's payments have come, of those without a habit under 0."""
    return {party_id: habit_of(found, party_id).delay for party_id in {0, *found}}


def weeks(flows: Iterable[Flow], opening: Money, today: date) -> list[Week]:
    """Thirteen weeks from the Monday before today on; what is expected later is left out."""
    begins = monday(today)
    by_week: dict[int, list[Flow]] = {}
    for flow in flows:
        by_week.setdefault((flow.expected_on - begins).days // 7, []).append(flow)
    found, closing = [], opening
    for place in range(WEEKS):
        own = sorted(by_week.get(place, ()), key=lambda flow: (flow.expected_on, flow.text))
        sums = {
            kind: total((flow.amount for flow in own if flow.kind == kind), opening.currency)
            for kind in ("customers", "suppliers", "planned")
        }
        closing = closing + sums["customers"] + sums["suppliers"] + sums["planned"]
        found.append(Week(begins + WEEK * place, tuple(own), closing=closing, **sums))
    return found


def off_by(payments: Sequence[Payment], today: date) -> dict[str, str]:
    """How far forecasts of the last twelve months were off, each made on the first of its month: `count`, and days on average `by_habit`,
    `by_due_date`, `by_average`."""
    first = today.replace(day=1)
    days = [*(add_months(first, -months) for months in range(TESTED_MONTHS, -1, -1)), today]
    test = back_test(payments, days=sorted(set(days)))
    told = {"by_habit": test.by_habit, "by_due_date": test.by_due_date, "by_average": test.by_average}
    return {"count": str(test.forecasts), **{key: f"{off:.1f}" for key, off in told.items()}}
