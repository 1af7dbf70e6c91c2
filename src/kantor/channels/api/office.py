"""Whose key this is, which kinds of documents there are, documents that nobody sent, and letters that wait for their second person."""

from datetime import datetime
from typing import Annotated, Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, reads, require_permission, writes
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, FindingShape, Page, Paged, PathId, Text, Word, page
from kantor.channels.api.showing import finding_shape
from kantor.desk.gate import ANYBODY
from kantor.desk.lists import queries as lists
from kantor.desk.lists.page import visible_types
from kantor.desk.office import queries
from kantor.desk.verify.changes import declared, mistyped
from kantor.kit.ui import shown
from kantor.spine import access, cases, documents
from kantor.spine.documents import Filed, Filing
from kantor.words import DocumentType, Reading, Severity
from kantor.words.field import BEFORE, row_id

ROUTER = Router(tags=["office"])
Address = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9_.]+$")]


class ClientShape(Schema):
    id: int
    code: str
    name: str
    country: str
    currency: str
    permissions: list[str]


class Me(Schema):
    """The key, its person, and what it may do for whom today."""

    person: int
    name: str
    key: str
    expires_at: datetime
    clients: list[ClientShape]


class FieldShape(Schema):
    key: str
    kind: str
    label: str
    required: bool
    choices: list[str]


class TypeShape(Schema):
    """tables: key -> columns; the address of a cell is table.row.column, rows from 0."""

    key: str
    label: str
    fields: list[FieldShape]
    tables: dict[str, list[FieldShape]]


class Types(Schema):
    types: list[TypeShape]


class Typed(Schema):
    """A document that nobody sent: an order, a limit, a reversal. values: address -> normalised text."""

    type: Word
    values: dict[Address, Text] = Field(min_length=1, max_length=1000)


class FiledShape(Schema):
    document: int
    state: str
    findings: list[FindingShape]


class OutboxWanted(Paged):
    state: Word = Field(default="", description="One of draft, approved, sent, failed, withdrawn.")


class OutboxItem(Schema):
    """A letter or a payment file."""

    id: int
    client: int
    document: int
    kind: str
    state: str
    number: str
    party_name: str
    created_at: datetime
    sent_at: datetime | None
    reason: str


@ROUTER.get("/me", response=Me, summary="Whose key this is")
@reads(ANYBODY)
def me(request: Call, asked: Query[Across]) -> Any:
    """And what it may do for which clients today."""
    visit, token = request.visit, request.token
    return Me(
        person=visit.person_id,
        name=visit.name,
        key=token.name,
        expires_at=token.expires_at,
        clients=[
            ClientShape(
                **{name: getattr(one, name) for name in ("id", "code", "name", "country", "currency")},
                permissions=sorted(visit.permissions[one.id]),
            )
            for one in (visit.every[client_id] for client_id in visit.clients)
        ],
    )


@ROUTER.get("/types", response=Types, summary="Kinds of documents")
@reads(ANYBODY)
def types(request: Call) -> Any:
    """With their fields and tables, labelled in the caller's language."""
    found = [one for one in documents.all_types() if any(request.visit.may_see(one.key, client_id) for client_id in request.visit.clients)]
    return Types(types=[_type(one) for one in found])


def _type(type: DocumentType) -> TypeShape:
    def field(one: Any, below: str) -> FieldShape:
        return FieldShape(
            key=one.key, kind=one.kind.value, label=shown.sentence(f"{below}.{one.key}"), required=one.required, choices=list(one.choices)
        )

    return TypeShape(
        key=type.key,
        label=shown.sentence(type.key),
        fields=[field(one, type.key) for one in type.fields],
        tables={table.key: [field(one, f"{type.key}.{table.key}") for one in table.columns] for table in type.tables},
    )


