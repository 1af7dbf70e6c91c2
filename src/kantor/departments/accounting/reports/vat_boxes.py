"""The VAT return as a report: each box by the books and as it is stated, what is payable, and the documents behind a box."""

from collections.abc import Iterator
from decimal import Decimal

from kantor.countries import law
from kantor.countries.returns import FORMS, Box, amount, codes_of, places, special_prepayment
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.departments.accounting.vat_return.books import brought, declared_in, told
from kantor.departments.accounting.vat_return.reckoning import of_books
from kantor.kit.money import Money, exponent, half_up
from kantor.kit.say import say

DECEMBER = 12
MOST = 2000
"""Documents shown behind a box; where there are more, fewer days show the rest."""


def vat_return(asked: Asked) -> Table:
    """Of the periods within the days asked for; LookupError where the country has no return. asked.line: the box that is opened."""
    client = asked.client
    if client.country not in FORMS:
        raise LookupError(client.country)
    found = of_books(client.country, told(client, asked.from_on, asked.until_on))
    lines: list[Line] = []
    for one in found.declared.boxes:
        name = one.box.name_local if asked.language == client.language else one.box.name_en
        tax = _money(one.tax, asked) if one.box.sign else None
        lines.append(Line((one.box.key, name, _money(one.books, asked), _money(one.stated, asked), tax), key=one.box.key))
        if asked.line == one.box.key:
            lines += _behind(one.box, asked)
    sums = (("vat_rounding", found.declared.rounding), ("vat_difference", found.difference), ("vat_result", found.declared.tax))
    for key, value in sums:
        if value or key == "vat_result":
            cells = ("", say(f"accounting.line.{key}", asked.language), None, None, _money(value, asked))
            lines.append(Line(cells, style="sum" if key == "vat_result" else "account"))
    lines += _special_prepayment(asked)
    headings = (Heading("box"), Heading("name"), *(Heading(key, AMOUNT) for key in ("books", "stated", "tax")))
    return Table(headings=headings, lines=tuple(lines) if found.declared.boxes else ())


def _special_prepayment(asked: Asked) -> Iterator[Line]:
    """At the end of a German year, for the request that begins the next one (USt 1 H); nothing where no return of the year stands."""
    if asked.client.country != "DE" or asked.until_on.month != DECEMBER:
        return
    taxes, months = declared_in(asked.client, asked.until_on.year)
    if taxes:
        about = {"year": str(asked.until_on.year), "next": str(asked.until_on.year + 1), "months": str(months)}
        name = say("accounting.line.special_prepayment", asked.language, about)
        yield Line(("38", name, None, None, _money(special_prepayment(taxes, months), asked)), style="account")


def _behind(box: Box, asked: Asked) -> Iterator[Line]:
    """Each document with what it brought to the box."""
    client = asked.client
    known = codes_of(client.country)
    codes = places(client.country, box.key)
    for row in brought(client, asked.from_on, asked.until_on, codes, most=MOST):
        code = row.posted.code
        worth = amount(box, row.posted, is_sale=code in law(client.country).sale_codes, share=known[code].base_share)
        if worth:
            text = " · ".join(part for part in (row.number or row.voucher, row.party_name, code) if part)
            yield Line((row.document_on, text, _money(worth, asked), None, None), style="account", level=1, document=row.document_id)


def _money(value: Decimal, asked: Asked) -> Money:
    """In the smallest unit of the books: a part of a base may be finer."""
    return Money(half_up(value, exponent(asked.client.currency)), asked.client.currency)
