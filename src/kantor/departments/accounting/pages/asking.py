"""What a request asks of a report: the client, the days of whole periods, and what is opened."""

from collections.abc import Mapping
from datetime import date

from kantor.departments.accounting.reports import Asked
from kantor.departments.accounting.reports.figures import year_began
from kantor.kit.ui import shown
from kantor.spine import ledger
from kantor.spine.access import ClientRecord
from kantor.spine.ledger import PeriodRow
from kantor.words.field import day


def asked_of(given: Mapping[str, str], client: ClientRecord, today: date, periods: list[PeriodRow], *, is_of_day: bool = False) -> Asked:
    """given: `from`, `until` (widened to whole periods), `accounts`, `line`; without days the fiscal year up to the period of today.
    is_of_day: of a report of one day, which is `until` as it is given, or today."""
    until = day(given.get("until", "")) or today
    first, last = (until, until) if is_of_day else _whole_periods(day(given.get("from", "")) or year_began(client, until), until, periods)
    return Asked(
        client=client,
        from_on=first,
        until_on=last,
        today=today,
        accounts=given.get("accounts", "") == "1",
        line=given.get("line", ""),
        language=shown.language(),
    )


def _whole_periods(begun: date, until: date, periods: list[PeriodRow]) -> tuple[date, date]:
    ends = next((one.ends_on for one in periods if one.starts_on <= until <= one.ends_on), until)
    starts = next((one.starts_on for one in periods if one.starts_on <= begun <= one.ends_on), begun)
    return min(starts, ends), ends


def years(periods: list[PeriodRow]) -> list[tuple[int, date, date]]:
    """Fiscal years with their first and last day, the newest first."""
    spans: dict[int, tuple[date, date]] = {}
    for one in periods:
        first, last = spans.get(one.year, (one.starts_on, one.ends_on))
        spans[one.year] = (min(first, one.starts_on), max(last, one.ends_on))
    return [(year, *spans[year]) for year in sorted(spans, reverse=True)]


def periods_of(client: ClientRecord) -> list[PeriodRow]:
    return ledger.periods(client.id)
