"""The EC sales list (§ 18a UStG, art. 100 ustawy o VAT): supplies to businesses in other member states by VAT id and kind."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from kantor.countries import law
from kantor.countries.returns import amount, boxes
from kantor.departments.accounting.reports.declaring import AMOUNT, Asked, Heading, Line, Table
from kantor.departments.accounting.vat_return.books import brought
from kantor.kit.money import Money, total
from kantor.spine import parties

KINDS: Mapping[str, Mapping[str, str]] = {"DE": {"41": "L", "21": "S", "42": "D"}, "PL": {"K_21": "C", "K_12": "E"}}
"""Box of the return -> kind: goods, services, and of Germany triangular supplies; Polish kinds are the parts of VAT-UE."""
WHOLE = Decimal(1)


def ec_sales_list(asked: Asked) -> Table:
    """Of the periods within the days asked for, in whole units; a business without a VAT id stands with an empty one.
    LookupError where the country files no such list."""
    client = asked.client
    if client.country not in KINDS:
        raise LookupError(client.country)
    every, codes = {box.key: box for box in boxes(client.country)}, law(client.country).sale_codes
    kinds = {code.code: box for code in codes.values() for box in code.boxes if box in KINDS[client.country]}
    rows = brought(client, asked.from_on, asked.until_on, kinds)
    ids = {row.party_id: row.value for row in _vat_ids(sorted({row.party_id for row in rows if row.party_id}))}
    sums: dict[tuple[str, str, str, int | None], Decimal] = defaultdict(Decimal)
    for row in rows:
        box = kinds[row.posted.code]
        key = (ids.get(row.party_id or 0, ""), KINDS[client.country][box], row.party_name, row.party_id)
        sums[key] += amount(every[box], row.posted, is_sale=True, share=codes[row.posted.code].base_share)
    lines = [
        Line((vat_id[:2], vat_id[2:], Money(worth.quantize(WHOLE, ROUND_HALF_UP), client.currency), kind, name), party=party_id)
        for (vat_id, kind, name, party_id), worth in sorted(sums.items(), key=lambda item: item[0][:3])
        if worth
    ]
    whole = total((line.cells[2] for line in lines if isinstance(line.cells[2], Money)), client.currency)
    headings = (Heading("country"), Heading("vat_id"), Heading("base", AMOUNT), Heading("supply"), Heading("party"))
    return Table(headings=headings, lines=(*lines, Line(("", client.currency, whole, "", ""), style="sum")) if lines else ())


def _vat_ids(ids: list[int]) -> list[parties.IdentifierRow]:
    return [row for row in parties.identifiers(ids) if row.scheme == "vat"]
