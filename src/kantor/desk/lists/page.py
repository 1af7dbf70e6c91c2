"""What all lists share: their filters, the page that loads when its end comes into sight, and which document types a person sees."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.lists.exporting import Column, exported
from kantor.desk.lists.queries import PAGE, Pairs
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.words.field import day, row_id

AFTER = "after"


def visible_types(visit: Visit) -> Sequence[tuple[int, str]]:
    """Every (client, document type) of which this person may see some; '' is what nobody has recognised."""
    types = ["", *(type.key for type in documents.all_types())]
    return [(client, type) for client in visit.clients for type in types if visit.may_see(type, client)]


def visible(visit: Visit, type: str = "") -> Pairs:
    """The documents that this person may see, of one type where it is named."""
    among = documents.ways_of(type) if type in {one.key for one in documents.all_types()} else None
    return [
        (client, way)
        for client in visit.clients
        for way in documents.ways_with(visit.permissions.get(client, frozenset()))
        if not type or (among and way in among)
    ]


UNNARROWED = ("client", AFTER)
"""What an address says beside filters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Listing:
    """A list of rows that load by the page and are saved as a file.

    title: key of its words; fetch(cursor): a page of rows from there on, from the top where it is None; cursor(row): where the page after
    this row begins; begins: where the page that is asked for begins; columns: of the file `file`, none where the list is not saved;
    keys: those of this list alone;
    also(row): what the template shows of a row beside the row itself and its client.
    """

    template: str
    title: str
    fetch: Callable[[Any], Sequence[Any]]
    cursor: Callable[[Any], Any]
    begins: Any = None
    file: str = ""
    columns: Sequence[Column] = ()
    keys: Sequence[Key] = ()
    also: Callable[[Any], Mapping[str, Any]] = lambda row: {}


def show_list(request: HttpRequest, visit: Visit, listing: Listing, **given: Any) -> HttpResponse:
    """A list in its frame, only its further rows where the page asks for them, or all of it as a file. given: what the template needs."""
    if listing.columns and (answer := exported(request, listing.file, listing.columns, listing.fetch, listing.cursor)):
        return answer
    rows = listing.fetch(listing.begins)
    is_further = bool(request.htmx and request.GET.get(AFTER))  # type: ignore[attr-defined]
    title = shown.sentence(listing.title)
    return screen(
        request,
        visit,
        f"{listing.template}_rows.html" if is_further else f"{listing.template}.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(title)],
        keys=[*listing.keys, Key("/", "desk.lists.key.search"), Key("Ctrl K", "desk.key.palette")],
        heading=title,
        rows=[{"row": row, "client": visit.every[row.client_id], **listing.also(row)} for row in rows],
        more=f"?{_kept(request, **{AFTER: _text(listing.cursor(rows[-1]))})}" if len(rows) >= PAGE else "",
        asked=request.GET,
        narrowed=any(value.strip() for key in request.GET if key not in UNNARROWED for value in request.GET.getlist(key)),
        chosen_clients=visit.clients if len(visit.clients) < len(visit.every) else (),
        exports={kind: f"?{_kept(request, export=kind)}" for kind in ("csv", "xlsx")},
        **given,
    )


def _text(cursor: Any) -> str:
    """A cursor as it stands in an address: its parts with a tilde between them, days in ISO form."""
    return "~".join(str(part) for part in cursor) if isinstance(cursor, tuple) else str(cursor)


def after_id(request: HttpRequest) -> int | None:
    """Id of the last row of the page before."""
    return row_id(request.GET.get(AFTER, ""))


def _kept(request: HttpRequest, **changed: str) -> str:
    """The query as it was, with some of it changed."""
    kept = [(key, value) for key, values in request.GET.lists() if key not in (*changed, AFTER) for value in values if value]
    return urlencode([*kept, *changed.items()])


def after_pair(request: HttpRequest) -> tuple[str, int] | None:
    """(text, id) of the last row of the page before."""
    text, _, last = request.GET.get(AFTER, "").rpartition("~")
    found = row_id(last)
    return (text, found) if found is not None else None


def after_day(request: HttpRequest) -> tuple[date, int] | None:
    """(day, id) of the last row of the page before."""
    pair = after_pair(request)
    on = day(pair[0]) if pair else None
    return (on, pair[1]) if pair and on else None
