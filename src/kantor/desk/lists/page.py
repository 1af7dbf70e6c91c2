"""What all lists share: their filters, the page that loads when its end comes into sight, and which document types a person sees."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.lists.queries import PAGE, Pairs
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.words.field import day, row_id

AFTER = "after"


def visible_types(visit: Visit) -> Pairs:
    """Every (client, document type) that this person may see; '' is what nobody has recognised."""
    types = ["", *(type.key for type in documents.all_types())]
    return [(client, type) for client in visit.clients for type in types if visit.may_see(type, client)]


def show_list(
    request: HttpRequest, visit: Visit, template: str, *, rows: Sequence[Any], cursor: Callable[[Any], str], **given: Any
) -> HttpResponse:
    """A list in its frame, or only its further rows where the page asks for them. cursor(last row) is where the next page begins.

    given: `title` (key of its words), and what the template needs.
    """
    is_further = bool(request.htmx and request.GET.get(AFTER))  # type: ignore[attr-defined]
    title = shown.sentence(given["title"])
    return screen(
        request,
        visit,
        f"{template}_rows.html" if is_further else f"{template}.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(title)],
        keys=[Key("/", "desk.lists.key.search"), Key("Ctrl K", "desk.key.palette")],
        heading=title,
        rows=rows,
        more=f"?{_again(request, cursor(rows[-1]))}" if len(rows) >= PAGE else "",
        asked=request.GET,
        chosen_clients=visit.clients if len(visit.clients) < len(visit.every) else (),
        exports={kind: f"?{_kept(request, export=kind)}" for kind in ("csv", "xlsx")},
        **given,
    )


def _again(request: HttpRequest, after: str) -> str:
    return _kept(request, **{AFTER: after})


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
