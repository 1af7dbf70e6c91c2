"""The queue: what waits, most urgent first, over all clients or some of them; take-next hands out the right one."""

from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kantor.desk.frame import Crumb, Key, approved_just_now, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, cases, documents
from kantor.words.field import row_id

STATES = ("open", "aside", "asked")
PAGE = 200


@gate(ANYBODY)
def queue(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A page of tasks; the next one loads when its end comes into sight."""
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    type = request.GET.get("type", "")
    rows = cases.queue(visit.shown_roles, state=state, type=type, after=_after(request.GET.get("after", "")))
    more = ""
    if len(rows) == PAGE:
        last = rows[-1]
        kept = [(key, value) for key, value in request.GET.lists() if key != "after"]
        more = urlencode([*((key, one) for key, many in kept for one in many), ("after", f"{last.due_at.isoformat()}~{last.id}")])
    holders = access.names([row.claimed_by for row in rows if row.claimed_by])
    return screen(
        request,
        visit,
        "desk/queue_rows.html" if getattr(request, "htmx", False) and request.GET.get("after") else "desk/queue.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("desk.queue.title"))],
        keys=[Key("T", "desk.key.take_next"), Key("A", "desk.alike.key.open"), Key("Ctrl K", "desk.key.palette")],
        rows=[
            {
                "task": row,
                "client": visit.every[row.client_id],
                "reasons": list(dict.fromkeys(row.reasons)),
                "holder": holders.get(row.claimed_by or 0),
                "late": row.due_at < visit.at,
            }
            for row in rows
        ],
        states=STATES,
        being_read=documents.being_read(visit.clients),
        state=state,
        type=type,
        more=more,
    )


@gate(ANYBODY)
def take_next(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The most urgent task that this person may do, held for them; a calm page where nothing is left."""
    found = cases.take_next(visit.person_id, visit.at, type=request.GET.get("type", ""), after=row_id(request.GET.get("skip", "")) or 0)
    if found is None:
        return screen(
            request,
            visit,
            "desk/nothing_left.html",
            crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("desk.calm.title"))],
            keys=[Key("Ctrl Z", "desk.key.take_back"), Key("Ctrl K", "desk.key.palette")],
            undo=approved_just_now(request, visit),
        )
    return redirect("desk:document", document_id=found.document_id)


def _after(text: str) -> tuple[datetime, int] | None:
    moment, _, task_id = text.partition("~")
    try:
        return datetime.fromisoformat(moment), int(task_id)
    except ValueError:
        return None
