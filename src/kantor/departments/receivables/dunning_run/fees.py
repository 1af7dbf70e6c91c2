"""What a letter asks for besides interest: the lump sum of the law, or the client's own fee of its level, never both; pure."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from kantor.countries import law
from kantor.words.field import day

ZERO = Decimal(0)
LUMP_SUM_LEVEL = 2
"""The letter that asks for the lump sum; the first one is a friendly reminder."""


def lump_sum(item: Mapping[str, Any], client: Mapping[str, Any]) -> Decimal:
    """What the law gives for the item, in the law's own currency; of consumers, and of debts before the law, nothing."""
    due = day(item["due_on"])
    return law(str(client["country"])).delays.lump_sum(Decimal(item["open"]), due, is_business=item["is_business"]) if due else ZERO


def fee(item: Mapping[str, Any], level: int, client: Mapping[str, Any], terms: Mapping[str, Any] | None) -> Decimal:
    """In the currency of the books, for an item in it. Whoever owes the lump sum is asked for that alone and once, unless a note asked for
    it: it is set off against damages, which a fee is (§ 288 Abs. 5 Satz 3 BGB; art. 10 ust. 2 ustawy o przeciwdziałaniu nadmiernym
    opóźnieniom gives costs above it alone). Where the law names another currency, a clerk fills it in. terms: as
    `receivables.dunning_terms` answers."""
    owed = lump_sum(item, client)
    if not owed:
        return Decimal((terms or {}).get("fees", {}).get(str(level), "0"))
    is_its_letter = level == LUMP_SUM_LEVEL and not item.get("has_lump_sum")
    return owed if is_its_letter and law(str(client["country"])).delays.lump_sum_currency == client["currency"] else ZERO
