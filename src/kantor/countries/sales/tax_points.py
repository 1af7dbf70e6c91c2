"""By which day a sale is taxed whose invoice was written in a later month than its supply; pure.

Germany: § 13 Abs. 1 Nr. 1 Buchst. a Satz 1 UStG, for goods to other member states § 18b Satz 2 UStG. Poland: art. 19a ust. 1 ustawy o VAT,
for goods to other member states art. 20 ust. 1. Supplies of art. 19a ust. 5 (rent, energy, building) go by the invoice: a person says so.
"""

from collections.abc import Collection
from datetime import date, timedelta

from kantor.kit.dates import month_end

BY_SUPPLY = frozenset({"DE", "PL"})
"""Where the supply counts and not the invoice; in Indonesia a tax invoice stands in the month of its own day."""
GOODS_ABROAD = frozenset({"intra_eu_goods"})


def tax_point(country: str, kinds: Collection[str], supplied_on: date, issued_on: date) -> date:
    """kinds: of the codes of all lines. The day of the invoice while both lie in one month, and where the invoice came first."""
    if country not in BY_SUPPLY or (supplied_on.year, supplied_on.month) >= (issued_on.year, issued_on.month):
        return issued_on
    return min(issued_on, _latest_abroad(country, supplied_on)) if kinds and GOODS_ABROAD.issuperset(kinds) else supplied_on


def _latest_abroad(country: str, supplied_on: date) -> date:
    """The last day of the month behind the supply, in Poland the fifteenth of it."""
    following = month_end(supplied_on) + timedelta(days=1)
    return following.replace(day=15) if country == "PL" else month_end(following)
