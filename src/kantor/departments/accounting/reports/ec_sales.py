"""The EC sales list (§ 18a UStG, art. 100 ustawy o VAT): supplies to businesses in other member states by VAT id and kind."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from kantor.countries import law
from kantor.countries.returns import amount, boxes
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.departments.accounting.vat_return.books import Brought, brought
from kantor.kit.money import Money
from kantor.spine import parties

KINDS: Mapping[str, Mapping[str, str]] = {"DE": {"41": "L", "21": "S", "42": "D"}, "PL": {"K_21": "C", "K_12": "E"}}
"""Box of the return -> kind: goods, services, and of Germany triangular supplies; Polish kinds are the parts of VAT-UE."""
WHOLE = Decimal(1)


def ec_sales_list(asked: Asked) -> Table:
    """Of the periods within the days asked for, in whole units, by the VAT id that the invoice names, else the business's own, else none.
    LookupError where the country files no such list."""
    client = asked.client
    if client.country not in KINDS:
        raise LookupError(client.country)
    every, codes = {box.key: box for box in boxes(client.country)}, law(client.country).sale_codes
    kinds = {code.code: box for code in codes.values() for box in code.boxes if box in KINDS[client.country]}
    rows = brought(client, asked.from_on, asked.until_on, kinds)
    ids = {row.party_id: row.value for row in _vat_ids(sorted({row.party_id for row in rows if row.party_id}))}
    sold: dict[tuple[str, str, int], list[tuple[Brought, Decimal]]] = defaultdict(list)
    for row in rows:
        box = kinds[row.posted.code]
        worth = amount(every[box], row.posted, is_sale=True, share=codes[row.posted.code].base_share)
        vat_id = row.vat_id or ids.get(row.party_id or 0, "")
        sold[vat_id, KINDS[client.country][box], 0 if vat_id else row.party_id or 0].append((row, worth))
    lines: list[Line] = []
    whole = Money.zero(client.currency)
    for (vat_id, kind, nameless), parts in sorted(sold.items()):
        stated = sum((worth for _, worth in parts), Decimal(0)).quantize(WHOLE, ROUND_HALF_UP)
        whole += Money(stated, client.currency)
        if any(worth for _, worth in parts):
            key, name = f"{vat_id or nameless}-{kind}", min(row.party_name for row, _ in parts)
            lines.append(Line((vat_id[:2], vat_id[2:], Money(stated, client.currency), kind, name), key=key))
            lines += _behind(parts, client.currency) if asked.line == key else ()
    headings = (Heading("country"), Heading("vat_id"), Heading("base", AMOUNT), Heading("supply"), Heading("party"))
    return Table(headings=headings, lines=(*lines, Line(("", client.currency, whole, "", ""), style="sum")) if lines else ())


def _behind(parts: Iterable[tuple[Brought, Decimal]], currency: str) -> Iterator[Line]:
    """Each document with what it brought to the line."""
    for row, worth in parts:
        cells = (row.document_on, row.number or row.voucher, Money(worth, currency), "", row.party_name)
        yield Line(cells, style="account", level=1, document=row.document_id)


def _vat_ids(ids: list[int]) -> list[parties.IdentifierRow]:
    return [row for row in parties.identifiers(ids) if row.scheme == "vat"]
