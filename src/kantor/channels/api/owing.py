"""What is owed: open items with their ages, and suppliers with what is owed to each."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, reads
from kantor.channels.api.listing import OR_FILE, Listed, Rows, page_or_file
from kantor.channels.api.shapes import Across, Id, Page, Text, decimal
from kantor.desk.lists import columns, queries
from kantor.desk.lists.page import after_day, after_pair
from kantor.desk.lists.views import best_discount
from kantor.kit.money import Money
from kantor.spine import parties

ROUTER = Router(tags=["books"])


class OwedWanted(Listed):
    side: Literal["payable", "receivable"] = "payable"
    age: Literal["", "not_due", "to_30", "to_60", "to_90", "older"] = ""
    party: Id | None = None


class OpenItem(Schema):
    """discount: the best that still holds, and until when."""

    id: int
    client: int
    document: int
    entry: int | None
    party: int | None
    party_name: str | None
    reference: str
    amount: Decimal | None
    open: Decimal | None
    currency: str
    document_on: date
    due_on: date
    held_reason: str | None
    discount: Decimal | None
    discount_until: date | None


class AgesWanted(Across):
    side: Literal["payable", "receivable"] = "payable"


class Ages(Schema):
    """What is owed by client and currency, by how many days it is overdue."""

    client: int
    currency: str
    not_due: Decimal | None
    to_30: Decimal | None
    to_60: Decimal | None
    to_90: Decimal | None
    older: Decimal | None
    total: Decimal | None


class AgeSums(Schema):
    rows: list[Ages]


class SupplierWanted(Listed):
    q: Text = ""


class Supplier(Schema):
    """owed: currency -> amount; credit_limit: of a customer, in the client's currency, null where none is agreed."""

    id: int
    client: int
    number: str
    name: str
    country: str
    account: str | None
    blocked_on: date | None
    owed: dict[str, Decimal]
    credit_limit: Decimal | None


@ROUTER.get("/open-items", response=Page[OpenItem], summary="List what is owed", openapi_extra=OR_FILE)
@reads("ledger.see")
def open_items(request: Call, asked: Query[OwedWanted]) -> Any:
    """The oldest due first."""
    visit = request.visit

    def fetch(after: tuple[date, int] | None) -> list[Any]:
        begins = after or (queries.FIRST_DAY, 0)
        return queries.open_items(visit.clients, side=asked.side, age=asked.age, on=visit.today, party=asked.party, after=begins)

    rows = Rows("open-items", columns.OPEN_ITEMS, fetch, lambda row: (row.due_on, row.id))
    return page_or_file(request, rows, lambda row: _open_item(row, visit.today), after_day(request))


@ROUTER.get("/open-items/ages", response=AgeSums, summary="What is owed by age")
@reads("ledger.see")
def ages(request: Call, asked: Query[AgesWanted]) -> Any:
    """Sums of all that is open today."""
    rows = queries.ages(request.visit.clients, side=asked.side, on=request.visit.today)
    return AgeSums(
        rows=[
            Ages(
                client=row.client_id,
                currency=row.currency,
                **{age: decimal(getattr(row, age), row.currency) for age in (*queries.AGES, "total")},
            )
            for row in rows
        ]
    )


def _open_item(row: Any, today: date) -> OpenItem:
    best = best_discount(row, today)
    same = ("id", "party_name", "reference", "currency", "document_on", "due_on", "held_reason")
    return OpenItem(
        **{name: getattr(row, name) for name in same},
        client=row.client_id,
        document=row.document_id,
        entry=row.entry_id,
        party=row.party_id,
        amount=decimal(row.amount, row.currency),
        open=decimal(row.open, row.currency),
        discount=best[1].amount if best else None,
        discount_until=best[0] if best else None,
    )


@ROUTER.get("/suppliers", response=Page[Supplier], summary="List suppliers", openapi_extra=OR_FILE)
@reads("parties.see")
def suppliers(request: Call, asked: Query[SupplierWanted]) -> Any:
    """By name, with what is owed to each."""
    return _partners(request, asked.q, "supplier")


@ROUTER.get("/customers", response=Page[Supplier], summary="List customers", openapi_extra=OR_FILE)
@reads("parties.see")
def customers(request: Call, asked: Query[SupplierWanted]) -> Any:
    """By name, with what each owes, and up to what it may."""
    return _partners(request, asked.q, "customer")


def _partners(request: Call, text: str, role: str) -> Any:
    ids = [party.id for party in parties.search(text, at_most=queries.PAGE)] if text.strip() else None

    def fetch(after: tuple[str, int] | None) -> list[Any]:
        return queries.partners(request.visit.clients, role=role, ids=ids, after=after or ("", 0))

    rows = Rows(f"{role}s", columns.SUPPLIERS, fetch, lambda row: (row.sort_key, row.id))
    return page_or_file(request, rows, _supplier, after_pair(request))


def _supplier(row: Any) -> Supplier:
    same = ("id", "number", "name", "country", "account", "blocked_on")
    owed = {currency: Money.from_minor(int(minor), currency).amount for currency, minor in row.amounts or ()}
    return Supplier(
        **{name: getattr(row, name) for name in same},
        client=row.client_id,
        owed=owed,
        credit_limit=Decimal(row.credit_limit) if row.credit_limit else None,
    )
