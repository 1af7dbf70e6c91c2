"""How a paid amount can relate to what is owed: exactly, less a discount, a bank's fee, a rounding, in part, too much, or exchanged."""

from collections.abc import Sequence
from typing import NamedTuple

from kantor.engines.reconciling.book import Book
from kantor.engines.reconciling.model import Line, Rest, Share

SURE = frozenset({"exact", "discount", "charged", "rounding", "original"})
"""Relations that hardly come about by chance."""
_ROUNDED_DISCOUNT = 2
_LEAST_PART = 3
"""In hundredths: less of an item than this is no part payment that we suggest."""
_NEARLY_ALL = 90
"""In hundredths: from here on, what is missing is as likely a deduction as a part left open."""


class Fit(NamedTuple):
    """One way in which a line pays some items. kind: one of SURE, or `late_discount`, `fee`, `partial`, `nearly`, `overpaid`,
    `exchanged`; difference: what is missing (> 0) or too much, in minor units of the items' currency."""

    kind: str
    shares: tuple[Share, ...]
    rests: tuple[Rest, ...] = ()
    difference: int = 0


def fits(book: Book, line: Line, places: Sequence[int]) -> list[Fit]:
    """The ways in which this line pays these items, the likeliest first; none where it cannot."""
    currency = book.items[places[0]].currency
    if any(book.items[place].currency != currency for place in places):
        return []
    expected = [book.still_expected(place) for place in places]
    total = sum(expected)
    if not total:
        return []
    if currency != line.currency:
        return _exchanged(book, line, places, total)
    if (total > 0) != (line.amount > 0):
        return []
    if total == line.amount:
        return [Fit("exact", _whole(book, places, expected))]
    found = [fit for fit in (_discounted(book, line, places, expected), _charged(book, line, places, expected)) if fit]
    sign = 1 if line.amount > 0 else -1
    missing = (total - line.amount) * sign
    local = abs(missing * book.items[places[0]].local_open // book.items[places[0]].open)
    if local <= book.policy.small_difference:
        found.append(_deducted(book, places, expected, "rounding", missing * sign))
    may_be_fee = line.amount > 0 and missing > 0 and local <= book.policy.most_fee and missing * 4 <= abs(total)
    if may_be_fee and local > book.policy.small_difference:
        found.append(_deducted(book, places, expected, "fee", missing * sign))
    if missing > 0:
        if len(places) == 1 and abs(line.amount) * 100 >= abs(total) * _LEAST_PART:
            nearly = may_be_fee or abs(line.amount) * 100 >= abs(total) * _NEARLY_ALL
            share = Share(book.items[places[0]].id, _own_sign(book, places[0], line.amount), line.amount)
            found.append(Fit("nearly" if nearly else "partial", (share,), difference=missing * sign))
        elif len(places) > 1:
            found += _in_part(book, line, places, expected)
    elif local > book.policy.small_difference:
        found.append(Fit("overpaid", _whole(book, places, expected), (Rest("overpaid", line.amount - total),), missing * sign))
    return found


def _own_sign(book: Book, place: int, expected: int) -> int:
    return expected if book.items[place].side == "receivable" else -expected


def _whole(book: Book, places: Sequence[int], paid: Sequence[int]) -> tuple[Share, ...]:
    return tuple(Share(book.items[place].id, book.left[place], amount) for place, amount in zip(places, paid, strict=True))


def _discounted(book: Book, line: Line, places: Sequence[int], expected: Sequence[int]) -> Fit | None:
    """Every discount, or those alone that the day allows, make up the difference, but for the cents by which discounts are rounded."""
    missing = sum(expected) - line.amount
    granted: list[int] = []
    all_: list[int] = []
    for place in places:
        discount, late = _discount(book, line, place)
        all_.append(discount)
        granted.append(0 if late else discount)
    for discounts in (granted, all_):
        if any(discounts) and abs(missing - sum(discounts)) <= (_ROUNDED_DISCOUNT if len(places) == 1 else len(places)):
            discounts = list(discounts)
            largest = max(range(len(places)), key=lambda at: abs(discounts[at]))
            discounts[largest] += missing - sum(discounts)
            shares = tuple(
                Share(
                    book.items[place].id,
                    book.left[place],
                    wanted - less,
                    (("discount" if granted[at] else "late_discount", _own_sign(book, place, less)),) if less else (),
                )
                for at, (place, wanted, less) in enumerate(zip(places, expected, discounts, strict=True))
            )
            in_time = all(granted[at] or not less for at, less in enumerate(discounts))
            return Fit("discount" if in_time else "late_discount", shares, difference=missing)
    return None


def _discount(book: Book, line: Line, place: int) -> tuple[int, bool]:
    """What may be deducted from the item, with the bank's sign, and whether it is too late; nothing once a part is settled."""
    item = book.items[place]
    if not item.discounts or not book.untouched(place):
        return 0, False
    on = line.value_on or line.booked_on
    in_time = [amount for until, amount in item.discounts if (on - until).days <= book.policy.grace_days]
    amount = max(in_time, key=abs) if in_time else max((amount for _, amount in item.discounts), key=abs)
    return (amount if item.side == "receivable" else -amount), not in_time


def _charged(book: Book, line: Line, places: Sequence[int], expected: Sequence[int]) -> Fit | None:
    """The line states what banks on the way kept, and with it the amount is what is owed."""
    if not line.charges or line.amount + line.charges != sum(expected):
        return None
    return _deducted(book, places, expected, "fee", line.charges)._replace(kind="charged")


def _deducted(book: Book, places: Sequence[int], expected: Sequence[int], kind: str, missing: int) -> Fit:
    """The items in full; what is missing is put to the largest of them."""
    largest = max(range(len(places)), key=lambda at: abs(expected[at]))
    shares = tuple(
        Share(
            book.items[place].id,
            book.left[place],
            wanted - (missing if at == largest else 0),
            ((kind, _own_sign(book, place, missing)),) if at == largest and missing else (),
        )
        for at, (place, wanted) in enumerate(zip(places, expected, strict=True))
    )
    return Fit("rounding" if kind == "rounding" else "fee", shares, difference=missing)


def _in_part(book: Book, line: Line, places: Sequence[int], expected: Sequence[int]) -> list[Fit]:
    """The oldest items in full, the last in part: how a part payment of several is taken off where the payer says nothing else."""
    order = sorted(range(len(places)), key=lambda at: (book.items[places[at]].due_on, book.items[places[at]].id))
    if any((expected[at] > 0) != (line.amount > 0) for at in order):
        return []
    left, shares = line.amount, []
    for at in order:
        paid = expected[at] if abs(expected[at]) <= abs(left) else left
        if paid:
            shares.append(Share(book.items[places[at]].id, _own_sign(book, places[at], paid), paid))
            left -= paid
    return [Fit("partial", tuple(shares), difference=sum(expected) - line.amount)]


def _exchanged(book: Book, line: Line, places: Sequence[int], total: int) -> list[Fit]:
    """Owed in another currency: by the original amount that the line states, else by the books' rate within the client's tolerance."""
    items = [book.items[place] for place in places]
    kind = ""
    if line.original_currency == items[0].currency and line.original_amount:
        if abs(line.original_amount) == abs(total) and (total > 0) == (line.amount > 0):
            kind = "original"
    elif line.currency == book.currency and not line.original_currency:
        local = sum(item.local_open * book.left[place] // item.open for item, place in zip(items, places, strict=True))
        local = local if total > 0 else -abs(local)
        if (local > 0) == (line.amount > 0) and abs(line.amount - local) * 100 <= abs(local) * book.policy.exchange_percent:
            kind = "exchanged"
    if not kind:
        return []
    paid = _spread(line.amount, [book.still_expected(place) for place in places])
    return [Fit(kind, _whole(book, places, paid))]


def _spread(amount: int, weights: Sequence[int]) -> list[int]:
    """An amount by weights, exact in sum."""
    total, done, taken, parts = sum(weights), 0, 0, []
    for weight in weights:
        done += weight
        upto = amount * done // total
        parts.append(upto - taken)
        taken = upto
    return parts
