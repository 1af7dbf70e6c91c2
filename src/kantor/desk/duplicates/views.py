"""Suppliers that could be one: the likeliest pairs, two of them side by side, and saying that they are two."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.duplicates.reasons import degree, reasons
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.lists.page import visible
from kantor.desk.office.holding import require
from kantor.desk.sentences import refusal
from kantor.desk.visit import Visit
from kantor.kit.money import Money
from kantor.kit.sql import Queries
from kantor.kit.ui import shown
from kantor.spine import access, facts, parties
from kantor.spine.parties import PartyRow
from kantor.words import Ask, Refusal

QUERIES = Queries(__file__)
TYPE = "masterdata.party_merge"
SHOWN = 200
KEYS = (Key("Ctrl K", "desk.key.palette"),)
ADDRESS = ("street", "postcode", "town")


class Line(NamedTuple):
    """One line of the comparison: its label and both values."""

    label: str
    values: tuple[str, str]

    @property
    def differs(self) -> bool:
        return self.values[0] != self.values[1]


@gate(f"{TYPE}.see")
def duplicates(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The likeliest pairs of each client, with what they share."""
    found = parties.alike(visit.clients, at_most=SHOWN)
    names = parties.parties(sorted({party_id for _, one in found for party_id in (one.one, one.other)}))
    rows = [
        {
            "pair": one,
            "one": names[one.one],
            "other": names[one.other],
            "client": visit.every[client_id],
            "degree": degree(one),
            "reasons": reasons(one),
        }
        for client_id, one in sorted(found, key=lambda pair: -pair[1].degree)[:SHOWN]
    ]
    how_far = [
        {"client": visit.every[one.client_id], "far": one, "runs": one.is_running(visit.at)} for one in parties.comparing(visit.clients)
    ]
    return screen(request, visit, "desk/duplicates/list.html", crumbs=_crumbs(), keys=KEYS, rows=rows, how_far=how_far)


@gate(f"{TYPE}.see")
def pair(request: HttpRequest, visit: Visit, one: int, other: int) -> HttpResponse:
    """Two suppliers side by side: what is known of each, what is owed to it, how many documents name it."""
    both = _both(visit, one, other)
    client_id = both[0].client_id
    pairs = [pair for pair in visible(visit) if pair[0] == client_id]
    given = {"parties": [one, other], "clients": [client for client, _ in pairs], "ways": [way for _, way in pairs]}
    owed = QUERIES.rows("owed_to", parties=[one, other], client_id=client_id) if visit.may("ledger.see", client_id) else []
    told = Ask("parties.unlike", (str(one), str(other)))
    return screen(
        request,
        visit,
        "desk/duplicates/pair.html",
        crumbs=[*_crumbs(reverse("desk:duplicates")), Crumb(both[0].name)],
        keys=KEYS,
        both=both,
        client=visit.every[client_id],
        lines=_lines(both),
        papers=_side_by_side(QUERIES.rows("documents_of", **given), (one, other), lambda row: row.type),
        owed=[
            [(row.items, Money.from_minor(row.open, row.currency)) for row in owed if row.party_id == party_id] for party_id in (one, other)
        ],
        told=facts.ask([told], visit.today)[told],
        may=visit.may(f"{TYPE}.enter", client_id),
        merges=((one, other), (other, one)),
    )


@require_POST
@gate(f"{TYPE}.enter")
def different(request: HttpRequest, visit: Visit, one: int, other: int) -> HttpResponse:
    """Remember that these are two, and why; they are not suggested again."""
    client_id = _both(visit, one, other)[0].client_id
    require(visit, f"{TYPE}.enter", client_id)
    try:
        with access.acting(clients=[client_id], person_id=visit.person_id, at=visit.at) as actor:
            parties.tell_apart(one, other, request.POST.get("reason", ""), actor)
    except Refusal as error:
        messages.error(request, refusal(error.key, error.evidence))
        return redirect("desk:pair", one=one, other=other)
    messages.success(request, shown.sentence("desk.duplicates.remembered"))
    return redirect("desk:duplicates")


def _both(visit: Visit, one: int, other: int) -> tuple[PartyRow, PartyRow]:
    found = parties.parties([one, other])
    if len(found) < 2 or found[one].client_id != found[other].client_id or found[one].client_id not in visit.clients:
        raise Http404
    return found[one], found[other]


def _lines(both: tuple[PartyRow, PartyRow]) -> list[Line]:
    """What is known of each, and the numbers and accounts that name it."""
    ids = [party.id for party in both]
    numbers, accounts = parties.identifiers(ids), parties.bank_accounts(ids)
    told: list[tuple[str, Any]] = [
        ("desk.lists.column.country", lambda party: party.country),
        ("desk.office.address", lambda party: ", ".join(text for key in ADDRESS if (text := str(party.address.get(key, ""))))),
        ("desk.office.email", lambda party: party.email),
        (
            "desk.duplicates.numbers",
            lambda party: ", ".join(
                f"{shown.sentence(f'desk.number.{one.scheme}')} {one.value}" for one in numbers if one.party_id == party.id
            ),
        ),
        (
            "desk.office.bank_accounts",
            lambda party: ", ".join(one.iban for one in accounts if one.party_id == party.id and not one.until_on),
        ),
        ("desk.lists.column.account", lambda party: party.account),
        ("desk.office.payment_days", lambda party: "" if party.payment_days is None else str(party.payment_days)),
    ]
    return [Line(label, (value(both[0]), value(both[1]))) for label, value in told]


def _side_by_side(rows: list[Any], ids: tuple[int, int], key: Any) -> list[tuple[str, list[tuple[int, int]]]]:
    """By type: for each of the two its id and how many."""
    found = {(row.party_id, key(row)): row.documents for row in rows}
    return [(type, [(party_id, found.get((party_id, type), 0)) for party_id in ids]) for type in sorted({type for _, type in found})]


def _crumbs(url: str = "") -> list[Crumb]:
    return [Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("desk.duplicates.title"), url)]
