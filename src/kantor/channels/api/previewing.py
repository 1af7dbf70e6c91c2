"""What would be: findings and effect of values before they are saved or filed, the letter of a document sent back, and suggestions."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field as Given

from kantor.channels.api.deciding import ONE, Changes, SentBack, require_declared
from kantor.channels.api.gates import Call, one_client, reads, reads_document, require_permission
from kantor.channels.api.shapes import Across, Address, FindingShape, PathId, Text, Word
from kantor.channels.api.showing import ReadingShape, finding_shape, reading_shape
from kantor.desk.gate import ANYBODY, STEP
from kantor.desk.taught import taught_for
from kantor.desk.verify import framing
from kantor.desk.verify.changes import chosen
from kantor.desk.verify.effects import computed, remarks
from kantor.desk.verify.framing import framed_rows
from kantor.desk.verify.names import Suggestion
from kantor.desk.verify.reasons import letter_for
from kantor.desk.verify.screen import previewed
from kantor.desk.verify.suggesting import likeliest
from kantor.desk.visit import Visit
from kantor.spine import cases, documents
from kantor.spine.documents import MOST_PAGES, Checked
from kantor.words import Entry, Reading, Value

ROUTER = Router(tags=["previews"])
Part = Annotated[float, Given(ge=0, le=1)]


class PostingShape(Schema):
    account: str
    debit: Decimal | None
    credit: Decimal | None
    tax_code: str
    cost_centre: str


class EffectShape(Schema):
    """postings: of all entries; remarks: the rest in sentences; parts: everything as it would be recorded; fault: a sentence where it
    cannot be computed yet."""

    postings: list[PostingShape] = []
    currency: str = ""
    remarks: list[str] = []
    parts: list[dict[str, Any]] = []
    fault: str = ""


class Preview(Schema):
    """reading: the values with what follows from them; nothing of it is stored."""

    reading: ReadingShape
    findings: list[FindingShape]
    effect: EffectShape


class LetterShape(Schema):
    """recipient: '' where the letter has no address; all '' where nobody is written to about such a document."""

    recipient: str
    language: str
    subject: str
    body: str


class Asked(Schema):
    """address: of the field; q: what is typed so far."""

    address: Address
    q: Text = ""


class AskedFor(Asked, Across):
    """For a document that is not there yet."""


class FramePart(Schema):
    """page: from 1; box: x0, y0, x1, y1 in parts of the page, from the upper left."""

    page: int = Given(ge=1, le=MOST_PAGES)
    box: tuple[Part, Part, Part, Part]


class Frame(FramePart):
    """more: parts of pages behind it that belong to the same table; goes_on: take the rows behind the last part, too, where the table goes
    on there."""

    more: list[FramePart] = Given(default=[], max_length=MOST_PAGES)
    goes_on: bool = False


class FramedCell(Schema):
    """A value as normalised text, and where it stands; confidence: 0..1."""

    text: str
    page: int
    box: list[float]
    confidence: float


class Framed(Schema):
    """rows: column of the table `lines` -> its cell."""

    rows: list[dict[str, FramedCell]]


class SuggestionShape(Schema):
    """value: what a change takes; text: how people read it; beside: what helps to choose, as who entered it last time."""

    value: str
    text: str
    beside: str


class Suggestions(Schema):
    suggestions: list[SuggestionShape]


@ROUTER.post(f"{ONE}/preview", response=Preview, summary="Preview changes")
@reads_document(STEP, seen_as="page")
def preview(request: Call, document_id: PathId, body: Changes) -> Any:
    """Findings and effect with these values, by the functions that will run; nothing is written, so this needs no Idempotency-Key."""
    current = _newest(document_id)
    type = documents.type_of(current.type)
    require_declared(type, current.reading, body.changes)
    changes = {**body.changes, **chosen(type, current.reading, body.changes)}
    return shown_preview(request.visit, previewed(request.visit, current, cases.changed(current.reading, changes)))


@ROUTER.post(f"{ONE}/read-table", response=Framed, summary="Read the table in a part of a page, or of several")
@reads_document(STEP, seen_as="page")
def read_table(request: Call, document_id: PathId, body: Frame) -> Any:
    """Its rows, with their header in the frame or without it; nothing is written, so this needs no Idempotency-Key. 409 says why the words
    in the frame are no table."""
    row = request.visit.document
    if row is None or not row.type:
        raise Http404
    frames = [framing.Frame(one.page, one.box) for one in (body, *body.more)]
    rows = framed_rows(row, frames, goes_on=body.goes_on)
    return Framed(rows=[{key: _cell(value) for key, value in one.items()} for one in rows])


@ROUTER.get(f"{ONE}/effect", response=Preview, summary="Effect of the document as it stands")
@reads_document("see", seen_as="page")
def effect(request: Call, document_id: PathId) -> Any:
    """What its approval today would post and cause; 404 before anything was read in it."""
    return shown_preview(request.visit, _newest(document_id))


@ROUTER.post(f"{ONE}/letter-preview", response=LetterShape, summary="Preview the letter of a document sent back")
@reads_document("send_back", seen_as="page")
def letter(request: Call, document_id: PathId, body: SentBack) -> Any:
    """With these reasons, in the recipient's language; nothing is written, so this needs no Idempotency-Key."""
    draft = letter_for(document_id, body.reasons, body.remark, request.visit.actor)
    if draft is None:
        return LetterShape(recipient="", language="", subject="", body="")
    subject, text = documents.letter_text(draft.template, draft.language, draft.values)
    return LetterShape(recipient=draft.recipient, language=draft.language, subject=subject, body=text)


