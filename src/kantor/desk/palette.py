"""The palette (Ctrl+K): go, find and do, within one's permissions; what one had open last stands first."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kantor.desk.gate import ANYBODY, gate
from kantor.desk.lists.page import visible
from kantor.desk.lists.queries import documents_found
from kantor.desk.menu import doings, goals
from kantor.desk.visit import Visit
from kantor.kit.text import fold
from kantor.kit.ui import shown
from kantor.spine import parties

RECENT = "recent"
MOST_RECENT = 8
MOST = 8
AMONG = 40
"""How many business partners are found before those that one had open are put first."""


class Hit(NamedTuple):
    """A line of the palette."""

    text: str
    url: str
    icon: str
    beside: str = ""
    key: str = ""


@gate(ANYBODY)
def palette(request: HttpRequest, visit: Visit) -> HttpResponse:
    wanted = request.GET.get("q", "").strip()
    groups = [
        ("desk.palette.recent", _recent(request, wanted)),
        ("desk.palette.go", _go(visit, wanted)),
        ("desk.palette.do", _do(visit, wanted)),
    ]
    if len(wanted) > 1:
        opened = [url for _, url in request.session.get(RECENT, [])]
        groups.append(("desk.palette.suppliers", _recent_first(_parties(visit, wanted), opened)))
        groups.append(("desk.palette.documents", _recent_first(_documents(visit, wanted), opened)))
    return render(request, "desk/palette.html", {"groups": [(label, hits) for label, hits in groups if hits], "wanted": wanted})


def remember(request: HttpRequest, text: str, url: str) -> None:
    """What was opened, newest first, for the top of the palette."""
    kept = [one for one in request.session.get(RECENT, []) if one[1] != url]
    request.session[RECENT] = [[text, url], *kept][:MOST_RECENT]


def _recent(request: HttpRequest, wanted: str) -> list[Hit]:
    return [Hit(text, url, "clock") for text, url in request.session.get(RECENT, []) if fold(wanted) in fold(text)]


def _do(visit: Visit, wanted: str) -> list[Hit]:
    hits = [
        Hit(shown.sentence(entry.label, what=shown.sentence(entry.about)), entry.url, entry.icon, key=entry.key) for entry in doings(visit)
    ]
    return [hit for hit in hits if fold(wanted) in fold(hit.text)]


def _go(visit: Visit, wanted: str) -> list[Hit]:
    return [Hit(text, entry.url, entry.icon) for entry in goals(visit) if fold(wanted) in fold(text := shown.sentence(entry.label))]


def _recent_first(hits: list[Hit], opened: list[str]) -> list[Hit]:
    """Of what was found, what one had open stands first, the last one before the others; the rest keeps its order."""
    return sorted(hits, key=lambda hit: opened.index(hit.url) if hit.url in opened else len(opened))[:MOST]


def _documents(visit: Visit, wanted: str) -> list[Hit]:
    """Documents by the words in them and parts of their numbers."""
    hits = []
    for row in documents_found(visible(visit), wanted, state="", party=None):
        name = row.number or row.file_name or shown.sentence("desk.document.untitled", id=row.id)
        beside = " · ".join(text for text in (row.party_name, visit.every[row.client_id].code) if text)
        hits.append(Hit(name, reverse("desk:document", args=[row.id]), "document", beside))
    return hits


def _parties(visit: Visit, wanted: str) -> list[Hit]:
    if not visit.may("parties.see"):
        return []
    return [
        Hit(party.name, reverse("desk:party", args=[party.id]), "person", f"{party.number} · {visit.every[party.client_id].code}")
        for party in parties.search(wanted, at_most=AMONG)
        if visit.may("parties.see", party.client_id)
    ]
