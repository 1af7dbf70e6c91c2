"""How Coretax names what stands in a return of PPN beside tax invoices: other documents, and sales that are reported together."""

from functools import cache
from typing import NamedTuple

from kantor.countries import tables

RETAIL = {"PK12": "Normal", "PK12M": "Normal", "PK11": "Normal", "PKDB": "08", "PKNO": "NoVAT", "PKNP": "NoVAT"}
"""Tax code -> how a sale without a tax invoice of its own is reported (parts I.A.5, I.A.9 and I.B of the return)."""


class OtherKind(NamedTuple):
    """What Coretax calls a document that is no tax invoice. side: `output` or `input`; type, detail, document: its three codes; supply: of
    which kind of supply it holds, '' of any."""

    code: str
    side: str
    type: str
    detail: str
    document: str
    supply: str
    source: str


@cache
def other_kinds() -> tuple[OtherKind, ...]:
    return tuple(OtherKind(**row) for row in tables.rows("indonesia", "coretax_documents.csv"))


def other_kind(code: str, supply: str) -> OtherKind | None:
    """None for a tax code whose documents are tax invoices."""
    return next((one for one in other_kinds() if one.code == code and one.supply in ("", supply)), None)
