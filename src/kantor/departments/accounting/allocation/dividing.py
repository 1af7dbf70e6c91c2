"""How much of each account each receiver bears; pure, to the smallest unit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kantor.kit.money import Money, total

HUNDRED = Decimal(100)


class Share(NamedTuple):
    """Of an account, debit less credit, for a receiver."""

    account: str
    receiver: str
    amount: Money


def divided(costs: Mapping[str, Money], receivers: Sequence[tuple[str, Decimal]], basis: str) -> tuple[Share, ...]:
    """costs: account -> debit less credit; receivers: (cost centre, figure or percent), above zero each.

    By figures all is divided in proportion to them; by percent what is not given away stays. The parts of an account come to what is given
    of it exactly; parts of nothing are left out.
    """
    weights = [weight for _, weight in receivers]
    stays = max(HUNDRED - sum(weights, Decimal(0)), Decimal(0)) if basis == "percent" else Decimal(0)
    found = []
    for account, amount in costs.items():
        parts = amount.allocate([*weights, stays]) if amount.amount > 0 else [-one for one in (-amount).allocate([*weights, stays])]
        found += [Share(account, centre, part) for (centre, _), part in zip(receivers, parts, strict=False) if part]
    return tuple(found)


def by_receiver(shares: Sequence[Share], currency: str) -> dict[str, Money]:
    return {
        receiver: total((one.amount for one in shares if one.receiver == receiver), currency)
        for receiver in dict.fromkeys(one.receiver for one in shares)
    }
