"""Builds the made-up office with its statement: items, payers, what they paid, and how a way of writing shows it."""

import random
from collections.abc import Callable
from itertools import count

from tests.benchmarks.payers_paying import Office
from tests.benchmarks.payers_world import Paid, World, open_items, payers, settled_before

from kantor.engines.reconciling import Line

Writing = Callable[[random.Random, Paid, int], Line]


def made(seed: int, writing: Writing, *, items: int, lines: int) -> World:
    """The same seed makes the same office; lines in the order of their days."""
    rng = random.Random(seed)
    everybody = payers(rng, max(20, items // 12))
    settled = list(settled_before(rng, everybody, max(50, items // 5)))
    owed = list(open_items(rng, everybody, count=items, before=len(settled)))
    known = {payer.payer[1]: payer.party.id for payer in everybody if payer.payer[1] and rng.random() < 0.7}
    office = Office(rng, everybody, owed)
    happened = sorted(office.happenings(settled, lines), key=lambda paid: paid.on)
    numbers = count(1)
    truth: dict[int, Paid] = {}
    shown: list[Line] = []
    for paid in happened:
        line = writing(rng, paid, next(numbers))
        truth[line.id] = paid
        shown.append(line)
    return World(
        parties=tuple(payer.party for payer in everybody),
        items=tuple(owed),
        settled=tuple(settled),
        paid_before=known,
        truth=truth,
        lines=tuple(shown),
    )
