"""The answer to what a currency was worth on the last bank statement in it."""

from collections.abc import Sequence
from datetime import date

from kantor.departments.treasury.queries import QUERIES
from kantor.spine import access
from kantor.words import Answer, Answers, Ask
from kantor.words.rates import RateSeen, rates_told


def last_rate(asks: Sequence[Ask], as_of: date) -> Answers:
    """The newest statement in the currency until each day."""
    given = {"currencies": [ask.about[0] for ask in asks], "days": [date.fromisoformat(ask.about[1]) for ask in asks]}
    rows = QUERIES.rows("last_rates", client_id=access.acting_client(), **given)
    seen = (RateSeen(row.currency, row.on_day, row.exchange_rate, row.to_on, row.number or str(row.document_id)) for row in rows)
    return rates_told(asks, "words.rate_seen.statement", seen)


ANSWERS: dict[str, Answer] = {"treasury.last_rate": last_rate}
