"""Makes a proposal of a way to pay: its weight, its pattern and its reasons."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kantor.engines.reconciling.amounts import Fit, fits
from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.evidence import reasons
from kantor.engines.reconciling.model import Evidence, Line, Proposal
from kantor.engines.reconciling.naming import Named
from kantor.engines.reconciling.payers import Payer
from kantor.engines.reconciling.references import Hit, Run
from kantor.engines.reconciling.weighing import weight

_RANKS = {"other": 0, "unknown": 1, "alike": 2}
_DAYS_A_STEP = 8
_STEPS = 9


class Asked(NamedTuple):
    """A line with what was read in it. hits, settled: numbers of open items and of what was settled before; written: all numbers in it,
    as they are compared in search of a slip."""

    line: Line
    runs: Sequence[Run]
    hits: Sequence[Hit]
    settled: Sequence[Hit]
    payers: Sequence[Payer]
    written: Sequence[str]


class Found(NamedTuple):
    """How items were found. how: the weakest kind of reference among them; why: reasons beside the numbers and the payer."""

    how: str
    named: Sequence[Named] = ()
    why: tuple[Evidence, ...] = ()


def proposals(book: Book, asked: Asked, places: Sequence[int], found: Found) -> Iterator[Proposal]:
    """Every way in which the line pays these items."""
    for fit in fits(book, asked.line, places):
        yield proposal(book, asked, fit, found)


def proposal(book: Book, asked: Asked, fit: Fit, found: Found) -> Proposal:
    items = [book.items[book.place_of(share.item_id)] for share in fit.shares]
    parties = sorted({item.party_id for item in items})
    kind, who = min((payer_of(asked, party_id) for party_id in parties), key=lambda one: (_RANKS.get(one[0], 3), one[0]))
    days = min(abs((asked.line.booked_on - item.due_on).days) for item in items)
    pattern = f"{found.how}+{kind}+{fit.kind}"
    if fit.kind == "partial" and _more_is_named(book, asked):
        pattern += "+more_named"
    return Proposal(
        pattern=pattern,
        strength=weight(found.how, kind, fit.kind) + max(0, _STEPS - days // _DAYS_A_STEP),
        shares=fit.shares,
        rests=fit.rests,
        evidence=(*found.why, *reasons(book, asked.line, found.named, who, fit)),
        party_id=parties[0],
        exchanged=items[0].currency != asked.line.currency,
    )


def payer_of(asked: Asked, party_id: int) -> tuple[str, tuple[Evidence, ...]]:
    """How the line tells this party; `alike` where it may as well be another, `other` where it surely is."""
    for payer in asked.payers:
        if payer.party_id == party_id:
            return (payer.kind if payer.sure else "alike"), (payer.evidence,)
    told = next((payer for payer in asked.payers if payer.sure and payer.kind in ("iban", "history")), None)
    return ("other", (Evidence("other_payer", told.evidence.values),)) if told else ("unknown", ())


def _more_is_named(book: Book, asked: Asked) -> bool:
    """There are numbers that may be those of further items: then a smaller amount is not a part payment."""
    covered = {start for hit in asked.hits for start in range(hit.start, hit.end)}
    return any(
        run.start not in covered and 3 <= len(run.digits) <= 6 and run.digits not in book.by_number and not run.digits.startswith("20")
        for run in asked.runs
    )
