"""What the spot checks answer to the rest of the house: which rules of the gate may pass nothing any more."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from kantor.spine.spotchecks.queries import QUERIES
from kantor.words import Answer, Answers, Ask


def _stopped(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (document type, model) -> [[field, rule] ...] that erred more often than promised and were stopped."""
    found: dict[int, list[list[str]]] = defaultdict(list)
    given = {"types": [ask.about[0] for ask in asks], "models": [ask.about[1] for ask in asks]}
    for row in QUERIES.rows("stopped", **given):
        found[row.place].append([row.field, row.rule])
    return {ask: found.get(place, []) for place, ask in enumerate(asks, 1)}


ANSWERS: Mapping[str, Answer] = {"spotchecks.stopped": _stopped}
