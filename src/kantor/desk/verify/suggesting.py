"""Suggestions for the field under the cursor (F4)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kantor.desk.gate import STEP, document_gate
from kantor.desk.taught import Taught, taught_for
from kantor.desk.verify.changes import declared
from kantor.desk.verify.names import Suggestion, found_again, name_of, suggestions
from kantor.desk.visit import Visit
from kantor.spine import documents
from kantor.words import DocumentType, Field, Reading


@document_gate(STEP)
def suggest(request: HttpRequest, visit: Visit) -> HttpResponse:
    """?q=62&address=lines.0.account: the likeliest values, first what somebody entered there last, with who and when."""
    assert visit.document is not None
    (checked,) = documents.newest([visit.document.id])
    taught = taught_for([(checked, request.GET.get("address", ""))], visit).get(checked.document_id)
    return suggested(request, visit, documents.type_of(checked.type), checked.reading, taught)


def suggested(request: HttpRequest, visit: Visit, type: DocumentType, reading: Reading, taught: Taught | None = None) -> HttpResponse:
    """The list that opens below the field."""
    field = declared(type, reading, request.GET.get("address", ""))
    found = likeliest(visit, field, request.GET.get("q", "").strip(), reading, taught) if field else []
    return render(request, "desk/verify/suggestions.html", {"found": found})


def likeliest(visit: Visit, field: Field, wanted: str, reading: Reading, taught: Taught | None) -> list[Suggestion]:
    """The likeliest values for what is typed so far, what somebody taught for it in front."""
    found = suggestions(visit, field, wanted, reading)
    if taught is None or not found_again(taught.value, wanted):
        return found
    known = next((one.text for one in found if one.value == taught.value), None) or name_of(visit, field.kind, taught.value)
    return [Suggestion(taught.value, known, taught.why), *(one for one in found if one.value != taught.value)]
