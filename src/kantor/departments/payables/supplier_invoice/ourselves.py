"""Which of two VAT ids on a page is the supplier's: never the client's own, whatever the model took it for."""

from collections.abc import Mapping
from typing import Any

from kantor.countries import ways_to_write
from kantor.words import PAGES, Reading, Value


def told_apart(reading: Reading, client: Mapping[str, Any]) -> Reading:
    """The reading with the client's own VAT id as the buyer's where a machine found it on the page as the supplier's; the id that it took
    for the buyer's is then the supplier's. What a person typed stays. Pure."""
    supplier, buyer = reading.values.get("supplier_vat_id"), reading.values.get("buyer_vat_id")
    own = set(ways_to_write(str(client.get("vat_id") or "")))
    if not reading.reader.startswith(PAGES) or supplier is None or supplier.source.kind != "page" or not _is_one_of(supplier, own):
        return reading
    if buyer is not None and buyer.source.kind != "page":
        return reading
    values = {key: value for key, value in reading.values.items() if key not in ("supplier_vat_id", "supplier_country")}
    values["buyer_vat_id"] = supplier
    if buyer is not None and not _is_one_of(buyer, own):
        values["supplier_vat_id"] = buyer
        prefix = buyer.text[:2]
        values |= {"supplier_country": buyer._replace(text="ID" if prefix.isdigit() else {"EL": "GR"}.get(prefix, prefix))}
    return Reading(reader=reading.reader, values=values, tables=reading.tables, document_id=reading.document_id)


def _is_one_of(value: Value, own: set[str]) -> bool:
    return bool(own & set(ways_to_write(value.text)))
