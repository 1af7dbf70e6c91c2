"""The parts into which a bank line is divided: each pays an open item, is kept for somebody, or goes to an account. Pure.

On the form of a statement they stand as short texts, divided by blanks: `7` pays open item 7 in full, `7:50.00` a part of it,
`7:116.62:discount` all of it although another amount was paid, `7:480.00:exchange:900.00` a part of it in another currency,
`party41:10.00` is kept for party 41, `account4970:-3.50` goes to an account, `line12` and `payment5` give back what an earlier line or a
payment of ours had settled.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from kantor.engines.reconciling import Policy
from kantor.kit.money import Money
from kantor.words.field import number

REASONS = ("discount", "fee", "rounding", "exchange")
"""Why an item is settled in full by another amount: discount taken, charges kept by banks, a rounding, paid in another currency."""
MOST_EXCHANGED_PERCENT = 25
"""How far an exchanged amount may lie off the item's amount in the books, whoever says that it pays it."""
_USUAL = Policy()
_ROUNDED = 2
_ITEM = re.compile(
    r"(?P<item>\d{1,18})(:(?P<paid>-?\d{1,16}(\.\d{1,4})?)(:(?P<reason>"
    + "|".join(REASONS)
    + r")(?P<settled>(?<=exchange):-?\d{1,16}(\.\d{1,4})?)?)?)?"
)
_PARTY = re.compile(r"party(?P<party>\d{1,18}):(?P<paid>-?\d{1,16}(\.\d{1,4})?)")
_ACCOUNT = re.compile(r"account(?P<account>[0-9A-Za-z.-]{1,20}):(?P<paid>-?\d{1,16}(\.\d{1,4})?)")
_BACK = re.compile(r"(line|payment)\d{1,18}")
Item = Mapping[str, Any]


class Rated(NamedTuple):
    """In which currency a line is, and what it is worth. own: of the books, '' where it is the line's; rate: units of it for
    one of the line's."""

    currency: str
    own: str = ""
    rate: Decimal = Decimal(1)

    @property
    def books(self) -> str:
        return self.own or self.currency

    def locally(self, amount: Decimal) -> Decimal:
        """An amount of the line in the currency of the books, not rounded."""
        return amount if self.books == self.currency else amount * self.rate


class Share(NamedTuple):
    """A part of a line, with exactly one of item_id, party_id, account and back. back: `line12` or `payment5`, which comes back as a whole;
    paid: with the line's sign, None where an item is paid in full and exactly, or a payment comes back; reason: one of REASONS, '' where
    what is paid is what is settled; settled: of an exchange, what it takes off the item, with the item's sign and in its currency, None
    for all of it."""

    item_id: str = ""
    party_id: str = ""
    account: str = ""
    back: str = ""
    paid: Decimal | None = None
    reason: str = ""
    note: str = ""
    settled: Decimal | None = None

    @property
    def written(self) -> str:
        """As it stands on the form of a statement."""
        if self.party_id or self.account:
            return f"party{self.party_id}:{self.paid}" if self.party_id else f"account{self.account}:{self.paid}"
        if self.back:
            return self.back
        return ":".join(str(part) for part in (self.item_id, self.paid, self.reason, self.settled) if part not in ("", None))


def shares_of(target: str) -> tuple[Share, ...] | None:
    """The parts as they were written; None where a word is none."""
    found = []
    for word in target.split():
        if kept := _PARTY.fullmatch(word):
            found.append(Share(party_id=kept["party"], paid=number(kept["paid"])))
        elif account := _ACCOUNT.fullmatch(word):
            found.append(Share(account=account["account"], paid=number(account["paid"])))
        elif _BACK.fullmatch(word):
            found.append(Share(back=word))
        elif item := _ITEM.fullmatch(word):
            paid, settled = (number(item[key].lstrip(":")) if item[key] else None for key in ("paid", "settled"))
            found.append(Share(item_id=item["item"], paid=paid, reason=item["reason"] or "", settled=settled))
        else:
            return None
    return tuple(found)


