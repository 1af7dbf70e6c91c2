"""What is done with a document: values changed, confirmed, approved, taken back, set aside, asked about, handed over, sent back."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from ninja import Router, Schema
from ninja.operation import Operation
from ninja.utils import contribute_operation_callback
from pydantic import Field as Given

from kantor.channels.api.documents import ROUTER as DOCUMENTS
from kantor.channels.api.gates import Call, Route, reads_document, writes_document
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Address, Id, PathId, Text, Word
from kantor.channels.api.showing import DocumentShape, again, finding_shape
from kantor.desk.verify.changes import chosen, declared, mistyped
from kantor.desk.verify.reasons import letter_for
from kantor.desk.verify.retyping import require_form
from kantor.spine import access, cases, documents
from kantor.spine.documents import Refusal
from kantor.words import DocumentType, Field, Reading

ROUTER = Router(tags=["deciding"])
ONE = "/documents/{document_id}"
MORNING = time(6)
Reason = Literal["wrong_total", "wrong_buyer", "missing_data", "not_ordered", "wrong_account", "duplicate", "other"]


class Changes(Schema):
    """Address -> normalised text: days as 2026-03-31, numbers as 1234.56, '' empties. A row that is not there yet is added."""

    changes: dict[Address, Text] = Given(min_length=1, max_length=1000)


class Confirmed(Schema):
    """Addresses of values that somebody has looked at and says are right."""

    addresses: list[Address] = Given(min_length=1, max_length=200)


class Approval(Schema):
    reason: Text = ""


class Approved(Schema):
    """next_step: who must look now, '' where the document takes effect; may_be_taken_back_until: null where it cannot be."""

    next_step: str
    may_be_taken_back_until: datetime | None


class Aside(Schema):
    reason: Literal["waiting_for_goods", "waiting_for_colleague", "unclear", "later"] = "later"
    until: date | None = None


class Question(Schema):
    """of: a colleague's id; null asks the supplier."""

    question: Text = Given(min_length=1)
    of: Id | None = None


class AnswerGiven(Schema):
    text: Text


class HandedOver(Schema):
    """kind: delegated to a colleague of the same role, or escalated to one of the role above."""

    to: Id
    kind: Literal["delegated", "escalated"]
    reason: Word = ""


class OtherType(Schema):
    """type: of a paper that the person may handle, by its key in `GET /types`."""

    type: Word


class SentBack(Schema):
    reasons: list[Reason] = Given(min_length=1, max_length=7)
    remark: Word = ""


def _matching(route: Route) -> Route:
    """Lets the description say that this route wants an If-Match."""
    contribute_operation_callback(route, _describe_match)
    return route


def _describe_match(operation: Operation) -> None:
    extra = operation.openapi_extra or {}
    described = {"name": "If-Match", "in": "header", "required": True, "schema": {"type": "string"}, "description": "The document's ETag."}
    operation.openapi_extra = {**extra, "parameters": [*extra.get("parameters", []), described]}


@DOCUMENTS.patch(ONE, response=DocumentShape, summary="Change fields")
@_matching
@writes_document()
def change(request: Call, document_id: PathId, body: Changes) -> Any:
    """A new version of the reading, checked and routed again; whoever changes a value is its maker from then on. Needs If-Match."""
    if not request.headers.get("If-Match"):
        raise Problem(428)
    visit = request.visit
    (current,) = documents.newest([document_id])
    type = documents.type_of(current.type)
    require_declared(type, current.reading, body.changes)
    changes = {**body.changes, **chosen(type, current.reading, body.changes)}
    faults = mistyped(type, cases.changed(Reading(reader="person"), changes), visit.client.id)
    if faults:
        raise Problem(422, "mistyped", errors=[finding_shape(one, type.key).model_dump() for one in faults])
    cases.save(document_id, changes, visit.actor, seen=visit.document.reading_version if visit.document else None)
    return again(request)


@ROUTER.post(f"{ONE}/claim", response=DocumentShape, summary="Claim the task")
@writes_document()
def claim(request: Call, document_id: PathId) -> Any:
    """The document stays with this person for a quarter of an hour; again prolongs it."""
    visit = request.visit
    if visit.task is None:
        raise Refusal("cases.nothing_to_do", document_id=document_id)
    if cases.claim(visit.task.id, visit.client.id, visit.person_id, visit.at) is None:
        raise Refusal("cases.held_by_somebody_else", document_id=document_id)
    return again(request)


@ROUTER.post(f"{ONE}/release", response=DocumentShape, summary="Give the task back")
@writes_document()
def release(request: Call, document_id: PathId) -> Any:
    """Whoever takes the next task may get it."""
    visit = request.visit
    if visit.task is not None:
        cases.release(visit.task.id, visit.client.id, visit.person_id, visit.at)
    return again(request)


@ROUTER.post(f"{ONE}/confirm", response=DocumentShape, summary="Confirm values")
@writes_document()
def confirm(request: Call, document_id: PathId, body: Confirmed) -> Any:
    """Somebody has looked at these values of the newest version and says that they are right."""
    (checked,) = documents.newest([document_id])
    current = {address: value.text for address, value in checked.reading.every()}
    unknown = [address for address in body.addresses if address not in current]
    if unknown:
        raise Problem(422, "not_declared", {"field": unknown[0]}, field=unknown[0])
    documents.confirm(document_id, checked.version, {address: current[address] for address in body.addresses}, request.visit.actor)
    return again(request)


