"""What a line may be: every explanation worth showing, with its weight and its reasons."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from kantor.engines.reconciling.adding_up import adding_up, completed
from kantor.engines.reconciling.amounts import SURE, fits
from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.learning import CONFIRMATIONS, wording_of
from kantor.engines.reconciling.model import Evidence, Line, Proposal, Rest
from kantor.engines.reconciling.naming import Named, named_sets, with_slip
from kantor.engines.reconciling.payers import payers
from kantor.engines.reconciling.proposing import Asked, Found, proposal, proposals
from kantor.engines.reconciling.references import runs_of, written_numbers
from kantor.engines.reconciling.returning import given_back, is_return, names_settled, paid_twice
from kantor.engines.reconciling.weighing import REFERENCE, weight

_MOST_OF_PAYER = 60
_MOST_SAME_AMOUNT = 25
_BY_RULE = 600
_ON_ACCOUNT = 50
_ENOUGH_NAMED = weight("short", "alike", "rounding")
_ENOUGH_OF_PAYER = weight("none", "in_text", "rounding")
_NEAR = SURE | {"exchanged", "late_discount", "fee"}
_ORDER = list(REFERENCE)
_ID_ENDS = re.compile(r"[\s+]+")


class Explained(NamedTuple):
    """What was found; gave_up: the search for sums ended at its limit."""

    proposals: list[Proposal]
    gave_up: bool


def explain(book: Book, line: Line) -> Explained:
    """Every explanation of one line as the book stands now, the weightiest first; deterministic."""
    runs = runs_of(line.text)
    hits = book.references.hits(line.text, runs)
    settled = book.settled_references.hits(line.text, runs)
    asked = Asked(line, runs, hits, settled, payers(book, line, runs), written_numbers(line.text))
    if is_return(line) or line.end_to_end_id in book.settled_by_payment_id:
        back = given_back(book, line, asked.payers)
        if back or is_return(line):
            return Explained(back, False)
    found = [*_booked_by_rule(book, line), *_ordered(book, asked), *_by_number(book, asked)]
    gave_up = False
    if _most(found) < _ENOUGH_NAMED:
        found += _by_payer(book, asked)
        if _most(found) < _ENOUGH_OF_PAYER:
            found += _by_amount(book, asked)
            found += _named_with_slip(book, asked)
            sums = adding_up(book, asked)
            found += sums.proposals
            gave_up = sums.gave_up
    found += paid_twice(book, line, hits, settled, asked.payers)
    if not found:
        found += islice(_on_account(book, asked), book.policy.suggestions)
    return Explained(_ranked(found), gave_up)


def _most(found: Sequence[Proposal]) -> int:
    return max((proposal.strength for proposal in found), default=0)


def _ranked(found: Sequence[Proposal]) -> list[Proposal]:
    """The weightiest of each set of shares."""
    best: dict[tuple[object, ...], Proposal] = {}
    for one in sorted(found, key=lambda one: (-one.strength, one.shares, one.rests, one.pattern)):
        best.setdefault((one.shares, one.rests), one)
    return list(best.values())


def _ordered(book: Book, asked: Asked) -> Iterator[Proposal]:
    """Payments that we ordered or asked for: under an id that the line carries, or all of a batch that the bank booked as one sum."""
    line = asked.line
    for payment_id in dict.fromkeys((line.end_to_end_id, line.mandate, *_ID_ENDS.split(line.text))):
        places = [place for place in book.by_payment_id.get(payment_id, ()) if book.left[place]] if payment_id else []
        if places:
            yield from proposals(book, asked, places, Found("id", (), (Evidence("payment_id", {"id": payment_id}),)))
    for payment_id in book.batches.get((line.currency, line.amount), ()):
        places = book.by_payment_id[payment_id]
        if all(map(book.untouched, places)):
            why = (Evidence("batch_total", {"id": payment_id, "count": len(places)}),)
            yield from proposals(book, asked, places, Found("batch", (), why))


def _by_number(book: Book, asked: Asked) -> Iterator[Proposal]:
    """The items that are named: together, those alone whose whole number is there, one of them, or with others that make up the rest."""
    for named in named_sets(book, asked.line, asked.runs, asked.hits, asked.payers):
        whole = tuple(one for one in named if one.how == "reference")
        sets = [named] if not whole or len(whole) == len(named) else [named, whole]
        surely = False
        for one in sets:
            for made in proposals(book, asked, [item.place for item in one], Found(_weakest(one), one)):
                surely = surely or made.pattern.rsplit("+", 1)[1] in SURE
                yield made
        if not surely:
            for item in named if len(named) > 1 else ():
                for fit in fits(book, asked.line, (item.place,)):
                    if fit.kind in SURE:
                        yield proposal(book, asked, fit, Found(item.how, (item,)))
            for one in sets:
                yield from completed(book, asked, one)


def _by_payer(book: Book, asked: Asked) -> Iterator[Proposal]:
    """Items of the payers that the line tells: of the right amount, or named with a slip."""
    if names_settled(book, asked.hits, asked.settled):
        return
    for payer in asked.payers:
        for count, place in enumerate(_near(book, asked.line, payer.party_id)):
            slip = with_slip(book, place, asked.written) if count < _MOST_OF_PAYER else None
            if slip:
                yield from proposals(book, asked, (place,), Found("slip", (slip,)))
                continue
            for fit in fits(book, asked.line, (place,)):
                if fit.kind in _NEAR:
                    yield proposal(book, asked, fit, Found("none"))


def _near(book: Book, line: Line, party_id: int) -> Iterator[int]:
    """Open items of the party that could be this amount, less or more a little; all that are owed in another currency."""
    low, high = sorted((line.amount * 39 // 40, line.amount * 4 // 3))
    for place in book.of_party.get(party_id, ()):
        if book.left[place] and (low <= book.still_expected(place) <= high or book.items[place].currency != line.currency):
            yield place


def _named_with_slip(book: Book, asked: Asked) -> Iterator[Proposal]:
    """Items of a sure payer whose number stands in the text with a slip, whatever their amount."""
    twice = names_settled(book, asked.hits, asked.settled)
    for payer in asked.payers[:1] if asked.written and not twice else ():
        for place in book.open_of(payer.party_id, asked.line.currency)[:_MOST_OF_PAYER] if payer.sure else ():
            slip = with_slip(book, place, asked.written)
            if slip:
                yield from proposals(book, asked, (place,), Found("slip", (slip,)))


def _by_amount(book: Book, asked: Asked) -> Iterator[Proposal]:
    """Whoever's items have this amount, where the payer is not told or pays for somebody else."""
    line = asked.line
    for place in book.with_amount(line.currency, line.amount, _MOST_SAME_AMOUNT):
        slip = with_slip(book, place, asked.written)
        found = Found("slip", (slip,)) if slip else Found("none")
        yield from (proposal(book, asked, fit, found) for fit in fits(book, line, (place,)) if fit.kind in SURE)


