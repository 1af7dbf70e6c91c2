"""What the books say was sold in the One Stop Shop, and which returns were made: answers for the return, figures for its report."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from kantor.countries.sales.one_stop_shop import TAX_ROLE, Quarter
from kantor.departments.accounting.oss_registration.keeping import spells
from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.spine import access
from kantor.spine.access import ClientRecord
from kantor.words import Answer, Answers, Ask, Reading
from kantor.words.field import cell, day

QUERIES = Queries(__file__)
INVOICE = "receivables.customer_invoice"
HOLDS_TAX = rf"(^| ){TAX_ROLE}( |$)"
EVERY_CODE = "OSS-%"
OFFICE = ("office_id", "office_name", "vat_id")


class Behind(NamedTuple):
    """What a document brought to a tax code in a quarter, in the books' currency."""

    document_id: int
    booked_on: date
    code: str
    number: str
    party_name: str
    base: Money
    tax: Money


def sold(client: ClientRecord, until_on: date) -> list[dict[str, str]]:
    """By `quarter` of the supply, `code` and `currency` of invoice: `base`, `tax` in it; `local_base`, `local_tax` in the books' own.
    Amounts as text, sales above zero."""
    since = _since(client)
    if since is None:
        return []
    rows = QUERIES.rows("sales", **_read(client, since, [EVERY_CODE]), until_on=until_on)
    return [
        {
            "quarter": row.quarter,
            "code": row.tax_code,
            "currency": row.currency,
            "base": _text(row.base, row.currency),
            "tax": _text(row.tax, row.currency),
            "local_base": _text(row.local_base, row.own),
            "local_tax": _text(row.local_tax, row.own),
        }
        for row in rows
    ]


def behind(client: ClientRecord, quarter: Quarter, codes: Iterable[str], *, most: int) -> list[Behind]:
    """The documents whose supplies of the quarter were booked under the codes, in the order of booking."""
    since = _since(client)
    if since is None:
        return []
    rows = QUERIES.rows("behind", **_read(client, since, sorted(codes)), quarter=str(quarter), most=most)
    return [
        Behind(
            row.document_id,
            row.booked_on,
            row.tax_code,
            row.number,
            row.party_name,
            Money.from_minor(row.local_base, row.own),
            Money.from_minor(row.local_tax, row.own),
        )
        for row in rows
    ]


def _read(client: ClientRecord, since: date, codes: list[str]) -> dict[str, Any]:
    return {"client_id": client.id, "since": since, "codes": codes, "tax_role": HOLDS_TAX, "type": INVOICE}


def _since(client: ClientRecord) -> date | None:
    """Nothing was booked for the scheme before the client joined it first; None where it never did."""
    known = spells(client.id)
    return day(known[0]["from_on"]) if known else None


def _text(units: int, currency: str) -> str:
    return f"{Money.from_minor(int(units), currency).amount:f}"


def _sales(asks: Sequence[Ask], as_of: date) -> Answers:
    """(last day) -> what was sold in the scheme up to it; None for a day that is none."""
    client = access.client(access.acting_client())
    return {ask: sold(client, until) if (until := day(ask.about[0])) else None for ask in asks}


def _returns(asks: Sequence[Ask], as_of: date) -> Answers:
    """() -> the returns that stand, the oldest first: `document_id`, `quarter`, `cleared`, `office`, rows of `figures`, `corrections` and
    `rates`."""
    client = access.client(access.acting_client())
    told = returns(client)
    return dict.fromkeys(asks, told)


def returns(client: ClientRecord) -> list[dict[str, Any]]:
    return [_told(row, client.currency) for row in QUERIES.rows("returns", client_id=client.id)]


def _told(row: Any, own: str) -> dict[str, Any]:
    reading = Reading.from_json(row.content)
    tables = {key: [{name: cell(one, name) for name in one} for one in reading.rows(key)] for key in ("figures", "corrections", "rates")}
    told = {"document_id": row.document_id, "quarter": row.quarter, "cleared": _text(row.cleared, own)}
    return {**told, **tables, "office": {key: reading.text(key) for key in OFFICE}}


ANSWERS: dict[str, Answer] = {"accounting.oss_sales": _sales, "accounting.oss_returns": _returns}
