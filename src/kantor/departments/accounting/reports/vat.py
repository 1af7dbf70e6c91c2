"""The VAT summary: what was posted with each tax code, as base and as tax, the boxes of the return, and the tax payable less input tax."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kantor.countries import law
from kantor.countries.cash_accounting import waiting_codes
from kantor.countries.sales.one_stop_shop import TAX_ROLE, consumed
from kantor.departments.accounting.reports import figures
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Cell, Heading, Line, Table
from kantor.departments.accounting.vat_return.books import Sides, brought
from kantor.kit.money import Money, total
from kantor.kit.say import say

INPUT, OUTPUT = ("input_vat", "import_vat", "waiting_input_vat"), ("output_vat", "vat_payable", "waiting_output_vat", TAX_ROLE)
"""How the roles of accounts begin that hold deductible tax, and tax that is owed."""
COLUMNS = ("base", "input", "output")
AS_SUMMED = Sides(rf"(^| )({'|'.join(INPUT)})", rf"(^| )({'|'.join(OUTPUT)})", without_cost=False)
MOST = 2000
"""Documents shown behind a code; where there are more, fewer days show the rest."""
Sums = dict[str, Money]


def vat_summary(asked: Asked) -> Table:
    """Of the periods within the days asked for; a code of which nothing was posted has no line."""
    return summary(figures.by_tax_code(asked.client, asked.from_on, asked.until_on), asked)


def summary(rows: Iterable[Any], asked: Asked) -> Table:
    """Sales, then purchases, then what waits for its payment, then sales of the One Stop Shop, whose tax other states get; at last what
    is payable at home: tax owed less deductible tax, negative where the office gives it back.

    rows: tax_code, role, currency, amount in minor units, debit less credit. The base of a sale is credit less debit, as is the tax owed;
    the base of a purchase and the deductible tax are debit less credit.
    """
    sold, currency = law(asked.client.country).sale_codes, asked.client.currency
    waits = frozenset(waiting_codes(asked.client.country))
    sums: dict[str, Sums] = defaultdict(lambda: {key: Money.zero(currency) for key in COLUMNS})
    for row in rows:
        amount, own = Money.from_minor(row.amount, row.currency), sums[row.tax_code]
        roles = row.role.split()
        if any(role.startswith(INPUT) for role in roles):
            own["input"] += amount
        elif any(role.startswith(OUTPUT) for role in roles):
            own["output"] -= amount
        elif row.tax_code in sold:
            own["base"] -= amount
        else:
            own["base"] += amount
    waiting = {code: own for code, own in sums.items() if code in waits}
    abroad = {code: own for code, own in sums.items() if consumed(code)}
    due = {code: own for code, own in sums.items() if code not in waiting and code not in abroad}
    lines = [
        *_side(say("accounting.line.vat_sales", asked.language), {code: own for code, own in due.items() if code in sold}, asked),
        *_side(say("accounting.line.vat_purchases", asked.language), {code: own for code, own in due.items() if code not in sold}, asked),
        *_side(say("accounting.line.vat_waiting", asked.language), waiting, asked),
        *_side(say("accounting.line.vat_abroad", asked.language), abroad, asked),
    ]
    payable = total((own["output"] - own["input"] for own in due.values()), currency)
    result = Line(("", say("accounting.line.vat_result", asked.language), currency, None, None, payable), style="sum")
    headings = (Heading("tax_code"), Heading("name"), Heading("boxes"), *(Heading(key, AMOUNT) for key in COLUMNS))
    return Table(headings=headings, lines=(*lines, result))


def _side(title: str, sums: dict[str, Sums], asked: Asked) -> list[Line]:
    """A line for each code and their sum; nothing where nothing was posted."""
    if not sums:
        return []
    known, currency = law(asked.client.country), asked.client.currency
    lines = []
    for name in sorted(sums):
        code = known.sale_codes.get(name) or known.tax_codes.get(name)
        told = (code.name_local if asked.language == asked.client.language else code.name_en) if code else ""
        cells: tuple[Cell, ...] = (name, told, " ".join(code.boxes) if code else "", *(sums[name][column] for column in COLUMNS))
        lines.append(Line(cells, key=name))
        if asked.line == name:
            lines += _behind(name, asked, is_sale=name in known.sale_codes)
    columns: list[Money] = [total((own[column] for own in sums.values()), currency) for column in COLUMNS]
    return [*lines, Line(("", title, currency, *columns), style="sum")]


def _behind(code: str, asked: Asked, *, is_sale: bool) -> Iterator[Line]:
    """Each document with what it brought to the code."""
    currency = asked.client.currency
    for row in brought(asked.client, asked.from_on, asked.until_on, [code], most=MOST, sides=AS_SUMMED):
        base, text = -row.posted.base if is_sale else row.posted.base, f"{row.number or row.voucher} {row.party_name}".strip()
        amounts = (Money(base, currency), Money(row.posted.input, currency), Money(-row.posted.output, currency))
        yield Line((row.document_on, text, "", *amounts), style="account", level=1, document=row.document_id)
