"""Orders of customers for programs: line by line, ordered, performed, billed, open."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, reads
from kantor.channels.api.listing import OR_FILE, Listed, Rows, page_or_file
from kantor.channels.api.shapes import Id, Page, Word
from kantor.departments.receivables.pages.orders import order_lines
from kantor.departments.receivables.pages.views import COLUMNS
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.words.field import row_id

ROUTER = Router(tags=["orders"])


class SalesOrdersWanted(Listed):
    party: Id | None = None
    order: Word = ""


class SalesOrderLine(Schema):
    id: int
    client: int
    document: int
    party: int | None
    party_name: str
    number: str
    line: str
    article: str
    name: str
    unit: str
    ordered: Decimal
    performed: Decimal
    billed: Decimal
    open: Decimal
    price: Decimal
    currency: str
    ordered_on: date


@ROUTER.get("/sales-orders", response=Page[SalesOrderLine], summary="List lines of sales orders", openapi_extra=OR_FILE)
@reads("receivables.sales_order.see")
def sales_orders(request: Call, asked: Query[SalesOrdersWanted]) -> Any:
    """Of confirmed orders, the newest first; open: what is ordered and not billed."""

    def fetch(before: int | None) -> list[Any]:
        return order_lines(request.visit.clients, party=asked.party, order=asked.order, before=before or LAST_ID, limit=PAGE)

    return page_or_file(request, Rows("sales-orders", COLUMNS, fetch, lambda row: row.id), _line, row_id(asked.after))


def _line(row: Any) -> SalesOrderLine:
    same = [name for name in SalesOrderLine.model_fields if name not in ("client", "document", "party")]
    return SalesOrderLine(**{name: getattr(row, name) for name in same}, client=row.client_id, document=row.document_id, party=row.party_id)
