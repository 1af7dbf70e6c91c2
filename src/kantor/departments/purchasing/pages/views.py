"""Orders line by line: ordered, received, invoiced."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kantor.desk.gate import gate
from kantor.desk.lists.exporting import Column, exported
from kantor.desk.lists.page import show_list
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.desk.visit import Visit
from kantor.kit.sql import Queries
from kantor.spine import parties
from kantor.words.field import row_id

QUERIES = Queries(__file__)
COLUMNS: tuple[Column, ...] = (
    ("client", lambda row: row.client_id),
    ("number", lambda row: row.order_number),
    ("party", lambda row: row.party_name),
    ("text", lambda row: row.name),
    ("ordered", lambda row: row.ordered),
    ("received", lambda row: row.received),
    ("invoiced", lambda row: row.invoiced),
    ("price", lambda row: row.price),
    ("currency", lambda row: row.currency),
)


@gate("purchasing.see")
def orders(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Lines of purchase orders, the newest first, of a supplier or an order where asked."""
    party, order = row_id(request.GET.get("party", "")), request.GET.get("order", "").strip()

    def fetch(before: int | None) -> list[Any]:
        return QUERIES.rows("orders", clients=list(visit.clients), party=party, order=order, before=before or LAST_ID, limit=PAGE)

    if answer := exported(request, "orders", COLUMNS, fetch, lambda row: row.id):
        return answer
    return show_list(
        request,
        visit,
        "purchasing/orders",
        rows=[{"row": row, "client": visit.every[row.client_id]} for row in fetch(row_id(request.GET.get("after", "")))],
        cursor=lambda last: str(last["row"].id),
        title="purchasing.orders.title",
        party=parties.party(party) if party else None,
    )
