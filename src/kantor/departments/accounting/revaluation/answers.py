"""The answer to what a currency was worth when it was valued last."""

from collections.abc import Sequence
from datetime import date

from kantor.departments.accounting.revaluation.actions import QUERIES
from kantor.spine import access
from kantor.words import Answer, Answers, Ask


def last_rate(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (currency, day) -> {"rate": units of the books' currency for one, "on", "source", "number"} of the newest revaluation until
    that day, None where there is none."""
    client_id = access.acting_client()
    given = {"currencies": [ask.about[0] for ask in asks], "days": [date.fromisoformat(ask.about[1]) for ask in asks]}
    found = {
        (row.currency, row.on_day.isoformat()): {
            "rate": f"{row.rate.normalize():f}",
            "on": row.valued_on.isoformat(),
            "source": "words.rate_seen.revaluation",
            "number": str(row.document_id),
        }
        for row in QUERIES.rows("last_rates", client_id=client_id, **given)
    }
    return {ask: found.get((ask.about[0], ask.about[1])) for ask in asks}


ANSWERS: dict[str, Answer] = {"accounting.last_rate": last_rate}
