"""The boxes of a country's periodic VAT return, and how what was posted with tax codes fills them; pure."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from functools import cache
from typing import Literal, NamedTuple

from kantor.countries import tables
from kantor.countries.atlas import law
from kantor.countries.calendars import working_day
from kantor.countries.sales import SaleCode
from kantor.countries.vat import TaxCode

Figure = Literal["base", "reduced_base", "input", "output", "lost"]
Rounding = Literal["unit_down", "unit", "exact"]
FORMS = {"DE": "ustva", "PL": "jpk_v7m", "ID": "spt_ppn"}
"""The return of each country."""
TITLES = {"ustva": "UStVA", "jpk_v7m": "JPK_V7M", "spt_ppn": "SPT PPN"}
"""How people call it."""
FOLDERS = {"DE": "germany", "PL": "poland", "ID": "indonesia"}
DUE_DAYS = {"DE": 10, "PL": 25, "ID": 31}
"""Day of the following month by which it is filed and paid, its last one where the month is shorter (§ 18 Abs. 1 UStG, art. 99 ust. 1
ustawy o VAT, UU PPN Pasal 15A)."""
CARRIED = frozenset({"PL", "ID"})
"""Where an excess of input tax is carried into the next period unless somebody asks for it (art. 87 ust. 1 ustawy o VAT, UU PPN Pasal 9
ayat (4))."""
ZERO, ONE, CENT = Decimal(0), Decimal(1), Decimal("0.01")


class Posted(NamedTuple):
    """What was posted with a tax code, debit less credit, in the books' currency. base: on all accounts but those that hold VAT, without
    tax that nobody gives back; input, output: on the accounts of deductible tax and of tax that is owed; lost: the part of the base on the
    account of debts that were written off."""

    code: str
    base: Decimal
    input: Decimal
    output: Decimal
    lost: Decimal = Decimal(0)


class Box(NamedTuple):
    """A box of the form. figure: which of the sums of its codes it takes (`reduced_base`: the part of the base that is taxed); rounding:
    how it is stated; percent: where the office reckons the tax from the stated base; sign: how its tax enters the result, 0 where not."""

    key: str
    figure: Figure
    rounding: Rounding
    percent: Decimal | None
    sign: int
    name_local: str
    name_en: str
    source: str


class Filled(NamedTuple):
    """A box with what the books say and what is stated in it. tax: what it adds to what is payable."""

    box: Box
    books: Decimal
    stated: Decimal
    tax: Decimal


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """A return as the form asks for it. tax: payable by what is stated, negative where the office gives it back; by_books: the same by what
    was posted; unplaced: codes with tax that no box takes."""

    boxes: tuple[Filled, ...]
    tax: Decimal
    by_books: Decimal
    unplaced: tuple[str, ...]

    @property
    def rounding(self) -> Decimal:
        """What the form's rounding makes more of it than the books say."""
        return self.tax - self.by_books

    def stated(self, key: str) -> Decimal:
        """What stands in a box, 0 in one that nothing fills."""
        return next((one.stated for one in self.boxes if one.box.key == key), ZERO)


def declare(country: str, posted: Iterable[Posted]) -> Declared:
    """The return of what was posted in a period; LookupError where the country has none."""
    every = {box.key: box for box in boxes(country)}
    known = codes_of(country)
    sums: dict[str, Decimal] = defaultdict(Decimal)
    unplaced, by_books = [], ZERO
    for row in posted:
        code = known.get(row.code)
        by_books -= row.input + row.output
        own = [every[key] for key in code.boxes if key in every] if code else []
        for box in own:
            worth = amount(box, row, is_sale=row.code in law(country).sale_codes, share=code.base_share if code else Fraction(1))
            if worth or box.figure != "lost":
                sums[box.key] += worth
        if (row.input or row.output) and not any(box.sign for box in own):
            unplaced.append(row.code)
    filled = tuple(_filled(box, sums[box.key]) for box in every.values() if box.key in sums)
    return Declared(boxes=filled, tax=sum((one.tax for one in filled), ZERO), by_books=by_books, unplaced=tuple(sorted(unplaced)))


def amount(box: Box, row: Posted, *, is_sale: bool, share: Fraction) -> Decimal:
    """What one row of postings brings to a box, not rounded: sales and tax owed as credit less debit, purchases and deductible tax as
    debit less credit."""
    if box.figure == "input":
        return row.input
    if box.figure == "output":
        return -row.output
    if box.figure == "lost":
        return row.lost
    base = -row.base if is_sale else row.base
    return base * share.numerator / share.denominator if box.figure == "reduced_base" else base


def special_prepayment(taxes: Iterable[Decimal], months: int) -> Decimal:
    """What a German business with monthly returns pays in advance for a year in which it files each a month later: an eleventh of the
    prepayments of the year before (§ 47 Abs. 1 UStDV), projected to twelve months where it was in business for fewer (Abs. 2).

    taxes: of the returns of that year before the special prepayment was taken off them; months: that they cover. In whole euros, rounded
    down (that USt 1 H takes box 38 so is not confirmed); zero where the year brought an excess.
    """
    whole = sum(taxes, ZERO)
    if not months or whole <= 0:
        return ZERO
    return (whole * 12 / months / 11).quantize(ONE, ROUND_DOWN)


def places(country: str, key: str) -> Mapping[str, Figure]:
    """Tax code -> which of its sums stands in the box: the way from a figure down to its postings."""
    box = next(box for box in boxes(country) if box.key == key)
    return {name: box.figure for name, code in codes_of(country).items() if key in code.boxes}


def codes_of(country: str) -> Mapping[str, TaxCode | SaleCode]:
    """The tax codes of purchases and sales of a country."""
    return {**law(country).tax_codes, **law(country).sale_codes}


def due_on(country: str, until_on: date) -> date:
    """By when the return of a period that ends on `until_on` is filed and paid, moved to a working day (§ 108 Abs. 3 AO)."""
    following = until_on + timedelta(days=1)
    due = following.replace(day=min(DUE_DAYS[country], monthrange(following.year, following.month)[1]))
    while not working_day(due, country):
        due += timedelta(days=1)
    return due


@cache
def boxes(country: str) -> Sequence[Box]:
    """The boxes in the order of the form; LookupError where the country's return is not known."""
    return tuple(
        Box(
            key=row["box"],
            figure=row["figure"],  # type: ignore[arg-type]  # a test holds the table to the literals
            rounding=row["rounding"],  # type: ignore[arg-type]
            percent=tables.percent(row["percent"]),
            sign=int(row["sign"] or 0),
            name_local=row["name_local"],
            name_en=row["name_en"],
            source=row["source"],
        )
        for row in tables.rows(FOLDERS[country], "return_boxes.csv")
    )


def _filled(box: Box, books: Decimal) -> Filled:
    stated = _stated(box.rounding, books)
    tax = stated if box.percent is None else (stated * box.percent / 100).quantize(CENT, ROUND_HALF_UP)
    return Filled(box, books, stated, box.sign * tax)


def _stated(rounding: Rounding, books: Decimal) -> Decimal:
    if rounding == "exact":
        return books.quantize(CENT, ROUND_HALF_UP)
    return books.quantize(ONE, ROUND_DOWN if rounding == "unit_down" else ROUND_HALF_UP)
