"""Answers about what the banks said last: the closing balance of each account, for whoever compares the books with it."""

from collections.abc import Sequence
from datetime import date

from kantor.departments.treasury.queries import QUERIES
from kantor.spine import access
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day


def _last_statements(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (day,) -> of each account its last statement by then: [{"account", "ledger_account", "currency", "to_on", "closing" in minor
    units, None where the bank told none, "document"}]."""
    client_id = access.acting_client()
    return {
        ask: [
            {
                "account": row.account,
                "ledger_account": row.ledger_account,
                "currency": row.currency,
                "to_on": row.to_on.isoformat(),
                "closing": row.closing,
                "document": row.document_id,
            }
            for row in QUERIES.rows("last_statements", client_id=client_id, on=day(ask.about[0]) or as_of)
        ]
        for ask in asks
    }


ANSWERS: dict[str, Answer] = {"treasury.last_statements": _last_statements}
