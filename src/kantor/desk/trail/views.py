"""The audit trail of a client: its newest records, its signed heads, and whether it still is what was sealed."""

import json
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.cases.stations import plain
from kantor.desk.cases.views import as_file, public_keys, trust
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate
from kantor.desk.trail import queries
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, trail
from kantor.words.field import row_id

SHOWN_HEADS = 12
VERIFIED_AT_ONCE = 200_000
"""Records that a click verifies; larger logs are verified by the command."""


@gate("trail.see")
def records(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What happened, newest first, by kind, person and document; beside it the heads."""
    client_id = visit.clients[0]
    asked = request.GET
    rows = queries.records(
        client_id,
        kind=asked.get("kind", ""),
        document=row_id(asked.get("document", "")),
        person=row_id(asked.get("person", "")),
        before=row_id(asked.get("after", "")) or queries.LAST_ID,
    )
    is_further = bool(asked.get("after") and getattr(request, "htmx", False))
    kept = urlencode({"client": client_id, **{key: asked.get(key, "") for key in ("kind", "document", "person")}})
    return screen(
        request,
        visit,
        "desk/trail/rows.html" if is_further else "desk/trail/records.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("desk.trail.title"))],
        keys=[Key("Ctrl K", "desk.key.palette")],
        client=visit.every[client_id],
        rows=[(row, plain(json.loads(row.content))) for row in rows],
        people=access.names(sorted({row.person_id for row in rows if row.person_id})),
        colleagues=[] if is_further else access.people(client_id, visit.today),
        kinds=[] if is_further else queries.kinds(client_id),
        heads=[] if is_further else [(head, head.root.hex()) for head in reversed(trail.heads(client_id, newest=SHOWN_HEADS))],
        sealed=0 if is_further else queries.sealed(client_id),
        asked=asked,
        more=f"?{kept}&after={rows[-1].id}" if len(rows) == queries.PAGE else "",
    )


@require_POST
@gate("trail.see", snapshot=True)
def verify(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Compute the log again from its records, now; answers a part of the page."""
    client_id = visit.clients[0]
    size = queries.sealed(client_id)
    report = None
    if size <= VERIFIED_AT_ONCE:
        report = trail.verify(client_id, trust())
    return render(request, "desk/trail/report.html", {"report": report, "sealed": size, "client": visit.every[client_id]})


@gate("trail.see")
def head(request: HttpRequest, visit: Visit, number: int) -> HttpResponse:
    """A signed head as a file, to be kept outside this house: what was sealed under it can never be changed unseen."""
    client_id = visit.clients[0]
    found = trail.head(client_id, number)
    if found is None:
        raise Http404
    return as_file({"head": found.as_json(), "public_keys": public_keys()}, f"head-{client_id}-{number}.json")
