"""The road of a document as a page, its original and the proofs of its records as files."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from kantor.desk.cases import queries
from kantor.desk.cases.stations import people_in, plain, stations
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import document_gate
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, documents, ledger, trail
from kantor.spine.documents import DocumentRow

READ_AGAIN = "payables.supplier_invoice.enter"
"""Who enters invoices may have a file read again that nobody could read."""


@document_gate("see")
def road(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Each station with who, when, which rules and facts, and the records of the audit trail behind it."""
    row = _document(visit)
    past = queries.past(row)
    found = stations(row, past)
    records = trail.of_document(row.client_id, row.id)
    people = people_in(found) | {record.person_id for record in records}
    people |= {decision.maker_id for decision in past.decisions} | {letter.approved_by for letter in past.letters}
    return screen(
        request,
        visit,
        "desk/cases/road.html",
        crumbs=[
            Crumb(shown.sentence("desk.home.title"), reverse("desk:home")),
            Crumb(shown.sentence("desk.lists.documents.title"), reverse("desk:documents")),
            Crumb(_name(row), reverse("desk:document", args=[row.id])),
            Crumb(shown.sentence("desk.road.title")),
        ],
        keys=[Key("Ctrl K", "desk.key.palette")],
        document=row,
        name=_name(row),
        client=visit.client,
        stations=found,
        people=access.names([person for person in people if person]),
        entries=ledger.entries_of_document(row.client_id, row.id),
        open_items=past.open_items,
        family=[one for one in past.family if visit.may_see_it(one)],
        records=[(record, plain(record.content)) for record in records],
        was_unreadable=row.state == "refused" and row.reading_version == 0 and row.sha256 and visit.may(READ_AGAIN, row.client_id),
        may_erase=bool(row.keys) and visit.may("office.erasure.enter", row.client_id),
        may_reverse=row.state == "effective" and visit.may("office.reversal.enter", row.client_id),
    )


@document_gate("see")
def proof(request: HttpRequest, visit: Visit, record_id: int) -> HttpResponse:
    """The proof that a record of this document is in the log under a signed head, to be checked by anybody anywhere."""
    row = _document(visit)
    if record_id not in {record.id for record in trail.of_document(row.client_id, row.id)}:
        raise Http404
    found = trail.inclusion_proof(row.client_id, record_id)
    if found is None:
        raise Http404
    told = {"proof": found.as_json(), "public_keys": public_keys()}
    return as_file(told, f"proof-{row.client_id}-{record_id}.json")


@document_gate("see")
def evidence(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Everything about this document that can be proved, with the proofs and the program that checks them, as one ZIP."""
    row = _document(visit)
    file = BytesIO()
    documents.write_evidence(file, [row.id], visit.actor, trust=trust())
    answer = HttpResponse(file.getvalue(), content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="evidence-{row.client_id}-{row.id}.zip"'
    return answer


def as_file(told: Any, name: str) -> HttpResponse:
    answer = HttpResponse(json.dumps(told, ensure_ascii=False, indent=1), content_type="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def public_keys() -> dict[str, str]:
    """The keys by which heads can be checked: id -> 32 bytes in hexadecimal."""
    keys: dict[str, str] = trust().as_json()["keys"]
    return keys


def trust() -> trail.Trust:
    """What proofs of this house are checked by, as its settings say."""
    return trail.trust(settings.KANTOR.signing_key_file, Path(settings.KANTOR.timestamp_roots))


def _document(visit: Visit) -> DocumentRow:
    if visit.document is None:
        raise Http404
    return visit.document


def _name(row: DocumentRow) -> str:
    return row.number or row.file_name or f"#{row.id}"
