"""The strip of small pages beside the document: turned, moved, cut off, joined, left out by key or by mouse, and undone."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.frame import Key
from kantor.desk.gate import STEP, document_gate
from kantor.desk.verify.actions import conflicting, onwards, refused, save, visit_id
from kantor.desk.verify.original import PAGED, SMALL_DPI, kept, not_drawn, said_why
from kantor.desk.visit import Visit
from kantor.engines import reading
from kantor.kit.sql import Queries
from kantor.spine import access, cases, documents
from kantor.spine.access import Actor
from kantor.spine.cases import Order
from kantor.spine.documents import DocumentRow, Leaf, Refusal
from kantor.words.field import row_id

QUERIES = Queries(__file__)
KINDS = ("turn", "move", "cut", "join", "leave_out", "take_in")
STRIP_KEYS = (
    Key("↑ ↓", "desk.pages.key.walk"),
    Key("Space", "desk.pages.key.mark"),
    Key("R, ⇧R", "desk.pages.key.turn"),
    Key("C", "desk.pages.key.cut"),
    Key("J", "desk.pages.key.join"),
    Key("Ctrl ↑ ↓", "desk.pages.key.move"),
    Key("Del", "desk.pages.key.leave_out"),
    Key("Ctrl Z", "desk.pages.key.undo"),
)
"""Keys that work in the strip alone; F1 lists them."""


class Strip(NamedTuple):
    """What the strip shows beside the pages. loose: pages of the same files that belong to no document; last: what was done last and can be
    undone, with the other documents that it touched; at: the page to begin at, 0 while the strip is closed."""

    loose: Sequence[Leaf]
    last: documents.Arranged | None
    others: Sequence[int]
    at: int


def strip_of(row: DocumentRow, actor: Actor, at: int = 0) -> Strip:
    """Asks for what was done before only where pages were arranged at all."""
    own = documents.own_leaves(row)
    if not own:
        return Strip((), None, (), at)
    everything = documents.leaves_of_originals({leaf.original_id for leaf in own}, actor)
    last = documents.last_arranged(row.id, actor)
    others = sorted(last.document_ids - {row.id}) if last else []
    return Strip([leaf for leaf in everything if leaf.document_id is None], last, others, at)


@require_POST
@document_gate(STEP)
def arrange(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep what was typed, do it, and show the pages as they lie then."""
    order = _order(request)
    if order is None:
        return refused(request, visit, Refusal("cases.no_page_chosen"))
    try:
        checked, found = save(request, visit)
        if found.conflicts:
            return conflicting(request, visit, found)
        with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
            cases.arrange(visit_id(visit), order, actor, seen=checked.version)
    except (Refusal, IntegrityError) as error:
        return refused(request, visit, error)
    return _back(visit, request)


@require_POST
@document_gate(STEP)
def undo(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The pages lie as they did before; what was typed stays."""
    try:
        if (found := save(request, visit)[1]).conflicts:
            return conflicting(request, visit, found)
        with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
            cases.undo_arranging(visit_id(visit), actor)
    except (Refusal, IntegrityError) as error:
        return refused(request, visit, error)
    return _back(visit, request)


@document_gate(STEP)
def joinable(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Documents whose pages may go behind this one's: those that came with it first, then others that wait for this person."""
    roles = sorted(visit.roles.get(visit.client.id, ()))
    given = {"client_id": visit.client.id, "document_id": visit_id(visit), "roles": roles, "paged": sorted(PAGED)}
    rows: list[Any] = QUERIES.rows("joinable", **given)
    return render(
        request, "desk/verify/joinable.html", {"found": [one for one in rows if visit.may(f"{one.type}.{one.step}", visit.client.id)]}
    )


@document_gate("see")
@said_why
def loose(request: HttpRequest, visit: Visit, original: int, page: int) -> HttpResponse:
    """A small picture of a page that belongs to no document."""
    assert visit.document is not None
    own = documents.own_leaves(visit.document) or ()
    if original not in {leaf.original_id for leaf in own}:
        raise Http404
    everything = documents.leaves_of_originals([original], visit.actor)
    leaf = next((one for one in everything if one.number == page and one.document_id is None), None)
    if leaf is None:
        raise Http404
    try:
        return kept(HttpResponse(documents.drawn_leaf(leaf, dpi=SMALL_DPI), content_type="image/webp"))
    except reading.Refused as refused:
        return not_drawn(request, refused)


def _order(request: HttpRequest) -> Order | None:
    """What was asked for; None where it is nothing that can be done."""
    told = request.POST
    kind = told.get("arrange", "")
    places = tuple(place for text in told.get("places", "").split(",") if (place := row_id(text)))
    sheet = [row_id(text) or 0 for text in told.get("sheet", "0-0").split("-")]
    by = row_id(told.get("by", "90")) or 90
    if kind not in KINDS or len(sheet) != 2 or by not in (90, 180, 270):
        return None
    to, other = row_id(told.get("to", "0")) or 0, row_id(told.get("other", "0")) or 0
    return Order(kind, places, by, to, other, (sheet[0], sheet[1]))


def _back(visit: Visit, request: HttpRequest) -> HttpResponse:
    at = row_id(request.POST.get("at", "1")) or 1
    return onwards(f"{reverse('desk:document', args=[visit_id(visit)])}?page={at}")
