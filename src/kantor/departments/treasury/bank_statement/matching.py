"""Which lines of a statement surely pay which open items, told by the engine that weighs numbers, payers, amounts and sums. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.departments.treasury.matching_book import book_of
from kantor.departments.treasury.offering import Told, shares_in
from kantor.departments.treasury.shares import Rated, Share, misfits
from kantor.engines.reconciling import Line, match
from kantor.kit.money import Money
from kantor.words.field import Row, cell, day, number


class Paid(NamedTuple):
    """What a line surely pays; evidence: keys of sentences below `reconciling.evidence`."""

    shares: tuple[Share, ...]
    evidence: tuple[str, ...]


def paid_shares(rows: Mapping[int, Row], told: Told) -> dict[int, Paid]:
    """By the row's place: what it surely pays, in full, in part, or with a difference that is explained; or what it gives back."""
    return surely_paid([line for place, row in rows.items() if (line := line_of(place, row, told.currency))], told)


def surely_paid(lines: Sequence[Line], told: Told) -> dict[int, Paid]:
    """By the line's id, of those that may post by themselves."""
    if not lines or not (told.items or told.settled):
        return {}
    named = told.named
    found = {}
    for outcome in match(lines, book_of(tuple(told.items.values()), told.settled, told.currency)):
        shares = shares_in(outcome.proposals[0], told) if outcome.posts else ()
        if shares and not misfits(shares, named, Rated(told.currency)):
            evidence = dict.fromkeys(evidence.key for evidence in outcome.proposals[0].evidence)
            found[outcome.line_id] = Paid(shares, tuple(evidence))
    return found


def line_of(place: int, row: Row, currency: str) -> Line | None:
    """The row as the engine reads it; None where it has no amount or day."""
    amount, booked_on = number(cell(row, "amount")), day(cell(row, "booked_on"))
    if not amount or booked_on is None:
        return None
    original = cell(row, "original_currency")
    return Line(
        id=place,
        booked_on=booked_on,
        value_on=day(cell(row, "value_on")),
        amount=_minor(amount, currency),
        currency=currency,
        text=cell(row, "text"),
        name=cell(row, "name"),
        iban=cell(row, "iban"),
        end_to_end_id=cell(row, "end_to_end_ids"),
        mandate=cell(row, "mandate"),
        code=cell(row, "code"),
        original_amount=_minor(number(cell(row, "original_amount")), original) if original else 0,
        original_currency=original,
        charges=_minor(number(cell(row, "charges")), currency),
        return_reason=cell(row, "return_reason"),
    )


def _minor(amount: Decimal | None, currency: str) -> int:
    units: Any = Money(amount or Decimal(0), currency).rounded().minor
    return int(units)
