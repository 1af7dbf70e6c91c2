"""The screens of documents that are alike: the groups, one group as a table, and what became of it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from kantor.desk.alike import groups
from kantor.desk.alike.choices import choices, chosen
from kantor.desk.alike.deciding import decide
from kantor.desk.alike.groups import Group, group_of
from kantor.desk.alike.table import table_of
from kantor.desk.constraints import refusal_of
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.sentences import label, refusal
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, cases
from kantor.words import Refusal
from kantor.words.field import row_id

KEYS = (
    Key("F4", "desk.key.suggest"),
    Key("⏎ ↓ ↑", "desk.alike.key.rows"),
    Key("␣", "desk.alike.key.tick"),
    Key("Ctrl ⏎", "desk.alike.key.decide"),
)


@gate(ANYBODY)
def listed(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What may be done together; the one group of a reason at once."""
    reason = request.GET.get("reason", "")
    found = groups.groups(visit, reason=reason, type=request.GET.get("type", ""))
    if reason and len(found) == 1:
        return redirect(address(found[0]))
    return screen(
        request,
        visit,
        "desk/alike/groups.html",
        crumbs=[*_way(), Crumb(shown.sentence("desk.alike.title"))],
        keys=[Key("T", "desk.key.take_next"), Key("Ctrl K", "desk.key.palette")],
        groups=[{"group": group, "client": visit.every[group.client_id], **_told(group)} for group in found],
    )


@gate(ANYBODY)
def documents(request: HttpRequest, visit: Visit) -> HttpResponse:
    """One group: the field once, below it the documents."""
    group = group_of(_named(request), visit)
    return screen(
        request,
        visit,
        "desk/alike/documents.html",
        crumbs=[*_way(), Crumb(shown.sentence("desk.alike.title"), reverse("desk:alike")), Crumb(_label(group))],
        keys=KEYS,
        **_shown(group, visit),
    )


@require_POST
@gate(ANYBODY)
def settle(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Decide on the ticked documents; the table stays where the value cannot be, with the reason."""
    group = group_of(_named(request), visit)
    text = request.POST.get("value", "").strip()
    try:
        with access.acting(clients=(group.client_id,), person_id=visit.person_id, at=visit.at) as actor:
            value = chosen(group.declared, group.client_id, visit, text) if text and group.is_typed else ""
            done = decide(group, value, _picked(request), visit, actor)
    except (Refusal, IntegrityError) as error:
        why = refusal_of(error) if isinstance(error, IntegrityError) else error
        return render(request, "desk/verify/refused.html", {"text": refusal(why.key, why.evidence, group.type)}, status=409)
    takes_effect = [task.document_id for task, step in done.approved if not step]
    told = {
        "group": group,
        "done": done,
        "again": address(group),
        "taken_back": takes_effect,
        "undo_until": _until(visit, done.undo_seconds),
    }
    answer = render(request, "desk/alike/done.html", {**told, **_told(group)})
    answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#alike", "outerHTML"
    return answer


@require_POST
@gate(ANYBODY)
def take_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Undo what this person approved a moment ago; what has taken effect stays."""
    group = group_of(_named(request), visit)
    ids = [found for one in request.POST.getlist("document") if (found := row_id(one))]
    with access.acting(clients=(group.client_id,), person_id=visit.person_id, at=visit.at) as actor:
        cases.take_back_all(ids, actor)
    return HttpResponse(status=204, headers={"HX-Redirect": address(group)})


@gate(ANYBODY)
def suggest(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The choices below the field, for what is typed so far."""
    group = group_of(_named(request), visit)
    with access.acting(clients=(group.client_id,), person_id=visit.person_id, at=visit.at):
        found = choices(group.declared, group.client_id, visit, request.GET.get("value", "").strip())
    return render(request, "desk/alike/choices.html", {"choices": found})


def address(group: Group) -> str:
    return f"{reverse('desk:alike_documents')}?{urlencode(group.query())}"


def _named(request: HttpRequest) -> Mapping[str, str]:
    """Where the group is named: in the address, or in the form that was sent."""
    named: Mapping[str, str] = request.POST if request.method == "POST" else request.GET
    return named


def _shown(group: Group, visit: Visit) -> dict[str, Any]:
    with access.acting(clients=(group.client_id,), person_id=visit.person_id, at=visit.at):
        table = table_of(group, groups.tasks(group, visit), visit)
        found = choices(group.declared, group.client_id, visit, "") if group.is_typed else []
    return {"group": group, "client": visit.every[group.client_id], "table": table, "choices": found, **_told(group)}


def _told(group: Group) -> dict[str, Any]:
    return {"field": _label(group), "query": group.query(), "address": address(group)}


def _label(group: Group) -> str:
    """What the field is called; a column of a table with the table's name."""
    table, _, column = group.field.rpartition(".")
    if not table:
        return label(group.type, group.field)
    return f"{shown.sentence(f'{group.type}.{table}')}: {shown.sentence(f'{group.type}.{table}.{column}')}"


def _picked(request: HttpRequest) -> dict[int, int]:
    """The ticked documents with the version that was on the screen, sent as id:version."""
    pairs = [one.partition(":") for one in request.POST.getlist("document")]
    known = {row_id(document): row_id(version) for document, _, version in pairs}
    return {document: version for document, version in list(known.items())[: groups.MOST_DOCUMENTS] if document and version}


def _until(visit: Visit, seconds: int) -> float:
    return (visit.at + timedelta(seconds=seconds)).timestamp() if seconds else 0.0


def _way() -> list[Crumb]:
    return [
        Crumb(shown.sentence("desk.home.title"), reverse("desk:home")),
        Crumb(shown.sentence("desk.queue.title"), reverse("desk:queue")),
    ]
