"""The list of what customers have ordered."""

from django.http import HttpRequest, HttpResponse

from kantor.departments.receivables.pages.orders import OrderLine, order_lines
from kantor.desk.gate import gate
from kantor.desk.lists.exporting import Column
from kantor.desk.lists.page import Listing, after_id, show_list
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.desk.visit import Visit
from kantor.spine import parties
from kantor.words.field import row_id

COLUMNS: tuple[Column, ...] = (
    ("client", lambda row: row.client_id),
    ("number", lambda row: row.number),
    ("party", lambda row: row.party_name),
    ("text", lambda row: row.name),
    ("ordered", lambda row: row.ordered),
    ("performed", lambda row: row.performed),
    ("invoiced", lambda row: row.billed),
    ("left_to_bill", lambda row: row.open),
    ("price", lambda row: row.price),
    ("currency", lambda row: row.currency),
)


@gate("receivables.sales_order.see")
def orders(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Lines of confirmed orders, the newest first, of a customer or an order where asked."""
    party, order = row_id(request.GET.get("party", "")), request.GET.get("order", "").strip()

    def fetch(before: int | None) -> list[OrderLine]:
        return order_lines(visit.clients, party=party, order=order, before=before or LAST_ID, limit=PAGE)

    listing = Listing(
        template="receivables/orders",
        title="receivables.orders.title",
        fetch=fetch,
        cursor=lambda row: row.id,
        begins=after_id(request),
        file="sales-orders",
        columns=COLUMNS,
    )
    return show_list(request, visit, listing, party=parties.party(party) if party else None)
