"""Payments made and payment runs; proposing a run for a day and a currency."""

from datetime import date, timedelta
from typing import Any, Literal

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.countries import working_day
from kantor.departments.treasury.collecting import propose_collection
from kantor.departments.treasury.collection_run.document import KEY as COLLECTION
from kantor.departments.treasury.payment_run.document import KEY
from kantor.departments.treasury.proposing import propose
from kantor.desk.gate import gate
from kantor.desk.lists.exporting import Column
from kantor.desk.lists.page import Listing, after_id, show_list
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.kit.ui import shown
from kantor.spine import access, parties
from kantor.words import Refusal
from kantor.words.field import day, row_id

QUERIES = Queries(__file__)


def direction(row: Any) -> Literal["in", "out"]:
    """`in` for a direct debit, by which a customer pays us, `out` for what we pay."""
    return "in" if row.mandate_id else "out"


COLUMNS: tuple[Column, ...] = (
    ("client", lambda row: row.client_id),
    ("direction", lambda row: shown.sentence(f"treasury.payments.direction.{direction(row)}")),
    ("party", lambda row: row.party_name),
    ("reference", lambda row: row.remittance),
    ("due_on", lambda row: row.execute_on),
    ("amount", lambda row: Money.from_minor(row.amount, row.currency).amount),
    ("currency", lambda row: row.currency),
)


def seen_by(visit: Visit) -> dict[str, list[int]]:
    """Whose payments are seen, and whose direct debits: either has a right of its own."""
    return {"clients": list(visit.clients), "collecting": [one for one in visit.clients if visit.may(f"{COLLECTION}.see", one)]}


@gate(f"{KEY}.see")
def payments(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Every payment and direct debit of a released run, the newest first; above them the newest runs."""
    party = row_id(request.GET.get("party", ""))

    def fetch(before: int | None) -> list[Any]:
        return QUERIES.rows("payments", **seen_by(visit), party=party, before=before or LAST_ID, limit=PAGE)

    listing = Listing(
        template="treasury/payments",
        title="treasury.payments.title",
        fetch=fetch,
        cursor=lambda row: row.id,
        begins=after_id(request),
        file="payments",
        columns=COLUMNS,
    )
    is_further = listing.begins is not None
    return show_list(
        request,
        visit,
        listing,
        runs=[] if is_further else [(row, visit.every[row.client_id]) for row in QUERIES.rows("runs", **seen_by(visit))],
        proposing=[visit.every[one] for one in visit.clients if any(visit.may(f"{key}.enter", one) for key in (KEY, COLLECTION))],
        accounts=[(row, visit.every[row.client_id]) for row in QUERIES.rows("paying_accounts", clients=list(visit.clients))],
        pays=any(visit.may(f"{KEY}.enter", one) for one in visit.clients),
        collects=any(visit.may(f"{COLLECTION}.enter", one) for one in visit.clients),
        pay_on=_next_working_day(visit.today + timedelta(days=1), visit),
        party=parties.party(party) if party else None,
    )


@require_POST
@gate(f"{KEY}.enter")
def propose_run(request: HttpRequest, visit: Visit) -> HttpResponse:
    """File a run of what is due; whoever proposes it does not release it."""
    client_id = row_id(request.POST.get("client", "")) or 0
    if not visit.may(f"{KEY}.enter", client_id):
        raise PermissionDenied(f"{KEY}.enter")
    execute_on = day(request.POST.get("execute_on", "")) or visit.today
    with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at) as actor:
        currency, account = request.POST.get("currency", "").strip().upper()[:3], request.POST.get("account", "").strip()[:40]
        try:
            document_id = propose(actor, execute_on=execute_on, currency=currency, account=account)
        except Refusal as refusal:
            messages.info(request, shown.sentence(refusal.key, **refusal.evidence))
            return redirect(f"{reverse('treasury:payments')}?client={client_id}")
    if document_id is None:
        messages.info(request, shown.sentence("treasury.payments.nothing"))
        return redirect(f"{reverse('treasury:payments')}?client={client_id}")
    return redirect("desk:document", document_id=document_id)


@require_POST
@gate(f"{COLLECTION}.enter")
def propose_debits(request: HttpRequest, visit: Visit) -> HttpResponse:
    """File a run of direct debits of what customers with a mandate owe by a day."""
    client_id = row_id(request.POST.get("client", "")) or 0
    if not visit.may(f"{COLLECTION}.enter", client_id):
        raise PermissionDenied(f"{COLLECTION}.enter")
    collect_on = day(request.POST.get("execute_on", "")) or visit.today
    with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at) as actor:
        document_id = propose_collection(actor, collect_on=collect_on)
    if document_id is None:
        messages.info(request, shown.sentence("treasury.payments.nothing_to_collect"))
        return redirect(f"{reverse('treasury:payments')}?client={client_id}")
    return redirect("desk:document", document_id=document_id)


def _next_working_day(on: date, visit: Visit) -> date:
    client = visit.every[visit.clients[0]]
    return next(one for one in (on + timedelta(days=days) for days in range(31)) if working_day(one, client.country, client.region))
