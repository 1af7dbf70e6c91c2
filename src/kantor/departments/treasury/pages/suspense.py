"""The suspense account on screen: its lines by age, what each could be and why, and the clearing of one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.departments.treasury.line_clearing.document import KEY
from kantor.departments.treasury.line_clearing.writing import clearing
from kantor.departments.treasury.reconciling import Offer, offers
from kantor.departments.treasury.settled_answers import backs
from kantor.departments.treasury.shares import Item, Share, shares_of
from kantor.departments.treasury.statement_answers import items_by_id
from kantor.desk.frame import Key
from kantor.desk.gate import gate
from kantor.desk.lists.exporting import Column
from kantor.desk.lists.page import Listing, after_day, show_list
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.kit.ui import shown
from kantor.spine import access, cases
from kantor.spine.documents import Filing
from kantor.words import Source
from kantor.words.field import row_id

QUERIES = Queries(__file__)
PAGE = 50
"""Lines at a time: each of them is matched to all that is open."""
COLUMNS: tuple[Column, ...] = (
    ("client", lambda row: row.client_id),
    ("due_on", lambda row: row.booked_on),
    ("party", lambda row: row.name),
    ("reference", lambda row: row.text),
    ("amount", lambda row: Money.from_minor(row.amount, row.currency).amount),
    ("currency", lambda row: row.currency),
)


@gate(f"{KEY}.see")
def suspense(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the banks told and nobody has placed yet, the oldest first."""
    found: dict[int, list[Offer]] = {}

    def fetch(before: Any) -> list[Any]:
        after_on, last = before or (date.min, 0)
        rows = QUERIES.rows("suspense", clients=list(visit.clients), after_on=after_on, after_id=last, limit=PAGE)
        if not request.GET.get("export"):
            found.update(offers(rows, visit.today))
        return rows

    listing = Listing(
        template="treasury/suspense",
        title="treasury.suspense.title",
        fetch=fetch,
        cursor=lambda row: (row.booked_on, row.id),
        begins=after_day(request),
        file="suspense",
        columns=COLUMNS,
        keys=[Key("1", "treasury.suspense.key.accept")],
        also=lambda row: {
            "days": max(0, (visit.today - row.booked_on).days),
            "offers": [(offer, why(offer)) for offer in found.get(row.id, ())],
            "may_clear": visit.may(f"{KEY}.enter", row.client_id),
        },
    )
    return show_list(request, visit, listing)


def why(offer: Offer) -> list[str]:
    """The evidence in the reader's language."""
    return [shown.sentence(f"reconciling.evidence.{one.key}", **_blanks(one.values)) for one in offer.proposal.evidence]


def _blanks(values: Mapping[str, Any]) -> dict[str, Any]:
    """What the engine tells exactly, as people read it: amounts with their currency, days."""
    found: dict[str, Any] = {name: shown.day(value) if isinstance(value, date) else value for name, value in values.items()}
    for name, currency in (("amount", "currency"), ("difference", "difference_currency")):
        if f"{name}_minor" in found:
            found[name] = shown.money(Money.from_minor(found[f"{name}_minor"], found[currency]))
    return found


@require_POST
@gate(f"{KEY}.enter")
def clear(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Clear a line as it was accepted, or to an account; anything else is divided on the form of the clearing."""
    line = QUERIES.one("suspense_line", line=row_id(request.POST.get("line", "")) or 0)
    back = _where_it_was_seen(request)
    if line is None:
        messages.info(request, shown.sentence("treasury.suspense.gone"))
        return back
    if not visit.may(f"{KEY}.enter", line.client_id):
        raise PermissionDenied(f"{KEY}.enter")
    account = request.POST.get("account", "").strip()
    shares = shares_of(request.POST.get("offer", "")) or ()
    if not shares and account:
        shares = (Share(account=account, paid=Money.from_minor(line.amount, line.currency).amount),)
    if not shares:
        messages.info(request, shown.sentence("treasury.suspense.nothing_chosen"))
        return back
    with access.acting(clients=[line.client_id], person_id=visit.person_id, at=visit.at) as actor:
        key = f"{KEY}:{line.id}:{actor.at.isoformat()}"
        reading = clearing(line, shares, _named(shares, line.client_id), source=Source("person"))
        filing = Filing(type=KEY, key=key, reading=reading, channel="desk", made_by=actor.person_id)
        ((document_id, _),) = cases.file([filing], actor)
    done = cases.finish_ready(client_id=line.client_id, document_ids=[document_id], person_id=visit.person_id, now=lambda: visit.at)
    return back if document_id in done else redirect(reverse("desk:document", args=[document_id]))


def _where_it_was_seen(request: HttpRequest) -> HttpResponse:
    """The statement, or the list of the clients that were chosen there."""
    if statement := row_id(request.POST.get("statement", "")):
        return redirect("treasury:statement", document_id=statement)
    chosen = [("client", one) for one in request.POST.getlist("client") if row_id(one)]
    return redirect(f"{reverse('treasury:suspense')}?{urlencode(chosen)}" if chosen else "treasury:suspense")


def _named(shares: Sequence[Share], client_id: int) -> dict[str, Item]:
    """What the parts name, as it stands now."""
    items = {str(item["id"]): item for item in items_by_id([share.item_id for share in shares if share.item_id], client_id)}
    backed = backs([share.back for share in shares if share.back], client_id, seen=True)
    return items | {str(one["key"]): one for one in backed}
