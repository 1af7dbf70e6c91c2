"""VAT by rate: rows of a paper on which a rate, an amount and the VAT on it stand, where together they make the invoice's own sums."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product
from typing import NamedTuple

from kantor.engines.extracting import formats
from kantor.engines.extracting.candidates import Sheet
from kantor.engines.extracting.items import Item

_CENT, _WHOLE = Decimal("0.02"), Decimal(1)
_HIGHEST, _LARGE = 27, 1000
_MOST_RATES, _MOST_WAYS = 4, 400


class TaxRow(NamedTuple):
    """A rate in percent, what is taxed at it, and the VAT; line: where it stands, None where it was added up from the table's lines."""

    rate: Decimal
    base: Decimal
    amount: Decimal
    line: int | None


def tax_rows(sheet: Sheet, items: Sequence[Item], *, net: Decimal, vat: Decimal) -> list[TaxRow]:
    """The rows of several rates that make net and VAT; none where one rate does, or nothing does."""
    by_rate: dict[Decimal, list[TaxRow]] = {}
    for row in _stated(sheet):
        some = by_rate.setdefault(row.rate, [])
        if (row.base, row.amount) not in [(one.base, one.amount) for one in some]:
            some.append(row)
    return _making(by_rate, net, vat) or _added_up(items, net, vat)


def _stated(sheet: Sheet) -> Iterator[TaxRow]:
    """Each line on which base x rate = VAT."""
    for index, line in enumerate(sheet.lines):
        found = list(formats.amounts(line.text, decimal=sheet.decimal))
        # whole rupiah have neither cents nor, in a table, a currency
        amounts = [Decimal(one.value) for one in found if not one.is_percent and (one.is_exact or Decimal(one.value) >= _LARGE)]
        if len(amounts) < 2:
            continue
        for one in found:
            rate = Decimal(one.value)
            if 0 < rate <= _HIGHEST and (one.is_percent or rate == rate.to_integral_value()):
                rate = rate.normalize()
                yield from (
                    TaxRow(rate, base, amount, index)
                    for base, amount in product(amounts, amounts)
                    if base > amount > 0 and abs(base * rate / 100 - amount) <= (_CENT if base % 1 or amount % 1 else _WHOLE)
                )


def _making(by_rate: dict[Decimal, list[TaxRow]], net: Decimal, vat: Decimal) -> list[TaxRow]:
    rates = sorted(by_rate, reverse=True)[:_MOST_RATES]
    if len(rates) < 2:
        return []
    for ways, chosen in enumerate(product(*([None, *by_rate[rate]] for rate in rates))):
        rows = [row for row in chosen if row is not None]
        if ways > _MOST_WAYS:
            break
        if len(rows) > 1 and sum(row.base for row in rows) == net and sum(row.amount for row in rows) == vat:
            return rows
    return []


def _added_up(items: Sequence[Item], net: Decimal, vat: Decimal) -> list[TaxRow]:
    """From the rates of the table's own lines."""
    bases: dict[Decimal, Decimal] = {}
    for item in items:
        if "rate" not in item or "net" not in item:
            return []
        rate = Decimal(item["rate"].value).normalize()
        bases[rate] = bases.get(rate, Decimal(0)) + Decimal(item["net"].value)
    rows = [TaxRow(rate, base, (base * rate / 100).quantize(Decimal("0.01")), None) for rate, base in sorted(bases.items(), reverse=True)]
    fits = len(rows) > 1 and sum(bases.values()) == net and sum(row.amount for row in rows) == vat
    return rows if fits else []
