"""The engine's proposals as parts of a line that can be booked. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kantor.departments.treasury.shares import Item, Share
from kantor.engines.reconciling import Proposal
from kantor.kit.money import Money

DEDUCTIONS = {"discount": "discount", "late_discount": "discount", "fee": "fee", "rounding": "rounding"}
"""Kind of a deduction -> reason of the part."""
KEPT = frozenset({"overpaid", "on_account", "paid_twice"})
"""Kinds of rests that are kept for the party as a credit."""


class Told(NamedTuple):
    """What a proposal speaks of. items: open items by id; settled: what may come back, in the order of the book; charges: the account for
    what banks take; currency: of the line."""

    items: Mapping[str, Item]
    settled: Sequence[Item]
    charges: str
    currency: str

    @property
    def named(self) -> dict[str, Item]:
        """What parts may name: open items by id, and what may come back by its key."""
        backs = {str(one["key"]): {**one, "shares": (), "amount": _figure(one["amount_minor"], self.currency)} for one in self.settled}
        return {**self.items, **backs}


def payable_in(currency: str, own: str, items: Sequence[Item]) -> list[Item]:
    """What lines of a currency may pay by themselves: items of any on an account in that of the books (`own`), else those of the same."""
    return [item for item in items if currency == own or item["currency"] == currency]


def shares_in(proposal: Proposal, told: Told) -> tuple[Share, ...]:
    """The parts, whose sum is the line; none where the proposal cannot be booked as it is, such as one with several deductions."""
    items, currency = told.items, told.currency
    found = []
    for share in proposal.shares:
        item = items.get(str(share.item_id))
        if item is None or len(share.deductions) > 1:
            return ()
        still = Money(Decimal(item["open"]), item["currency"]).rounded().minor
        reason = DEDUCTIONS[share.deductions[0][0]] if share.deductions else "exchange" if item["currency"] != currency else ""
        if reason and share.amount != still:
            return ()
        is_whole = share.amount == still and not reason
        found.append(Share(item_id=str(share.item_id), paid=None if is_whole else _figure(share.paid, currency), reason=reason))
    for rest in proposal.rests:
        if rest.kind in KEPT and proposal.party_id:
            found.append(Share(party_id=str(proposal.party_id), paid=_figure(rest.amount, currency)))
        elif rest.kind == "account" and proposal.account:
            found.append(Share(account=proposal.account, paid=_figure(rest.amount, currency)))
        elif rest.kind == "fee" and told.charges:
            found.append(Share(account=told.charges, paid=_figure(rest.amount, currency)))
        elif rest.kind == "given_back" and 0 < proposal.reopens <= len(told.settled):
            found.append(Share(back=str(told.settled[proposal.reopens - 1]["key"])))
        else:
            return ()
    return tuple(found)


def _figure(minor: int, currency: str) -> Decimal:
    return Money.from_minor(minor, currency).amount
