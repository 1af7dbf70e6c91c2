"""Orders for programs: line by line, ordered, received, invoiced."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, reads
from kantor.channels.api.listing import OR_FILE, Listed, Rows, page_or_file
from kantor.channels.api.shapes import Id, Page, Word
from kantor.departments.purchasing.pages.views import COLUMNS, QUERIES
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.words.field import row_id

ROUTER = Router(tags=["orders"])


class OrdersWanted(Listed):
    party: Id | None = None
    order: Word = ""


class OrderLine(Schema):
    id: int
    client: int
    document: int
    party: int | None
    party_name: str | None
    order_number: str
    line: str
    article: str | None
    name: str
    unit: str
    ordered: Decimal
    received: Decimal
    invoiced: Decimal
    price: Decimal
    currency: str
    ordered_on: date
    closed_on: date | None


@ROUTER.get("/orders", response=Page[OrderLine], summary="List order lines", openapi_extra=OR_FILE)
@reads("purchasing.see")
def orders(request: Call, asked: Query[OrdersWanted]) -> Any:
    """The newest first."""
    given = {"clients": list(request.visit.clients), "party": asked.party, "order": asked.order, "limit": PAGE}

    def fetch(before: int | None) -> list[Any]:
        return QUERIES.rows("orders", **given, before=before or LAST_ID)

    return page_or_file(request, Rows("orders", COLUMNS, fetch, lambda row: row.id), _line, row_id(asked.after))


def _line(row: Any) -> OrderLine:
    same = [name for name in OrderLine.model_fields if name not in ("client", "document", "party")]
    return OrderLine(**{name: getattr(row, name) for name in same}, client=row.client_id, document=row.document_id, party=row.party_id)