def _weakest(named: Sequence[Named]) -> str:
    return max((one.how for one in named), key=_ORDER.index)


def _booked_by_rule(book: Book, line: Line) -> Iterator[Proposal]:
    """What people booked to an account again and again, by the wording of its text."""
    account, times = book.lessons.accounts.get(wording_of(line.text), ("", 0))
    if account:
        evidence = (Evidence("booked_before", {"account": account, "times": times}),)
        pattern = "account" if times >= CONFIRMATIONS else "account+few"
        yield Proposal(pattern, _BY_RULE, (), (Rest("account", line.amount),), evidence, account=account)


def _on_account(book: Book, asked: Asked) -> Iterator[Proposal]:
    """Nothing fits, but somebody paid: a part of what he owes - of that first of which it is a half or a third -, or it is kept for him."""
    line = asked.line
    for payer in asked.payers[:2]:
        places = [place for place in book.open_of(payer.party_id, line.currency) if abs(book.left[place]) > abs(line.amount)]
        likely = [place for place in places if _is_part(abs(line.amount), abs(book.left[place]))]
        for place in dict.fromkeys((*likely, *places)):
            yield from proposals(book, asked, (place,), Found("none"))
        rest = (Rest("on_account", line.amount),)
        yield Proposal("on_account", _ON_ACCOUNT, (), rest, (payer.evidence,), party_id=payer.party_id)


def _is_part(paid: int, owed: int) -> bool:
    """A half, a third or a quarter, but for rounding."""
    return any(abs(owed - parts * paid) < parts for parts in (2, 3, 4))
