"""Answers what rules ask about the client whose document they judge."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kantor.spine.access.queries import QUERIES
from kantor.words import Answer, Answers, Ask


def _client(asks: Sequence[Ask], as_of: date) -> Answers:
    """The one acting client's own data: country, currency, VAT id, chart, address; None where several act."""
    rows = QUERIES.dicts("acting_clients")
    return dict.fromkeys(asks, _plain(rows[0]) if len(rows) == 1 else None)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in row.items()}


ANSWERS: dict[str, Answer] = {"access.client": _client}
