"""What is remembered of a sender's papers: a line beside the form, with the way to forget it, and the evidence of each value in words."""

from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kantor.desk.gate import STEP, document_gate
from kantor.desk.sentences import label
from kantor.desk.visit import Visit
from kantor.engines.extracting import KIND_OF
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.spine.documents import Checked
from kantor.words import Taught

MOST_NAMED = 8


class Layout(NamedTuple):
    """The sentence about a sender's papers; is_known: somebody showed their layout before, so that it can be forgotten."""

    text: str
    is_known: bool


def layout_of(checked: Checked, client_id: int) -> Layout | None:
    """What is remembered of papers like this one; None for what came as data, and while nobody knows who sent it."""
    if not documents.is_paper(checked.reading):
        return None
    type = documents.type_of(checked.type)
    senders = documents.senders_of(type, checked.reading)
    if not senders or not type.read_as_taught:
        return None
    papers = documents.papers_of(checked.type, senders, client_id)
    sender = next((text for key in reversed(type.senders) if (text := checked.reading.text(key))), "")
    if not papers:
        return Layout(shown.sentence("desk.learning.will_be", supplier=sender), is_known=False)
    newest = papers[0]
    named = [label(type.key, key) for key in (field.key for field in type.fields) if key in newest.shown and key in KIND_OF]
    told = ", ".join(named[:MOST_NAMED]) + ("…" if len(named) > MOST_NAMED else "")
    tables = [table.key for table in type.tables if any(address.startswith(f"{table.key}.") for address in newest.shown)]
    told = ", ".join([told, *(shown.sentence(f"{type.key}.{key}") for key in tables)])
    day = shown.day(newest.on) if newest.on else ""
    number = newest.number or f"#{newest.document_id}"
    return Layout(shown.sentence("desk.learning.remembered", supplier=sender, fields=told, number=number, day=day), is_known=True)


def why(evidence: Taught) -> str:
    """The evidence of a value that an earlier paper showed."""
    day = shown.day(date.fromisoformat(evidence.on)) if evidence.on else ""
    number = evidence.number or f"#{evidence.document_id}"
    return shown.sentence(f"desk.learning.{evidence.how}", number=number, day=day, words=evidence.words)


@require_POST
@document_gate(STEP)
def forget(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Where values stand on papers of this document's sender is forgotten."""
    assert visit.document is not None
    (checked,) = documents.newest([visit.document.id])
    senders = documents.senders_of(documents.type_of(checked.type), checked.reading)
    documents.forget_layout(checked.type, senders, visit.actor)
    return render(request, "desk/learning/forgotten.html")
