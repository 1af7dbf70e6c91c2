"""What each account gains or loses at the rate of the day; pure.

All monetary items are valued at the closing rate and the difference goes into the result: § 256a HGB, art. 30 ust. 1 pkt 1 and ust. 4
ustawy o rachunkowości, PSAK 221 (formerly PSAK 10). In Germany what is due in more than a year gains nothing before it is paid: § 256a
Satz 2 lifts the rules of § 252 Abs. 1 Nr. 4 Halbsatz 2 and § 253 Abs. 1 Satz 1 for a year or less alone.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kantor.kit.money import Money

GAINS_WAIT = frozenset({"DE"})
"""Countries in which long-term items gain nothing before they are paid."""


def differences(positions: Iterable[Mapping[str, Any]], rate: Decimal, own: str, country: str) -> dict[str, Money]:
    """Account -> by how much its balance changes, debit less credit; accounts that do not change are left out.

    positions: `account`, `foreign` and `local` (debit less credit), `is_long` where it is due more than a year after the day.
    """
    found: dict[str, Money] = {}
    for position in positions:
        difference = Money(Decimal(position["foreign"]) * rate, own).rounded() - Money(Decimal(position["local"]), own)
        if difference.amount > 0 and position["is_long"] and country in GAINS_WAIT:
            continue
        account = str(position["account"])
        found[account] = found.get(account, Money.zero(own)) + difference
    return {account: difference for account, difference in found.items() if difference}
