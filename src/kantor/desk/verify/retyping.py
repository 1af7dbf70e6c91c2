"""Another form for a document: which ones a person may choose, the choice itself, and what was read that this form has no field for."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.gate import STEP, document_gate
from kantor.desk.sentences import label
from kantor.desk.verify.actions import conflicting, onwards, refused, save, visit_id
from kantor.desk.verify.typed import shown_text
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, cases, documents
from kantor.spine.documents import Refusal
from kantor.words import ALSO, DocumentType, Reading


class Also(NamedTuple):
    """A value that was read for another form. label: of its field there."""

    label: str
    text: str


def forms_for(visit: Visit, current: str) -> list[str]:
    """Types of papers that the person may handle as first of their process, without the one that the document has."""
    client_id = visit.client.id
    papers = [type for type in documents.all_types() if type.papers and type.process.steps and not type.confidential]
    return [type.key for type in papers if type.key != current and visit.may(f"{type.key}.{type.process.steps[0].key}", client_id)]


@require_POST
@document_gate(STEP)
def retype(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Keep what was typed, then show the document on the chosen form."""
    try:
        checked, found = save(request, visit)
        if found.conflicts:
            return conflicting(request, visit, found)
        chosen = require_form(visit, checked.type, request.POST.get("type", ""))
        with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
            cases.change_type(visit_id(visit), chosen, actor, seen=checked.version)
    except (Refusal, IntegrityError) as error:
        return refused(request, visit, error)
    return onwards(reverse("desk:document", args=[visit_id(visit)]))


def require_form(visit: Visit, current: str, chosen: str) -> str:
    """The chosen type; refused where it is no other form, or none that this person handles."""
    if chosen == current or chosen not in {type.key for type in documents.all_types() if type.papers}:
        raise Refusal("cases.same_form", document_id=visit_id(visit))
    if chosen not in forms_for(visit, current):
        raise PermissionDenied(chosen)
    return chosen


def also_read(reading: Reading) -> list[Also]:
    """What was read for other forms, in the order of their fields; of a table how many rows it has."""
    values = [(key, value.text) for key, value in reading.values.items() if key.startswith(ALSO) and value.text]
    rows = [(key, shown.sentence("desk.verify.also_rows", count=len(rows))) for key, rows in reading.tables.items() if key.startswith(ALSO)]
    return [*_shown(values, reading), *_shown(rows, reading)]


def _shown(kept: Sequence[tuple[str, str]], reading: Reading) -> Iterator[Also]:
    types = {type.key: type for type in documents.all_types()}
    for key, text in kept:
        name, _, field = key.removeprefix(ALSO).rpartition(":")
        type = types.get(name)
        if type is not None and field in {*(one.key for one in type.fields), *(one.key for one in type.tables)}:
            yield Also(label(name, field), _as_shown(type, field, text, reading))


def _as_shown(type: DocumentType, field: str, text: str, reading: Reading) -> str:
    declared = next((one for one in type.fields if one.key == field), None)
    currency = reading.text("currency") or reading.text(f"{ALSO}{type.key}:currency")
    return shown_text(declared.kind, text, currency) if declared else text
