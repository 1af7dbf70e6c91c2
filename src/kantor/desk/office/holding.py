"""What holds in the office: its clients, its people with their roles, limits and deputies, and a business partner with its accounts."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.lists import queries as lists
from kantor.desk.office import queries
from kantor.desk.palette import remember
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.ui import shown
from kantor.spine import parties

KEYS = (Key("Ctrl K", "desk.key.palette"),)
PARTY_CHANGES = {
    "supplier": ("masterdata.bank_account", "masterdata.supplier_change", "masterdata.block", "masterdata.party_merge"),
    "customer": ("masterdata.customer_change", "masterdata.block"),
}
PAPERS = {"supplier": ("payables.supplier_invoice", "payable"), "customer": ("receivables.customer_invoice", "receivable")}
"""By role: the type of its invoices, and the side on which something is open."""


@gate("office.client_change.see")
def clients(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The companies whose office is run here."""
    return screen(
        request,
        visit,
        "desk/office/clients.html",
        crumbs=_crumbs("desk.office.clients"),
        keys=KEYS,
        rows=[(visit.every[one], visit.may("office.client_change.enter", one)) for one in visit.clients],
        takes_on=next((one for one in visit.every if visit.may("office.new_client.enter", one)), None),
    )


@gate("office.assignment.see")
def people(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Who works here with which roles, up to which limits, and who stands in for whom."""
    return screen(
        request,
        visit,
        "desk/office/people.html",
        crumbs=_crumbs("desk.office.people"),
        keys=KEYS,
        assignments=[(row, visit.every[row.client_id]) for row in queries.assignments(visit.clients, visit.today)],
        limits=[
            (row, visit.every[row.client_id], Money.from_minor(row.amount, row.currency))
            for row in queries.limits(visit.clients, visit.today)
        ],
        substitutes=[(row, visit.every[row.client_id]) for row in queries.substitutes(visit.clients, visit.today)],
        may={key: visit.may(f"office.{key}.enter") for key in ("person", "assignment", "assignment_end", "limit", "substitute")}
        | {"end_log_ins": visit.may("access.sessions.end")},
        first_client=visit.clients[0],
    )


@gate("parties.see")
def party(request: HttpRequest, visit: Visit, party_id: int) -> HttpResponse:
    """A business partner and all that it was merged with: what is known, the agreed accounts from when until when, what is owed."""
    found = parties.party(party_id)
    if found is None or found.client_id not in visit.clients:
        raise Http404
    remember(request, found.name, reverse("desk:party", args=[party_id]))
    family = parties.family(party_id)
    (invoice, side), offered = PAPERS[found.role], PARTY_CHANGES[found.role]
    pairs = [(found.client_id, type) for type in (invoice, *offered) if visit.may(f"{type}.see", found.client_id)]
    return screen(
        request,
        visit,
        "desk/office/party.html",
        crumbs=[*_crumbs(f"desk.lists.{found.role}s.title", reverse(f"desk:{found.role}s")), Crumb(found.name)],
        keys=KEYS,
        party=found,
        client=visit.every[found.client_id],
        limit=Money.of(limit, visit.every[found.client_id].currency) if (limit := found.terms.get("credit_limit")) else None,
        family=family,
        accounts=parties.bank_accounts([one.id for one in family]),
        identifiers=parties.identifiers([one.id for one in family]),
        documents=lists.documents_page(pairs, state="", party=party_id)[:20],
        items=lists.open_items([found.client_id], side=side, age="", on=visit.today, party=party_id)[:20]
        if visit.may("ledger.see", found.client_id)
        else (),
        changes=[type for type in offered if visit.may(f"{type}.enter", found.client_id) and found.lead_id is None],
    )


def require(visit: Visit, permission: str, client_id: int) -> None:
    if not visit.may(permission, client_id):
        raise PermissionDenied(permission)


def _crumbs(label: str, url: str = "") -> list[Crumb]:
    return [Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence(label), url)]