@ROUTER.get(f"{ONE}/suggestions", response=Suggestions, summary="Suggest values for a field")
@reads_document(STEP, seen_as="page")
def suggestions(request: Call, document_id: PathId, asked: Query[Asked]) -> Any:
    """The likeliest first: what somebody entered there last, what the document says, the client's accounts, tax codes and partners."""
    checked = _newest(document_id)
    field = require_declared(documents.type_of(checked.type), checked.reading, [asked.address])[0]
    taught = taught_for([(checked, asked.address)], request.visit).get(document_id)
    return _suggested(likeliest(request.visit, field, asked.q.strip(), checked.reading, taught))


@ROUTER.get("/types/{type}/suggestions", response=Suggestions, summary="Suggest values for a new document")
@reads(ANYBODY)
def suggestions_for(request: Call, type: Word, asked: Query[AskedFor]) -> Any:
    """For a field of a document that is yet to be filed, of one client."""
    found = next((one for one in documents.all_types() if one.key == type), None)
    if found is None:
        raise Http404
    visit = request.visit
    require_permission(visit, f"{type}.enter", one_client(request))
    blank = Reading(reader="person")
    field = require_declared(found, blank, [asked.address])[0]
    return _suggested(likeliest(visit, field, asked.q.strip(), blank, None))


def _cell(value: Value) -> FramedCell:
    return FramedCell(text=value.text, page=value.source.page, box=list(value.source.box or ()), confidence=value.confidence)


def _newest(document_id: int) -> Checked:
    """The newest version; 404 where nothing was read yet."""
    found = next(iter(documents.newest([document_id])), None)
    if found is None:
        raise Http404
    return found


def shown_preview(visit: Visit, checked: Checked) -> Preview:
    """Findings and effect of what was checked, as of today."""
    return Preview(
        reading=reading_shape(checked),
        findings=[finding_shape(one, checked.type) for one in checked.findings],
        effect=_effect(visit, checked),
    )


def _effect(visit: Visit, checked: Checked) -> EffectShape:
    found = computed(visit, checked)
    if isinstance(found, str):
        return EffectShape(fault=found)
    postings = [
        PostingShape(
            account=one.account,
            debit=one.debit.amount if one.debit is not None else None,
            credit=one.credit.amount if one.credit is not None else None,
            tax_code=one.tax_code,
            cost_centre=one.cost_centre,
        )
        for part in found.parts
        if isinstance(part, Entry)
        for one in part.postings
    ]
    parts = [documents.part_as_json(part) for part in found.parts]
    return EffectShape(postings=postings, currency=visit.client.currency, remarks=remarks(found), parts=parts)


def _suggested(found: Sequence[Suggestion]) -> Suggestions:
    return Suggestions(suggestions=[SuggestionShape(value=one.value, text=one.text, beside=one.beside) for one in found])
