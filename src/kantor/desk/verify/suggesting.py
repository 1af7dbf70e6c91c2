"""Suggestions for the field under the cursor (F4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kantor.desk.gate import STEP, document_gate
from kantor.desk.verify.names import suggestions
from kantor.desk.visit import Visit
from kantor.spine import documents
from kantor.words import Kind, Reading


@document_gate(STEP)
def suggest(request: HttpRequest, visit: Visit) -> HttpResponse:
    """?kind=account&q=62: the likeliest values."""
    assert visit.document is not None
    (checked,) = documents.newest([visit.document.id])
    return suggested(request, visit, checked.reading)


def suggested(request: HttpRequest, visit: Visit, reading: Reading) -> HttpResponse:
    """The list that opens below the field."""
    kind = request.GET.get("kind", "")
    found = suggestions(visit, Kind(kind), request.GET.get("q", "").strip(), reading) if kind in list(Kind) else []
    return render(request, "desk/verify/suggestions.html", {"found": found})
