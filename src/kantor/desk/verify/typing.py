"""New documents that nobody sent: typed on the same form, with the same checks and the same effect, and filed when they are complete."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.frame import Crumb, screen
from kantor.desk.gate import type_gate
from kantor.desk.verify.actions import onwards, refused
from kantor.desk.verify.changes import changes_of, mistyped
from kantor.desk.verify.screen import KEYS, Seen, previewed
from kantor.desk.verify.standing import Standing
from kantor.desk.verify.suggesting import suggested
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, cases
from kantor.spine.documents import Checked, Filing, Refusal
from kantor.words import DocumentType, Kind, Reading, Source, Value

READER = "person"


@type_gate("enter")
def new(request: HttpRequest, visit: Visit, type: DocumentType) -> HttpResponse:
    """The empty form, but for fields that the address names (`field:from_on=2026-03-01`): a screen leads here with what it shows."""
    client = f"?client={visit.client.id}"
    return screen(
        request,
        visit,
        "desk/verify/screen.html",
        crumbs=[
            Crumb(shown.sentence(type.department), reverse("desk:queue")),
            Crumb(shown.sentence("desk.do.new", what=shown.sentence(type.key))),
        ],
        keys=[key for key in KEYS[:7] if key.name != "F6"],
        offices=[visit.every[one] for one in visit.open_to],
        row={"file_name": shown.sentence("desk.verify.typed"), "party_name": ""},
        name=shown.sentence("desk.verify.typed"),
        standing=Standing(may_work=True),
        preview=reverse("desk:new_preview", args=[type.key]) + client,
        approve_url=reverse("desk:new_file", args=[type.key]) + client,
        suggest_url=reverse("desk:new_suggest", args=[type.key]) + client,
        **Seen(visit=visit, checked=_as_typed(request, visit, type)).shown(),
    )


@require_POST
@type_gate("enter")
def preview(request: HttpRequest, visit: Visit, type: DocumentType) -> HttpResponse:
    return render(
        request,
        "desk/verify/fragments.html",
        {"row": {}, "standing": Standing(may_work=True), **Seen(visit=visit, checked=_as_typed(request, visit, type)).shown()},
    )


@type_gate("enter")
def suggest(request: HttpRequest, visit: Visit, type: DocumentType) -> HttpResponse:
    return suggested(request, visit, type, Reading(reader=READER))


@require_POST
@type_gate("enter")
def file(request: HttpRequest, visit: Visit, type: DocumentType) -> HttpResponse:
    """File what was typed; whoever typed it is its maker. What needs nobody else takes effect with the next batch."""
    blank = _blank(visit, type)
    reading = cases.changed(blank, changes_of(type, blank, request.POST))
    if faults := mistyped(type, reading, visit.client.id):
        return refused(request, visit, Refusal(faults[0].key, evidence=faults[0].evidence))
    filing = Filing(type=type.key, key=f"typed:{uuid4().hex}", reading=reading, channel="desk", made_by=visit.person_id)
    with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
        ((document_id, _),) = cases.file([filing], actor)
    return onwards(reverse("desk:document", args=[document_id]))


def _as_typed(request: HttpRequest, visit: Visit, type: DocumentType) -> Checked:
    """What the rules say about the form as it stands."""
    blank = _blank(visit, type)
    current = Checked(document_id=0, type=type.key, version=1, reading=blank, findings=(), answers={}, made_by=visit.person_id)
    given = request.POST if request.method == "POST" else request.GET
    return previewed(visit, current, cases.changed(blank, changes_of(type, blank, given)))


def _blank(visit: Visit, type: DocumentType) -> Reading:
    """The form before anybody types: the client's own currency is there already."""
    own = Value(visit.client.currency, Source("rule", "client_currency"))
    return Reading(reader=READER, values={field.key: own for field in type.fields if field.kind is Kind.CURRENCY})
