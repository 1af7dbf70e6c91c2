"""The One Stop Shop as a report: sales by state and rate, corrections of earlier quarters, what is payable, and the documents behind."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kantor.countries import eu_members, law
from kantor.countries.sales.one_stop_shop import CURRENCY, SINCE, Quarter, consumed, quarter_of, read_quarter
from kantor.departments.accounting.oss_return.books import behind, returns, sold
from kantor.departments.accounting.oss_return.reckoning import Correction, Reckoned, reckon, told_rates
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.kit.money import Money
from kantor.kit.say import say

MOST = 2000
"""Documents shown behind a figure."""


def one_stop_shop(asked: Asked) -> Table:
    """Of the quarter in which the days end; LookupError outside the Union. asked.line: the figure that is opened. In euros by the rates of
    the quarter's return, without one in the books' currency alone."""
    client = asked.client
    if client.country not in eu_members(SINCE):
        raise LookupError(client.country)
    quarter = quarter_of(asked.until_on)
    now = str(quarter)
    rows, made = sold(client, quarter.until_on), returns(client)
    earlier = [one for one in made if one["quarter"] < now]
    found = reckon(quarter, rows, earlier, rates=told_rates(made), own=client.currency)
    lines = list(_figures([row for row in rows if row["quarter"] == now], quarter, found, asked))
    for correction in found.corrections:
        lines += _corrected(correction, asked)
    if lines and not found.missing:
        lines.append(
            Line(("", say("accounting.line.oss_payable", asked.language), None, None, Money(found.payable, CURRENCY)), style="sum")
        )
    headings = (Heading("state"), Heading("name"), *(Heading(key, AMOUNT) for key in ("base", "tax", "tax_in_euros")))
    return Table(headings=headings, lines=tuple(lines), note="accounting.note.oss_rates" if found.missing else "")


def _figures(rows: list[Mapping[str, str]], quarter: Quarter, found: Reckoned, asked: Asked) -> Iterator[Line]:
    own, known = asked.client.currency, law(asked.client.country).sale_codes
    euros = {(one.state, one.supply, one.rate): one.tax for one in found.figures}
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for row in rows:
        base, tax = sums.get(row["code"], (Decimal(0), Decimal(0)))
        sums[row["code"]] = base + Decimal(row["local_base"]), tax + Decimal(row["local_tax"])
    for code, (base, tax) in sorted(sums.items()):
        one, key = consumed(code), f"{quarter}:{code}"
        if one is None or not (base or tax):
            continue
        name = known[code].name_local if asked.language == asked.client.language else known[code].name_en
        in_euros = euros.get((one.state, one.supply, one.percent))
        told = Money(in_euros, CURRENCY) if in_euros is not None else None
        yield Line((one.state, name, Money(base, own), Money(tax, own), told), key=key)
        if asked.line == key:
            yield from _behind(quarter, [code], asked)


def _corrected(correction: Correction, asked: Asked) -> Iterator[Line]:
    key = f"{correction.quarter}:{correction.state}"
    name = say("accounting.line.oss_correction", asked.language, {"quarter": correction.quarter})
    yield Line((correction.state, name, None, None, Money(correction.tax, CURRENCY)), key=key)
    if asked.line == key:
        codes = [code for code in law(asked.client.country).sale_codes if (one := consumed(code)) and one.state == correction.state]
        yield from _behind(read_quarter(correction.quarter), codes, asked)


def _behind(quarter: Quarter, codes: list[str], asked: Asked) -> Iterator[Line]:
    """Each document with what it brought, in the books' currency."""
    for row in behind(asked.client, quarter, codes, most=MOST):
        text = " · ".join(part for part in (row.number, row.party_name, row.code) if part)
        yield Line((row.booked_on, text, row.base, row.tax, None), style="account", level=1, document=row.document_id)
