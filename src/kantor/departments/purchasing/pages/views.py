"""Orders line by line: ordered, received, invoiced."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kantor.desk.gate import gate
from kantor.desk.lists.exporting import Column
from kantor.desk.lists.page import Listing, after_id, show_list
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

    listing = Listing(
        template="purchasing/orders",
        title="purchasing.orders.title",
        fetch=fetch,
        cursor=lambda row: row.id,
        begins=after_id(request),
        file="orders",
        columns=COLUMNS,
    )
    return show_list(request, visit, listing, party=parties.party(party) if party else None)
