"""Whether a rate that somebody typed can be right, held against those that the house saw last: pure.

A rate is units of the currency of the books for one of the other. What is too far from the last one known is looked at by a person; the
older that one is, the further a rate may have moved since.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.words.field import Reading, day
from kantor.words.finding import Finding, Severity
from kantor.words.question import Answers, Ask

QUESTIONS = ("ledger.last_rate", "treasury.last_rate", "accounting.last_rate")
"""What the house saw of a currency: on open items, on bank statements, in revaluations."""
MAY_HAVE_MOVED = ((timedelta(days=92), Decimal("0.10")), (timedelta(days=366), Decimal("0.20")))
"""Up to which age of the last rate known by which share another one may differ from it."""
MOST_MOVED = Decimal("0.40")
SLIPS = tuple(Decimal(10) ** places for places in (-4, -3, -2, -1, 1, 2, 3, 4))


class RateSeen(NamedTuple):
    """The newest rate until a day, in units of the books' currency for one: when it was seen, and in which document."""

    currency: str
    on_day: date
    rate: Decimal
    seen_on: date
    number: str


def rates_told(asks: Sequence[Ask], source: str, seen: Iterable[RateSeen]) -> Answers:
    """about: (currency, day) -> {"rate": units of the books' currency for one, "on", "source": key of words, "number"}; None where nothing
    was seen until that day."""
    found = {
        (one.currency, one.on_day.isoformat()): {
            "rate": f"{one.rate.normalize():f}",
            "on": one.seen_on.isoformat(),
            "source": source,
            "number": one.number,
        }
        for one in seen
    }
    return {ask: found.get((ask.about[0], ask.about[1])) for ask in asks}


def rates_asked(currency: str, on: date | None, typed: str) -> tuple[Ask, ...]:
    """What was known of a currency on a day; nothing for amounts in the currency of the books, whose rate is typed as 1 or not at all."""
    return () if typed in ("", "1") else last_rates_asked(currency, on)


def last_rates_asked(currency: str, on: date | None) -> tuple[Ask, ...]:
    """The same whether a rate was typed or not."""
    return tuple(Ask(question, (currency, on.isoformat())) for question in QUESTIONS) if len(currency) == 3 and on else ()


def rate_last_known(answers: Answers, currency: str, on: date) -> Mapping[str, Any] | None:
    """The newest: {"rate", "on", "source": key of words that say where it was seen, "number": of that document}."""
    asked = (Ask(question, (currency, on.isoformat())) for question in QUESTIONS)
    found = [told for ask in asked if (told := answers.get(ask))]
    return max(found, key=lambda told: (told["on"], told["source"])) if found else None


def rate_looked_at(
    reading: Reading, answers: Answers, place: tuple[str, str, date | None], *, two_people: bool = False
) -> Iterator[Finding]:
    """What is odd about a rate as it was typed. place: its field, its currency, its day."""
    rate = reading.number(place[0])
    if rate is not None:
        yield from rate_judged(rate, answers, place, two_people=two_people)


def rate_judged(rate: Decimal, answers: Answers, place: tuple[str, str, date | None], *, two_people: bool = False) -> Iterator[Finding]:
    """The same of a rate that follows from other fields."""
    field, currency, on = place
    known = rate_last_known(answers, currency, on) if on is not None else None
    if known is None or on is None or rate <= 0:
        return
    last, seen_on = Decimal(known["rate"]), day(known["on"]) or on
    most = next((share for age, share in MAY_HAVE_MOVED if on - seen_on <= age), MOST_MOVED)
    if last <= 0 or _is_near(rate, last, most):
        return
    key = "far"
    if any(_is_near(rate * slip, last, most) for slip in SLIPS):
        key = "slipped"
    elif _is_near(1 / rate, last, most):
        key = "upside_down"
    told = {"rate": _written(rate), "currency": currency, "known": _written(last), "day": seen_on.isoformat()}
    where = {"source": str(known["source"]), "number": str(known["number"])}
    yield Finding(key=f"words.rate_{key}", severity=Severity.LOOK, field=field, evidence=told | where, two_people=two_people)


def _is_near(rate: Decimal, last: Decimal, most: Decimal) -> bool:
    return last / (1 + most) <= rate <= last * (1 + most)


def _written(rate: Decimal) -> str:
    """With six digits that count."""
    return f"{Decimal(f'{rate:.6g}'):f}"