@ROUTER.post("/typed-documents", response={201: FiledShape}, summary="File a document that nobody sent")
@writes(ANYBODY)
def file_typed(request: Call, body: Typed, asked: Query[Across]) -> Any:
    """With the same checks and the same effect as on the form; whoever files it is its maker."""
    visit = request.visit
    type = next((one for one in documents.all_types() if one.key == body.type), None)
    if type is None:
        raise Problem(422, errors=[{"at": "body.type", "says": "no such type"}])
    require_permission(visit, f"{type.key}.enter", visit.client.id)
    blank = Reading(reader="person")
    for address in body.values:
        if declared(type, blank, address) is None:
            raise Problem(422, "not_declared", {"field": address}, field=address)
    reading = cases.changed(blank, body.values)
    if faults := mistyped(type, reading, visit.client.id):
        raise Problem(422, "mistyped", errors=[finding_shape(one, type.key).model_dump() for one in faults])
    reading, findings = _judged(request, type, reading)
    if not type.tables and type.read is None and any(one.severity == "stop" for one in findings):
        raise Problem(422, "refused", findings=[one.model_dump() for one in findings])
    filing = Filing(type=type.key, key=f"api:{uuid4().hex}", reading=reading, channel="api", made_by=visit.person_id)
    ((document_id, _),) = cases.file([filing], visit.actor)
    row = documents.document(document_id)
    return 201, FiledShape(document=document_id, state=row.state if row else "", findings=findings)


def _judged(request: Call, type: DocumentType, reading: Reading) -> tuple[Reading, list[FindingShape]]:
    """The reading with what holds until now, as a form is drawn with it, and what the rules say of it."""
    visit = request.visit
    (begun,) = documents.preview([Filed(document_id=0, type=type.key, reading=reading, made_by=visit.person_id)], visit.today)
    before = {key: value for key, value in begun.reading.values.items() if key.startswith(BEFORE)}
    complete = Reading(reader=reading.reader, values={**before, **reading.values}, tables=reading.tables)
    (checked,) = documents.preview([Filed(document_id=0, type=type.key, reading=complete, made_by=visit.person_id)], visit.today)
    return complete, [finding_shape(one, type.key) for one in checked.findings if one.severity is not Severity.OK]


@ROUTER.get("/outbox", response=Page[OutboxItem], summary="List what leaves the house")
@reads(ANYBODY)
def outbox(request: Call, asked: Query[OutboxWanted]) -> Any:
    """Letters and payment files of the documents that the key may see, the newest first."""
    rows = lists.outbox(visible_types(request.visit), state=asked.state, before=row_id(asked.after) or lists.LAST_ID)
    return page(rows, _item, lambda row: row.id, lists.PAGE)


@ROUTER.post("/outbox/{item_id}/approve", response=OutboxItem, summary="Let a letter go")
@writes(ANYBODY, one=False)
def approve_letter(request: Call, item_id: PathId, asked: Query[Across]) -> Any:
    """By somebody other than its writer."""
    row = _seen(request, item_id, lambda found: f"{found.type.split('.')[0]}.letter.approve")
    with access.acting(clients=[row.client_id], person_id=request.visit.person_id, at=request.visit.at) as actor:
        documents.approve_letter(item_id, actor)
        return _item(queries.outbox_item([row.client_id], item_id))


@ROUTER.post("/outbox/{item_id}/try-again", response=OutboxItem, summary="Send again what was kept back")
@writes(ANYBODY, one=False)
def try_again(request: Call, item_id: PathId, asked: Query[Across]) -> Any:
    """It leaves with the next delivery."""
    row = _seen(
        request, item_id, lambda found: f"{found.type.split('.')[0]}.letter.approve" if found.kind == "letter" else f"{found.type}.release"
    )
    with access.acting(clients=[row.client_id], person_id=request.visit.person_id, at=request.visit.at) as actor:
        documents.try_again(item_id, actor)
        return _item(queries.outbox_item([row.client_id], item_id))


def _seen(request: Call, item_id: int, permission: Any) -> Any:
    """The item, where the key may see its document and do this with it."""
    row = queries.outbox_item(request.visit.clients, item_id)
    if row is None:
        raise Http404
    for wanted in (f"{row.type}.see", permission(row)):
        if not request.visit.may(wanted, row.client_id):
            raise PermissionDenied(wanted)
    return row


def _item(row: Any) -> OutboxItem:
    same = ("id", "kind", "state", "number", "party_name", "created_at", "sent_at", "reason")
    return OutboxItem(**{name: getattr(row, name) for name in same}, client=row.client_id, document=row.document_id)
