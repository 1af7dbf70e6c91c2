"""What a revaluation does: each account comes to its worth on the closing day, and back to what it was on the day behind it."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from kantor.departments.accounting.parts import Revaluation
from kantor.departments.accounting.revaluation.document import GAIN, LOSS, ROLES, positions_of
from kantor.departments.accounting.revaluation.valuing import differences
from kantor.kit.money import Money
from kantor.words import Effect, Entry, Part, Posting, Verified
from kantor.words.locking import LatePosting

SERIES = "FX"
DAY = timedelta(days=1)
MOST_TEXT = 200


def effect(verified: Verified) -> Effect:
    """Pure. Raises LookupError where the chart has no account for exchange gains or losses."""
    reading, client = verified.reading, verified.client
    on, currency, rate = reading.date("on") or verified.today, reading.text("currency"), reading.number("rate") or Decimal(1)
    own, text = str(client["currency"]), f"{currency} {rate}"
    changed = differences(verified.answers[positions_of(on, currency)], rate, own, str(client["country"]))
    late = reading.text("late_reason").strip()
    parts: list[Part] = [LatePosting(booked_on=on, reason=late[:MOST_TEXT])] if late else []
    parts.append(Revaluation(on=on, currency=currency, rate=str(rate)))
    parts.append(_entry(on, text, tuple(_postings(changed, currency, verified))))
    back = {account: -difference for account, difference in changed.items()}
    parts.append(_entry(on + DAY, text, tuple(_postings(back, currency, verified, turned=True))))
    return Effect(parts=tuple(parts))


def _entry(on: date, text: str, postings: tuple[Posting, ...]) -> Entry:
    return Entry(series=SERIES, booked_on=on, document_on=on, text=text, postings=postings)


def _postings(changed: dict[str, Money], currency: str, verified: Verified, *, turned: bool = False) -> Iterator[Posting]:
    """Each account against gain or loss; what is turned back goes to where the value of the closing day came from."""
    roles, nothing = verified.answers[ROLES], Money.zero(currency)
    for account, difference in changed.items():
        is_gain = (difference.amount > 0) is not turned
        yield Posting.signed(account, difference, nothing)
        yield Posting.signed(roles[GAIN if is_gain else LOSS], -difference)
