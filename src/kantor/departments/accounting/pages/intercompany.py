"""What connected clients say of each other on screen: the balances of both, and what is open between two of them side by side."""

from calendar import monthrange
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kantor.departments.accounting.intercompany import Item, Said, compared, items_between
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access
from kantor.spine.access import ClientRecord
from kantor.words.field import day, row_id

KEYS = (Key("Ctrl K", "desk.key.palette"),)
PERMISSION = "ledger.see"


@gate(PERMISSION)
def intercompany(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Of one client at the end of a day, by default of this month. `partner` opens what is open between the two: by both books for whoever
    works for both, else by the client's own."""
    client = visit.every[visit.clients[0]]
    until = day(request.GET.get("until", "")) or visit.today.replace(day=monthrange(visit.today.year, visit.today.month)[1])
    with access.acting(clients=[client.id], person_id=visit.person_id, at=visit.at):
        said = compared(client, until)
    chosen = next((one.partner for one in said if one.partner.id == row_id(request.GET.get("partner", ""))), None)
    both = chosen is not None and chosen.id in visit.open_to
    return screen(
        request,
        visit,
        "accounting/intercompany.html",
        crumbs=[
            Crumb(shown.sentence("desk.home.title"), reverse("desk:home")),
            Crumb(shown.sentence("accounting.closing.title"), f"{reverse('accounting:closing')}?client={client.id}"),
            Crumb(shown.sentence("accounting.intercompany.title")),
        ],
        keys=KEYS,
        client=client,
        until=until,
        rows=[{"said": one, "query": _opened(one, client, until)} for one in said],
        chosen=chosen,
        both=both,
        items=[_item(one) for one in _items(client, chosen, until, visit, both=both)] if chosen else [],
    )


def _opened(one: Said, client: ClientRecord, until: date) -> str:
    return urlencode({"client": client.id, "until": until.isoformat(), "partner": one.partner.id})


def _items(client: ClientRecord, partner: ClientRecord, until: date, visit: Visit, *, both: bool) -> list[Item]:
    """The partner's name and numbers are read with it; its open items only for who may see them."""
    with access.acting(clients=[client.id, partner.id], person_id=visit.person_id, at=visit.at):
        return items_between(client, partner, until, both=both)


def _item(one: Item) -> dict[str, Any]:
    """Each side leads to its document."""
    ours, theirs = (reverse("desk:document", args=[key]) if key else "" for key in (one.document_id, one.theirs))
    return {"item": one, "ours": ours, "theirs": theirs}
