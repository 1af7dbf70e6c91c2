"""Working days: public holidays of a country and region, the company's own days off and on, and the banks' days of TARGET."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import holidays

_JOINT_LEAVE = {"ID": "government"}
"""Where a decree adds days between holidays (cuti bersama), and the category under which the calendar lists them."""

WEEKEND = frozenset({5, 6})
_LONGEST_STEP_DAYS = 3660


@dataclass(frozen=True, kw_only=True)
class WorkingDays:
    """A business calendar. weekend: weekdays off, Monday is 0; closed, open: the company's own days, which go before holidays;
    country, region: ISO 3166-1 and -2 ('' whole country); joint_leave: whether decreed leave days count as holidays."""

    country: str
    region: str = ""
    weekend: frozenset[int] = WEEKEND
    closed: frozenset[date] = frozenset()
    open: frozenset[date] = frozenset()
    joint_leave: bool = True

    def is_working(self, day: date) -> bool:
        if day in self.open:
            return True
        return day not in self.closed and day.weekday() not in self.weekend and not self.holiday(day)

    def holiday(self, day: date) -> str:
        """The name of the public holiday in the country's language, '' on other days."""
        return _holidays(self.country, self.region, self.joint_leave, day.year).get(day, "")

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it (§ 193 BGB, art. 115 k.c.)."""
        return self._step(day, 1)

    def previous_working(self, day: date) -> date:
        """The day itself, or the last working day before it."""
        return self._step(day, -1)

    def add(self, day: date, working_days: int) -> date:
        """The day that lies this many working days later (negative: earlier); 0 moves to the next working day."""
        if working_days == 0:
            return self.next_working(day)
        direction = 1 if working_days > 0 else -1
        for _ in range(abs(working_days)):
            day = self._step(day + timedelta(days=direction), direction)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days lie after `first`, up to and including `last`; negative where `last` is earlier."""
        if last < first:
            return -self.between(last, first)
        return sum(self.is_working(first + timedelta(days=step)) for step in range(1, (last - first).days + 1))

    def _step(self, day: date, direction: int) -> date:
        for _ in range(_LONGEST_STEP_DAYS):
            if self.is_working(day):
                return day
            day += timedelta(days=direction)
        raise ValueError(f"no working day within {_LONGEST_STEP_DAYS} days: the calendar is closed throughout")


def working_days(
    country: str,
    region: str = "",
    *,
    closed: Collection[date] = (),
    open: Collection[date] = (),
    weekend: Collection[int] = WEEKEND,
    joint_leave: bool = True,
) -> WorkingDays:
    """The business calendar of a country and region (`DE`, `BY`) with a company's own days; LookupError for unknown places."""
    code = country.upper()
    if code not in _places() or (region and region not in _places()[code]):
        raise LookupError(f"no calendar is known for {country} {region}".rstrip())
    return WorkingDays(
        country=code,
        region=region,
        weekend=frozenset(weekend),
        closed=frozenset(closed),
        open=frozenset(open),
        joint_leave=joint_leave,
    )


def working_day(on: date, country: str, region: str = "") -> bool:
    """True on a working day of the country and region; where no calendar is known, Monday to Friday."""
    try:
        return working_days(country, region).is_working(on)
    except LookupError:
        return on.weekday() not in WEEKEND


def is_bank_day(day: date) -> bool:
    """True where euro payments settle: TARGET is open (ECB/2022/8), which national holidays do not change."""
    return day.weekday() not in WEEKEND and day not in _target_closed(day.year)


def next_bank_day(day: date) -> date:
    """The day itself, or the first day after it on which TARGET is open."""
    while not is_bank_day(day):
        day += timedelta(days=1)
    return day


@lru_cache(maxsize=512)
def _holidays(country: str, region: str, joint_leave: bool, year: int) -> dict[date, str]:
    categories = ["public"]
    if joint_leave and country in _JOINT_LEAVE:
        categories.append(_JOINT_LEAVE[country])
    found = holidays.country_holidays(
        country,
        subdiv=region or None,
        years=year,
        categories=tuple(categories),
        expand=False,
        language=getattr(holidays, country).default_language,
    )
    return dict(found)


@lru_cache(maxsize=64)
def _target_closed(year: int) -> frozenset[date]:
    return frozenset(holidays.financial_holidays("ECB", years=year, expand=False))


@lru_cache(maxsize=1)
def _places() -> dict[str, frozenset[str]]:
    return {country: frozenset(regions) for country, regions in holidays.list_supported_countries().items()}
