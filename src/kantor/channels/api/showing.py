"""A document as a program sees it: its row, the newest reading with where each value came from, findings, and who may do what now."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema

from kantor.channels.api.gates import ETAG, Call, etag_of
from kantor.channels.api.shapes import FindingShape, decimal
from kantor.desk.gate import note_seen
from kantor.desk.sentences import sentence
from kantor.desk.verify.standing import standing_of
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import cases, documents
from kantor.spine.documents import Checked
from kantor.words import Finding, Value


class DocumentLine(Schema):
    """A document in a list. state: received, read, waiting, ready, effective, reversed, sent_back, refused, split."""

    id: int
    client: int
    type: str
    state: str
    number: str
    party: int | None
    party_name: str
    document_on: date | None
    due_on: date | None
    amount: Decimal | None
    currency: str
    received_at: datetime
    channel: str
    file_name: str
    confidential: bool


class ValueShape(Schema):
    """A value as normalised text. source: xml, page, person, suggestion, rule; path: where in the file, or what suggested it."""

    text: str
    source: str
    path: str = ""
    page: int = 0
    confidence: float = 1.0


class ReadingShape(Schema):
    """What the document says; an address is a key (`number`) or table.row.column (`lines.0.net`)."""

    version: int
    reader: str
    values: dict[str, ValueShape]
    tables: dict[str, list[dict[str, ValueShape]]]


class StandingShape(Schema):
    """Where the document's task stands for the key's person. may_work: may be changed and decided now; why_not: else the reason."""

    may_work: bool
    why_not: str = ""
    task: int | None = None
    step: str = ""
    role: str = ""
    state: str = ""
    due_at: datetime | None = None
    held_by: str = ""
    question: str = ""
    is_asked: bool = False


class DocumentShape(DocumentLine):
    """A document whole, as of its ETag."""

    sha256: str | None
    media_type: str
    parent: int | None
    four_eyes: bool
    on_hold: bool
    took_effect_at: datetime | None
    effective_after: datetime | None
    reading: ReadingShape | None
    findings: list[FindingShape]
    standing: StandingShape


def line(row: Any) -> DocumentLine:
    """From a row of the list, or of the document itself."""
    return DocumentLine(**_line(row))


def shown_document(request: Call, status: int = 200) -> tuple[int, DocumentShape, dict[str, str]]:
    """The request's document as it is now, with its ETag."""
    row, visit = request.visit.document, request.visit
    assert row is not None
    checked = next(iter(documents.newest([row.id])), None) if row.reading_version else None
    shape = DocumentShape(
        **_line(row),
        sha256=row.sha256,
        media_type=row.media_type,
        parent=row.parent_id,
        four_eyes=row.four_eyes,
        on_hold=row.on_hold,
        took_effect_at=row.took_effect_at,
        effective_after=row.effective_after,
        reading=reading_shape(checked) if checked else None,
        findings=[finding_shape(one, row.type) for one in checked.findings] if checked else [],
        standing=_standing(visit),
    )
    return status, shape, {ETAG: etag_of(visit)}


def reading_shape(checked: Checked) -> ReadingShape:
    """The values of a version by address, each with where it came from."""
    reading = checked.reading
    tables = {key: [{name: _value(one) for name, one in cells.items()} for cells in rows] for key, rows in reading.tables.items()}
    values = {key: _value(one) for key, one in reading.values.items()}
    return ReadingShape(version=checked.version, reader=reading.reader, values=values, tables=tables)


def finding_shape(finding: Finding, type: str) -> FindingShape:
    """The finding with its sentence in the caller's language."""
    told = {name: str(text) for name, text in finding.evidence.items()}
    return FindingShape(key=finding.key, severity=finding.severity.value, field=finding.field, says=sentence(finding, type), evidence=told)


def _standing(visit: Visit) -> StandingShape:
    found, task = standing_of(visit, claims=False), visit.task
    return StandingShape(
        may_work=found.may_work,
        why_not=shown.sentence(found.why_not, holder=found.holder) if found.why_not else "",
        task=task.id if task else None,
        step=task.step if task else "",
        role=task.role if task else "",
        state=task.state if task else found.state,
        due_at=task.due_at if task else None,
        held_by=found.holder,
        question=found.question,
        is_asked=found.is_asked,
    )


def _value(value: Value) -> ValueShape:
    came = value.source
    return ValueShape(text=value.text, source=came.kind, path=came.path, page=came.page, confidence=value.confidence)


def _line(row: Any) -> dict[str, Any]:
    same = ("id", "type", "state", "number", "party_name", "document_on", "due_on", "currency", "received_at", "channel", "file_name")
    return {
        **{name: getattr(row, name) for name in same},
        "client": row.client_id,
        "party": row.party_id,
        "amount": decimal(row.amount, row.currency),
        "confidential": row.confidential,
    }


def again(request: Call) -> tuple[int, DocumentShape, dict[str, str]]:
    """The document after something was done with it; whoever does something with a confidential one is told what it says."""
    row = request.visit.document
    assert row is not None
    fresh = documents.document(row.id)
    request.visit = replace(request.visit, document=fresh, task=cases.task_of(row.id))
    note_seen(request.visit, "page")
    return shown_document(request)