@ROUTER.post(f"{ONE}/approve", response=Approved, summary="Approve")
@writes_document()
def approve(request: Call, document_id: PathId, body: Approval) -> Any:
    """Yes to the newest version; it is judged once more by what is known now."""
    visit = request.visit
    (checked,) = documents.newest([document_id])
    if faults := mistyped(documents.type_of(checked.type), checked.reading, visit.client.id):
        raise Refusal(faults[0].key, document_id=document_id, evidence=faults[0].evidence)
    next_step = cases.approve_all([document_id], visit.actor, reason=body.reason)[document_id]
    if isinstance(next_step, Refusal):
        return next_step  # what was noticed when it was judged once more stays noted
    seconds = cases.process_of(document_id).undo_seconds
    return Approved(next_step=next_step, may_be_taken_back_until=None if next_step else visit.at + timedelta(seconds=seconds))


@ROUTER.post(f"{ONE}/take-back", response=DocumentShape, summary="Take one's approval back")
@writes_document("see")
def take_back(request: Call, document_id: PathId) -> Any:
    """While the document has not taken effect."""
    cases.take_back(document_id, request.visit.actor)
    return again(request)


@ROUTER.post(f"{ONE}/set-aside", response=DocumentShape, summary="Set aside")
@writes_document()
def set_aside(request: Call, document_id: PathId, body: Aside) -> Any:
    """Until a day, or until somebody takes it up again."""
    wake_at = datetime.combine(body.until, MORNING, tzinfo=UTC) if body.until else None
    cases.set_aside(document_id, body.reason, wake_at, request.visit.actor)
    return again(request)


@ROUTER.post(f"{ONE}/take-up", response=DocumentShape, summary="Take up again")
@writes_document()
def take_up(request: Call, document_id: PathId) -> Any:
    """What was set aside is open again."""
    cases.take_up(document_id, request.visit.actor)
    return again(request)


@ROUTER.post(f"{ONE}/ask", response=DocumentShape, summary="Ask")
@writes_document()
def ask(request: Call, document_id: PathId, body: Question) -> Any:
    """A colleague, or the supplier; the deadline pauses until the answer."""
    if body.of is not None:
        _require_colleague(request, body.of)
    cases.ask(document_id, body.question.strip(), body.of, request.visit.actor)
    return again(request)


@ROUTER.post(f"{ONE}/answer", response=DocumentShape, summary="Answer")
@writes_document("see")
def answer(request: Call, document_id: PathId, body: AnswerGiven) -> Any:
    """By whoever was asked, or by somebody who has the task's role."""
    cases.answer(document_id, body.text.strip(), request.visit.actor)
    return again(request)


@ROUTER.post(f"{ONE}/hand-over", response=DocumentShape, summary="Delegate or escalate")
@writes_document()
def hand_over(request: Call, document_id: PathId, body: HandedOver) -> Any:
    """Only that person may take the task then."""
    _require_colleague(request, body.to)
    cases.hand_over(document_id, body.to, body.kind, body.reason, request.visit.actor)
    return again(request)


@ROUTER.post(f"{ONE}/change-type", response=DocumentShape, summary="Give it another form")
@writes_document()
def change_type(request: Call, document_id: PathId, body: OtherType) -> Any:
    """No value is lost: what the new form has no field for is kept in the reading, under `also:`, and comes back with the old form."""
    row = request.visit.document
    assert row is not None
    chosen = require_form(request.visit, row.type, body.type)
    cases.change_type(document_id, chosen, request.visit.actor, seen=row.reading_version)
    return again(request)


@ROUTER.post(f"{ONE}/send-back", response=DocumentShape, summary="Send back")
@writes_document("send_back")
def send_back(request: Call, document_id: PathId, body: SentBack) -> Any:
    """Closed without effect; the letter waits in the outbox until somebody else approves it."""
    actor = request.visit.actor
    letter = letter_for(document_id, body.reasons, body.remark, actor)
    told = "; ".join([*body.reasons, *([body.remark] if body.remark else [])])
    cases.close_without_effect(document_id, "sent_back", told, actor, letter)
    return again(request)


class Colleague(Schema):
    id: int
    name: str
    roles: list[str]


class Colleagues(Schema):
    people: list[Colleague]


@ROUTER.get(f"{ONE}/colleagues", response=Colleagues, summary="Who may be asked")
@reads_document("see")
def colleagues(request: Call, document_id: PathId) -> Any:
    """Everybody who works for the document's client, with their roles."""
    found = access.people(request.visit.client.id, request.visit.today)
    return Colleagues(people=[Colleague(id=one.id, name=one.name, roles=list(one.roles)) for one in found])


def require_declared(type: DocumentType, reading: Reading, addresses: Iterable[str]) -> list[Field]:
    """The declarations of these fields; Problem 422 for what may not be typed."""
    found = []
    for address in addresses:
        field = declared(type, reading, address)
        if field is None:
            raise Problem(422, "not_declared", {"field": address}, field=address)
        found.append(field)
    return found


def _require_colleague(request: Call, person_id: int) -> None:
    if person_id not in {person.id for person in access.people(request.visit.client.id, request.visit.today)}:
        raise Refusal("desk.nobody_named")