def signed(item: Item) -> Decimal:
    """What is open, as the bank's line would show it: money in above zero."""
    still = Decimal(item["open"])
    return -still if item["side"] == "payable" else still


def paid_by(share: Share, items: Mapping[str, Item]) -> Decimal:
    """The part of the line that it takes. items: open items by id, payments that may come back by `back`."""
    if share.paid is not None:
        return share.paid
    if share.back:
        return -Decimal(items[share.back]["amount"]) if share.back in items else Decimal(0)
    return signed(items[share.item_id]) if share.item_id in items else Decimal(0)


def settled_by(share: Share, item: Item) -> Decimal:
    """What it takes off the item, with the item's sign and in its currency."""
    if share.settled is not None:
        return share.settled
    if share.paid is None or share.reason:
        return Decimal(item["open"])
    return -share.paid if item["side"] == "payable" else share.paid


def misfits(shares: Sequence[Share], items: Mapping[str, Item], line: Rated) -> list[int]:
    """Places of the parts that cannot be booked as they are: more than is open, or a difference that its reason does not explain."""
    left = {key: signed(item) for key, item in items.items() if "side" in item}
    backs = {key for key, item in items.items() if "shares" in item}
    found = []
    for place, share in enumerate(shares):
        if share.back:
            if share.back not in backs or share._replace(back="", note="") != Share():
                found.append(place)
            backs.discard(share.back)
        elif share.item_id:
            still = left.get(share.item_id)
            if still is None or not _fits(share, items[share.item_id], still, line):
                found.append(place)
                continue
            left[share.item_id] = still - _taken(share, items[share.item_id], still)
        elif not share.paid or bool(share.party_id) == bool(share.account) or share.reason:
            found.append(place)
    return found


def _taken(share: Share, item: Item, still: Decimal) -> Decimal:
    """What the part leaves of the item no more, as the bank's line would show it."""
    if share.settled is not None:
        return -share.settled if item["side"] == "payable" else share.settled
    return still if share.paid is None or share.reason else share.paid


def _fits(share: Share, item: Item, still: Decimal, line: Rated) -> bool:
    if share.account or share.party_id or not still or (share.settled is not None and share.reason != "exchange"):
        return False
    same_currency, whole = item["currency"] == line.currency, still == signed(item)
    if share.paid is None:
        return whole and same_currency
    if not share.reason:
        return same_currency and (0 < share.paid <= still or still <= share.paid < 0)
    if not share.paid or (share.paid > 0) != (still > 0):
        return False
    if share.reason == "exchange":
        return not same_currency and (whole or share.settled is not None) and _is_exchanged(share, item, still, line)
    return whole and same_currency and _is_explained(share.reason, abs(still) - abs(share.paid), item, line.currency)


def _is_exchanged(share: Share, item: Item, still: Decimal, line: Rated) -> bool:
    """What is paid is worth, at the rate of the line, about what leaves the books for it."""
    taken = _taken(share, item, still)
    if not (0 < taken <= still or still <= taken < 0):
        return False
    booked, paid = _booked(item, abs(taken), line.books), abs(line.locally(share.paid or Decimal(0)))
    return abs(paid - booked) * 100 <= booked * MOST_EXCHANGED_PERCENT


def _is_explained(reason: str, missing: Decimal, item: Item, currency: str) -> bool:
    """A discount is one that was offered, but for the cents by which discounts are rounded; charges and roundings are small."""
    unit = Money.from_minor(1, currency).amount
    if reason == "rounding":
        return 0 < abs(missing) <= unit * _USUAL.small_difference
    if reason == "fee":
        return 0 < missing <= unit * _USUAL.most_fee and item["side"] == "receivable"
    offered = max((abs(int(minor)) for _, minor in item.get("discounts", ())), default=0)
    return bool(offered) and 0 < missing <= unit * (offered + _ROUNDED)


def _booked(item: Item, taken: Decimal, own: str) -> Decimal:
    """What is taken of the item, in the currency of the books (`own`), at the rate at which it stands there."""
    whole = Money.from_minor(abs(int(item["local_minor"])), own).amount
    return abs(whole * taken / Decimal(item["amount"]))
