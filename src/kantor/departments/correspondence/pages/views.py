"""The registers: what came in and what went out, by number, with who deals with it by when and how it left."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from kantor.departments.correspondence.fields import ALL_KINDS, DEPARTMENTS
from kantor.departments.correspondence.queries import QUERIES, written_number
from kantor.desk.gate import gate
from kantor.desk.lists.exporting import Column
from kantor.desk.lists.page import Listing, after_id, show_list
from kantor.desk.lists.queries import LAST_ID, PAGE
from kantor.desk.visit import Visit

STATES = {"in": ("open", "answered", "closed", "filed", "struck"), "out": ()}
COLUMNS: tuple[Column, ...] = (
    ("client", lambda row: row.client_id),
    ("number", lambda row: written_number(row.direction, row.year, row.number)),
    ("came_or_went_at", lambda row: row.at),
    ("party", lambda row: row.name or row.email),
    ("text", lambda row: row.subject),
    ("letter_kind", lambda row: row.kind),
    ("responsible", lambda row: " ".join(part for part in (row.department, row.person) if part)),
    ("answer_by", lambda row: row.due_on),
    ("state", lambda row: row.state),
)


@gate("correspondence.see")
def incoming(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What came in, the newest first: of a kind, a department, a person or a conversation where asked."""
    return _register(request, visit, "in")


@gate("correspondence.see")
def outgoing(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What went out, the newest first, each with how far its letter is."""
    return _register(request, visit, "out")


def _register(request: HttpRequest, visit: Visit, direction: str) -> HttpResponse:
    asked = {key: request.GET.get(key, "").strip() for key in ("kind", "department", "state", "thread", "words")}
    person = getattr(request.user, "email", "") if request.GET.get("mine") else ""

    def fetch(before: int | None) -> list[Any]:
        given = {"clients": list(visit.clients), "direction": direction, "person": person, **asked}
        return QUERIES.rows("lines", **given, before=before or LAST_ID, limit=PAGE)

    name = "incoming" if direction == "in" else "outgoing"
    listing = Listing(
        template="correspondence/register",
        title=f"correspondence.register.{name}",
        fetch=fetch,
        cursor=lambda row: row.id,
        begins=after_id(request),
        file=name,
        columns=COLUMNS,
        also=lambda row: {"number": written_number(row.direction, row.year, row.number), "is_late": _is_late(row, visit)},
    )
    return show_list(
        request, visit, listing, direction=direction, kinds=ALL_KINDS, departments=DEPARTMENTS, states=STATES[direction], chosen=asked
    )


def _is_late(row: Any, visit: Visit) -> bool:
    return row.state == "open" and row.due_on is not None and row.due_on < visit.today
