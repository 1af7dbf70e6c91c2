"""What accounting answers about the closing of periods: what still stands in the way of it."""

from collections.abc import Sequence
from datetime import date

from kantor.departments.accounting.closing.checks import Span, look
from kantor.departments.accounting.closing.items import items
from kantor.spine import access, ledger
from kantor.words import Answer, Answers, Ask
from kantor.words.field import day


def _in_the_way(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (first day, last day) of whole periods -> {"checks": keys of those that find something, "items": titles of what nobody
    ticked off}; None for what are no days."""
    client = access.client(access.acting_client())
    months = {period.ends_on: period.number for period in ledger.periods(client.id)}
    answers: dict[Ask, object] = {}
    for ask in asks:
        first, last = day(ask.about[0]), day(ask.about[1])
        if first is None or last is None:
            continue
        open_checks = [result.key for result in look(Span(client, first, last)) if result.state == "stop"]
        undone = [item.title for item in items(client.id, last, month_of_year=months.get(last, 1)) if not item.check and not item.done]
        answers[ask] = {"checks": open_checks, "items": undone}
    return answers


ANSWERS: dict[str, Answer] = {"accounting.in_the_way_of_closing": _in_the_way}
