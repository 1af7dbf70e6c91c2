"""The answer to what a currency was worth when it was valued last."""

from collections.abc import Sequence
from datetime import date

from kantor.departments.accounting.revaluation.actions import QUERIES
from kantor.spine import access
from kantor.words import Answer, Answers, Ask
from kantor.words.rates import RateSeen, rates_told


def last_rate(asks: Sequence[Ask], as_of: date) -> Answers:
    """The newest revaluation until each day."""
    given = {"currencies": [ask.about[0] for ask in asks], "days": [date.fromisoformat(ask.about[1]) for ask in asks]}
    rows = QUERIES.rows("last_rates", client_id=access.acting_client(), **given)
    seen = (RateSeen(row.currency, row.on_day, row.rate, row.valued_on, str(row.document_id)) for row in rows)
    return rates_told(asks, "words.rate_seen.revaluation", seen)


ANSWERS: dict[str, Answer] = {"accounting.last_rate": last_rate}
