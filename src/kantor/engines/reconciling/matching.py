"""Decides a batch of lines in rounds: the certain ones first, then what their items leave open; or one line for the screen."""

from collections import Counter
from collections.abc import Iterable

from kantor.engines.reconciling.amounts import fits
from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.evidence import reasons
from kantor.engines.reconciling.explaining import Explained, explain
from kantor.engines.reconciling.model import Line, Outcome, Proposal
from kantor.engines.reconciling.naming import Named
from kantor.engines.reconciling.references import runs_of
from kantor.engines.reconciling.resting import collector_at_rest
from kantor.engines.reconciling.returning import is_return
from kantor.engines.reconciling.weighing import CLEAR_LEAD, REFERENCE, may_post, weight

_ROUNDS = 4
_WEAK = frozenset({"none", "sum"})


def match(lines: Iterable[Line], book: Book) -> tuple[Outcome, ...]:
    """Outcomes by line id. What posts is taken off the book's items, so that no item is settled twice.

    Lines are handled by day and id, the order in which they are given is of no consequence. Whoever pays an item with certain evidence
    goes before whoever might; where two lines lay claim to one item and neither names it, both ask.
    """
    with collector_at_rest():
        return _matched(lines, book)


def _matched(lines: Iterable[Line], book: Book) -> tuple[Outcome, ...]:
    decided: dict[int, Outcome] = {}
    open_lines: list[Line] = []
    for line in sorted(lines, key=lambda line: (line.booked_on, line.id)):
        certain = _certain(book, line)
        if certain:
            _take(book, certain)
            decided[line.id] = Outcome(line.id, True, (certain,))
        else:
            open_lines.append(line)
    explained = {line.id: explain(book, line) for line in open_lines}
    for _ in range(_ROUNDS):
        posted, taken = _round(book, open_lines, explained)
        decided |= posted
        open_lines = [line for line in open_lines if line.id not in posted]
        stale = [line for line in open_lines if taken & _items(explained[line.id])]
        if not stale:
            break
        explained |= {line.id: explain(book, line) for line in stale}
    contested = _contested(book, open_lines, explained)
    for line in open_lines:
        decided[line.id] = _asks(book, line, explained[line.id], line.id in contested)
    return tuple(decided[line_id] for line_id in sorted(decided))


def suggest(line: Line, book: Book) -> Outcome:
    """The outcome for one line; the book stays as it is."""
    explained = explain(book, line)
    if _held_back(book, explained):
        return _asks(book, line, explained, False)
    return Outcome(line.id, True, tuple(explained.proposals[: book.policy.suggestions]), explained.gave_up)


def _certain(book: Book, line: Line) -> Proposal | None:
    """The short way of most lines: every number in full and each stands for one open item, the sum is exact, nobody else's account."""
    if line.return_reason or line.end_to_end_id in book.settled_by_payment_id:
        return None
    hits = book.references.hits(line.text, runs_of(line.text))
    places: list[int] = []
    named: list[Named] = []
    for hit in hits:
        if not hit.whole:
            continue
        if len(hit.places) != 1:
            return None
        place = hit.places[0]
        if not book.left[place] or place in places or book.items[place].currency != line.currency:
            return None
        places.append(place)
        named.append(Named(place, "reference", hit.written))
    if not places or sum(map(book.still_expected, places)) != line.amount or is_return(line):
        return None
    party_id = book.items[places[0]].party_id
    owners = book.owners_of(line.iban)
    if owners and any(book.items[place].party_id not in owners for place in places):
        return None
    fit = fits(book, line, places)[0]
    kind = ("iban" if line.iban in book.by_iban else "history") if owners else "unknown"
    pattern = f"reference+{kind}+exact"
    if pattern in book.lessons.refused:
        return None
    return Proposal(pattern, weight("reference", kind, "exact"), fit.shares, (), reasons(book, line, named, (), fit), party_id)


def _held_back(book: Book, explained: Explained) -> str:
    """Key of the reason why the first proposal does not post by itself; '' where it may."""
    if not explained.proposals:
        return "nothing_fits"
    first = explained.proposals[0]
    if first.pattern in book.lessons.refused:
        return "often_changed"
    if first.pattern not in book.lessons.trusted and not may_post(first.pattern):
        return "not_enough"
    if len(explained.proposals) > 1 and first.strength - explained.proposals[1].strength < CLEAR_LEAD:
        return "another_fits"
    return ""


def _round(book: Book, lines: Iterable[Line], explained: dict[int, Explained]) -> tuple[dict[int, Outcome], set[int]]:
    """Posts what may be posted now, the strongest references first; and the items that were taken from."""
    ready = [line for line in lines if not _held_back(book, explained[line.id])]
    contested = _contested(book, ready, explained)
    ready.sort(key=lambda line: (-_reference(explained[line.id].proposals[0]), line.booked_on, line.id))
    posted: dict[int, Outcome] = {}
    taken: set[int] = set()
    given_back: set[int] = set()
    for line in ready:
        first = explained[line.id].proposals[0]
        if line.id in contested or first.reopens in given_back or not _still_possible(book, first, taken):
            taken.update(share.item_id for share in first.shares if line.id not in contested)
            continue
        _take(book, first)
        taken.update(share.item_id for share in first.shares)
        if first.reopens:
            given_back.add(first.reopens)
        posted[line.id] = Outcome(line.id, True, tuple(explained[line.id].proposals[:1]), explained[line.id].gave_up)
    return posted, taken


def _contested(book: Book, lines: Iterable[Line], explained: dict[int, Explained]) -> set[int]:
    """Lines of which another lays claim to the same item, neither of them by name."""
    weak = [
        (line, explained[line.id].proposals[0])
        for line in lines
        if not _held_back(book, explained[line.id]) and explained[line.id].proposals[0].pattern.split("+")[0] in _WEAK
    ]
    claims = Counter(share.item_id for _, first in weak for share in first.shares)
    return {line.id for line, first in weak if any(claims[share.item_id] > 1 for share in first.shares)}


def _reference(proposal: Proposal) -> int:
    return REFERENCE.get(proposal.pattern.split("+")[0], 0)


def _still_possible(book: Book, proposal: Proposal, taken: set[int]) -> bool:
    return not any(share.item_id in taken for share in proposal.shares)


def _take(book: Book, proposal: Proposal) -> None:
    for share in proposal.shares:
        book.take(book.place_of(share.item_id), share.amount)


def _items(explained: Explained) -> set[int]:
    return {share.item_id for proposal in explained.proposals for share in proposal.shares}


def _asks(book: Book, line: Line, explained: Explained, contested: bool) -> Outcome:
    held = "contested" if contested else _held_back(book, explained) or "another_fits"
    return Outcome(line.id, False, tuple(explained.proposals[: book.policy.suggestions]), explained.gave_up, held)
