"""How well and how fast statement lines are matched: made-up payers whose truth is known, written down in two ways, at two sizes."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from tests.benchmarks import payers_writing, payers_writing_otherwise
from tests.benchmarks.payers_made import Writing, made
from tests.benchmarks.payers_world import Paid, World

from kantor.engines.reconciling import Book, Known, Line, Outcome, Proposal, match, suggest, wilson

STYLES: dict[str, tuple[Writing, int]] = {
    "first": (payers_writing.written, 3),
    "held out": (payers_writing_otherwise.written, 11),
}
"""Ways of writing, with the seed. The matcher was improved by looking at the first; the second was only measured."""
ITEMS_A_LINE = 1.19
ON_SCREEN = 500


def run(*, sizes: tuple[int, ...] = (20_000, 100_000)) -> dict[str, Any]:
    """Figures by style and size. posted, wrong, precision (and its 95 % interval): of what posts by itself; recall: of all lines that pay
    something; in three: of the lines that ask and pay something, those whose truth is among the suggestions."""
    rows = []
    for style, (writing, seed) in STYLES.items():
        for size in sizes:
            world = made(seed, writing, items=int(size * ITEMS_A_LINE), lines=size)
            rows.append({"style": style, "lines": len(world.lines), "items": len(world.items), **_measured(world)})
    return {"reconciling": rows}


def _measured(world: World) -> dict[str, Any]:
    known = Known(settled=world.settled, paid_before=world.paid_before)
    begun = time.process_time()
    book = Book(world.items, world.parties, known=known)
    indexed = time.process_time()
    outcomes = match(world.lines, book)
    ended = time.process_time()
    return {
        "index_cpu_s": round(indexed - begun, 2),
        "match_cpu_s": round(ended - indexed, 2),
        "screen_p95_ms": _on_screen(world.lines, Book(world.items, world.parties, known=known)),
        **judged(world.truth, outcomes),
    }


def _on_screen(lines: tuple[Line, ...], book: Book) -> float:
    """One line after the other with its suggestions, nothing settled before: 95 of 100 take no longer."""
    taken = []
    for line in lines[:: max(1, len(lines) // ON_SCREEN)]:
        begun = time.perf_counter()
        suggest(line, book)
        taken.append(time.perf_counter() - begun)
    return round(sorted(taken)[len(taken) * 95 // 100] * 1000, 2)


def judged(truth: Mapping[int, Paid], outcomes: Iterable[Outcome]) -> dict[str, Any]:
    """Shares of what is right. Of two equal payments of one item either may count as the payment, the other one is then the second."""
    by_line = {outcome.line_id: outcome for outcome in outcomes}
    first = {_items(paid.taken): line_id for line_id, paid in truth.items() if paid.taken}
    swapped = {
        first[_items(paid.twin)]
        for line_id, paid in truth.items()
        if paid.twin and by_line[line_id].posts and not by_line[first[_items(paid.twin)]].posts
    }
    counted: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for line_id, outcome in by_line.items():
        paid = truth[line_id]
        meant = paid.twin if paid.twin and first[_items(paid.twin)] in swapped else {} if line_id in swapped else paid.taken
        pays = bool(meant) or paid.kind == "return"
        counted["pays"] += pays
        if outcome.posts:
            right = _is_right(outcome.proposals[0], meant, paid)
            counted["right" if right else "wrong"] += 1
            wrong[f"{paid.kind}: {outcome.proposals[0].pattern}"] += not right
        elif pays:
            counted["asks"] += 1
            counted["in three"] += any(_is_right(proposal, meant, paid) for proposal in outcome.proposals[:3])
    posted = counted["right"] + counted["wrong"]
    return {
        "posted": posted,
        "wrong": counted["wrong"],
        "precision": counted["right"] / max(1, posted),
        "precision_between": wilson(counted["right"], posted),
        "recall": counted["right"] / max(1, counted["pays"]),
        "asks": counted["asks"],
        "in_three": counted["in three"] / max(1, counted["asks"]),
        "wrong_by": {kind: count for kind, count in wrong.most_common() if count},
    }


def _items(taken: Mapping[int, int]) -> frozenset[tuple[int, int]]:
    return frozenset(taken.items())


def _is_right(proposal: Proposal, meant: Mapping[int, int], paid: Paid) -> bool:
    if paid.kind == "return":
        return proposal.reopens == paid.reopens and not proposal.shares
    return bool(meant) and {share.item_id: share.amount for share in proposal.shares} == dict(meant)
