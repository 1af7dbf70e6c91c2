"""Documents that nobody sent: what would be found in them, and filing them."""

from typing import Any
from uuid import uuid4

from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.deciding import require_declared
from kantor.channels.api.gates import Call, one_client, reads, require_permission, writes
from kantor.channels.api.previewing import Preview, shown_preview
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, Address, FindingShape, Text, Word
from kantor.channels.api.showing import finding_shape
from kantor.desk.gate import ANYBODY
from kantor.desk.verify.changes import mistyped
from kantor.spine import cases, documents
from kantor.spine.documents import Checked, Filed, Filing
from kantor.words import DocumentType, Reading, Severity
from kantor.words.field import BEFORE

ROUTER = Router(tags=["documents"])


class Typed(Schema):
    """A document that nobody sent: an order, a limit, a reversal. values: address -> normalised text."""

    type: Word
    values: dict[Address, Text] = Field(min_length=1, max_length=1000)


class FiledShape(Schema):
    document: int
    state: str
    findings: list[FindingShape]


@ROUTER.post("/typed-documents", response={201: FiledShape}, summary="File a document that nobody sent")
@writes(ANYBODY)
def file_typed(request: Call, body: Typed, asked: Query[Across]) -> Any:
    """With the same checks and the same effect as on the form; whoever files it is its maker."""
    type, reading, checked = _judged(request, body)
    findings = [finding_shape(one, type.key) for one in checked.findings if one.severity is not Severity.OK]
    if not type.tables and type.read is None and any(one.severity == "stop" for one in findings):
        raise Problem(422, "refused", findings=[one.model_dump() for one in findings])
    visit = request.visit
    filing = Filing(type=type.key, key=f"api:{uuid4().hex}", reading=reading, channel="api", made_by=visit.person_id)
    ((document_id, _),) = cases.file([filing], visit.actor)
    row = documents.document(document_id)
    return 201, FiledShape(document=document_id, state=row.state if row else "", findings=findings)


@ROUTER.post("/typed-documents/preview", response=Preview, summary="Preview a document that nobody sent")
@reads(ANYBODY)
def preview(request: Call, body: Typed, asked: Query[Across]) -> Any:
    """Its findings and its effect, if it were approved today; nothing is written, so this needs no Idempotency-Key."""
    one_client(request)
    return shown_preview(request.visit, _judged(request, body)[2])


def _judged(request: Call, body: Typed) -> tuple[DocumentType, Reading, Checked]:
    """Its reading with what holds until now, as a form is drawn with it, and what the rules say of that."""
    visit = request.visit
    type = next((one for one in documents.all_types() if one.key == body.type), None)
    if type is None:
        raise Problem(422, errors=[{"at": "body.type", "says": "no such type"}])
    require_permission(visit, f"{type.key}.enter", visit.client.id)
    blank = Reading(reader="person")
    require_declared(type, blank, body.values)
    reading = cases.changed(blank, body.values)
    if faults := mistyped(type, reading, visit.client.id):
        raise Problem(422, "mistyped", errors=[finding_shape(one, type.key).model_dump() for one in faults])
    (begun,) = documents.preview([Filed(document_id=0, type=type.key, reading=reading, made_by=visit.person_id)], visit.today)
    before = {key: value for key, value in begun.reading.values.items() if key.startswith(BEFORE)}
    complete = Reading(reader=reading.reader, values={**before, **reading.values}, tables=reading.tables)
    (checked,) = documents.preview([Filed(document_id=0, type=type.key, reading=complete, made_by=visit.person_id)], visit.today)
    return type, complete, checked
