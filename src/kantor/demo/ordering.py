"""Places the orders of the plan and takes their goods in, as documents that travel the road."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from kantor.demo.planning import Order
from kantor.spine import access, cases
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value

CHANNEL = "demo"
Clock = Callable[[], datetime]


def order(orders: Sequence[Order], party_ids: Mapping[str, int], client_id: int, currency: str, now: Clock) -> None:
    """Place orders and take in what has come of them; what is there already stays."""
    _file([_placed(one, party_ids, one.supplier.currency or currency) for one in orders], client_id, now)
    _file([_received(one) for one in orders if any(line.received for line in one.lines)], client_id, now)


def _file(filings: Sequence[Filing], client_id: int, now: Clock) -> None:
    if not filings:
        return
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        filed = cases.file(filings, actor)
    cases.finish_ready(client_id=client_id, document_ids=[document_id for document_id, _ in filed], person_id=None, now=now)


def _placed(one: Order, party_ids: Mapping[str, int], currency: str) -> Filing:
    net = sum((line.ordered * line.price for line in one.lines), start=one.lines[0].price * 0)
    values = {
        "order_number": one.number,
        "supplier_id": str(party_ids[one.supplier.key]),
        "supplier_name": one.supplier.party.name,
        "ordered_on": one.ordered_on.isoformat(),
        "currency": currency,
        "net": str(net),
    }
    lines = [
        {
            "line": str(place),
            "article": line.article,
            "name": line.name,
            "quantity": str(line.ordered),
            "unit": line.unit,
            "price": str(line.price),
            "clearing": "yes",
            "account": line.account,
        }
        for place, line in enumerate(one.lines, 1)
    ]
    return Filing(type="purchasing.purchase_order", key=f"order:{one.number}", reading=_reading(values, lines), channel=CHANNEL)


def _received(one: Order) -> Filing:
    values = {
        "number": f"{one.number}-GR",
        "received_on": one.received_on.isoformat(),
        "supplier_name": one.supplier.party.name,
        "order_number": one.number,
    }
    lines = [{"line": str(place), "quantity": str(line.received)} for place, line in enumerate(one.lines, 1) if line.received]
    return Filing(type="purchasing.goods_receipt", key=f"receipt:{one.number}", reading=_reading(values, lines), channel=CHANNEL)


def _reading(values: Mapping[str, str], lines: Sequence[Mapping[str, str]]) -> Reading:
    source = Source("rule", "demo")
    return Reading(
        reader="demo",
        values={key: Value(text, source) for key, text in values.items()},
        tables={"lines": tuple({key: Value(text, source) for key, text in row.items()} for row in lines)},
    )
