"""The lists: documents, what is owed and how old it is, suppliers, the journal."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from kantor.desk.gate import ANYBODY, gate
from kantor.desk.lists import columns, queries
from kantor.desk.lists.page import Listing, after_day, after_id, after_pair, show_list, visible, visible_types
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.spine import documents, parties
from kantor.spine.ledger import voucher_text
from kantor.words.field import day, row_id
from kantor.words.locking import LEDGERS

STATES = ("received", "read", "waiting", "ready", "effective", "reversed", "sent_back", "refused", "split")
SIDES = ("payable", "receivable")


@gate(ANYBODY)
def documents_list(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every document that the person may see, by state, type, supplier and words."""
    asked_type, state, party = request.GET.get("type", ""), request.GET.get("state", ""), row_id(request.GET.get("party", ""))
    pairs = visible(visit, asked_type)
    state = state if state in STATES else ""
    text = request.GET.get("q", "").strip()

    reading: dict[int, documents.Progress] = {}

    def fetch(before: int | None) -> list[Any]:
        if text:
            rows = queries.documents_found(pairs, text, state=state, party=party) if before is None else []
        else:
            rows = queries.documents_page(pairs, state=state, party=party, before=before or queries.LAST_ID)
        received = [row.id for row in rows if row.state == "received"]
        reading.update({key: one for key, one in documents.progress(received).items() if not one.is_done} if received else {})
        return rows

    listing = Listing(
        template="desk/lists/documents",
        title="desk.lists.documents.title",
        fetch=fetch,
        cursor=lambda row: row.id,
        begins=after_id(request),
        file="documents",
        columns=columns.DOCUMENTS,
        also=lambda row: {"reading": reading.get(row.id)},
    )
    return show_list(
        request,
        visit,
        listing,
        being_read=reading,
        types=list(dict.fromkeys(type for _, type in visible_types(visit) if type)),
        states=STATES,
        party=parties.party(party) if party else None,
        searched=bool(text),
    )


@gate("ledger.see")
def open_items(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What is owed to suppliers or by customers, the oldest due first, above it the sums by age."""
    side = request.GET.get("side", "payable")
    side = side if side in SIDES else SIDES[0]
    age, party = request.GET.get("age", ""), row_id(request.GET.get("party", ""))

    def fetch(after: tuple[date, int] | None) -> list[Any]:
        return queries.open_items(visit.clients, side=side, age=age, on=visit.today, party=party, after=after or (queries.FIRST_DAY, 0))

    listing = Listing(
        template="desk/lists/open_items",
        title="desk.lists.open_items.title",
        fetch=fetch,
        cursor=lambda row: (row.due_on, row.id),
        begins=after_day(request),
        file="open-items",
        columns=columns.OPEN_ITEMS,
        also=lambda row: {"overdue": max((visit.today - row.due_on).days, 0), "discount": best_discount(row, visit.today)},
    )
    return show_list(
        request,
        visit,
        listing,
        side=side,
        sides=SIDES,
        age=age,
        ages=_ages(visit, side) if not request.GET.get("after") else (),
        party=parties.party(party) if party else None,
    )


def best_discount(row: Any, today: date) -> tuple[Any, Money] | None:
    """The best cash discount that still holds: until when, and how much."""
    holding = [(day(until), int(minor)) for until, minor in row.discounts if row.open == row.amount]
    best = max(((minor, on) for on, minor in holding if on and on >= today), default=None)
    return (best[1], Money.from_minor(best[0], row.currency)) if best else None


def _ages(visit: Visit, side: str) -> list[dict[str, Any]]:
    return [
        {
            "client": visit.every[row.client_id],
            "currency": row.currency,
            "sums": [(age, Money.from_minor(getattr(row, age), row.currency)) for age in queries.AGES],
            "total": Money.from_minor(row.total, row.currency),
        }
        for row in queries.ages(visit.clients, side=side, on=visit.today)
    ]


@gate("parties.see")
def suppliers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Suppliers by name, with what is owed to each."""
    return _partners(request, visit, "supplier")


@gate("parties.see")
def customers(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Customers by name, with what each owes and up to what it may."""
    return _partners(request, visit, "customer")


def _partners(request: HttpRequest, visit: Visit, role: str) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    ids = [party.id for party in parties.search(text, at_most=queries.PAGE)] if text else None

    def fetch(after: tuple[str, int] | None) -> list[Any]:
        return queries.partners(visit.clients, role=role, ids=ids, after=after or ("", 0))

    listing = Listing(
        template="desk/lists/suppliers",
        title=f"desk.lists.{role}s.title",
        fetch=fetch,
        cursor=lambda row: (row.sort_key, row.id),
        begins=after_pair(request),
        file=f"{role}s",
        columns=columns.SUPPLIERS,
        also=lambda row: {
            "owed": [Money.from_minor(int(minor), currency) for currency, minor in row.amounts or ()],
            "limit": Money.of(row.credit_limit, visit.every[row.client_id].currency) if row.credit_limit else None,
        },
    )
    return show_list(request, visit, listing, role=role)


@gate("ledger.see")
def journal(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The entries of the books, the newest booking first; of all ledgers, unless one is asked for."""
    from_on = day(request.GET.get("from", "")) or queries.FIRST_DAY
    until_on = day(request.GET.get("until", "")) or queries.LAST_DAY
    asked = request.GET.get("ledger", "")
    ledger = asked if asked in LEDGERS else ""

    def fetch(before: tuple[date, int] | None) -> list[Any]:
        begins = before or (queries.LAST_DAY, queries.LAST_ID)
        return queries.entries(visit.clients, from_on=from_on, until_on=until_on, ledger=ledger, before=begins)

    listing = Listing(
        template="desk/lists/journal",
        title="desk.lists.journal.title",
        fetch=fetch,
        cursor=lambda row: (row.booked_on, row.id),
        begins=after_day(request),
        file="journal",
        columns=columns.ENTRIES,
        also=lambda row: {"voucher": voucher_text(row.series, row.year, row.voucher)},
    )
    return show_list(request, visit, listing, ledgers=LEDGERS)
