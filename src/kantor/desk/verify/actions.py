"""What a person does with a document: confirm, approve, take back, set aside, ask, answer, hand over, send back."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.constraints import refusal_of
from kantor.desk.gate import STEP, document_gate
from kantor.desk.sentences import refusal
from kantor.desk.verify.changes import changes_of, mistyped, places_of
from kantor.desk.verify.merging import VERSION, Merged, is_typed, merged, seen_reading
from kantor.desk.verify.reasons import SEND_BACK, SET_ASIDE, letter_for
from kantor.desk.visit import Visit
from kantor.spine import access, cases, documents
from kantor.spine.access import Actor
from kantor.spine.documents import Checked, Refusal
from kantor.words.field import row_id

APPROVED = "approved"
Act = Callable[[Actor], None]


@require_POST
@document_gate(STEP)
def confirm(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Somebody has looked at a field and says that it is right - as it stood on the page, which may be another value by now, or as it was
    just typed into it."""
    row = visit.document
    assert row is not None
    try:
        seen = seen_reading(row.id, request.POST)
    except Refusal as error:
        return refused(request, visit, error)
    said = {address: value.text for address, value in seen.reading.every()}
    said |= changes_of(documents.type_of(row.type), seen.reading, request.POST)
    address = request.POST.get("address", "")
    if address in said:
        documents.confirm(row.id, seen.version, {address: said[address]}, visit.actor)
    return HttpResponse(status=204)


@require_POST
@document_gate(STEP)
def hold(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A sign of life: the document stays with whoever has it open."""
    if visit.task:
        cases.claim(visit.task.id, visit.client.id, visit.person_id, visit.at)
    return HttpResponse(status=204)


@require_POST
@document_gate(STEP)
def approve(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Save what was typed, then say yes to what was seen; what was typed stays even where the yes is refused."""
    row = visit.document
    assert row is not None
    try:
        checked, found = save(request, visit)
        if found.conflicts:
            return conflicting(request, visit, found)
        if found.unseen:
            return onwards(f"{reverse('desk:document', args=[row.id])}?since={row_id(request.POST[VERSION])}")
        if faults := mistyped(documents.type_of(row.type), checked.reading, visit.client.id):
            raise Refusal(faults[0].key, document_id=row.id, evidence=faults[0].evidence)
        with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
            next_step = cases.approve_all([row.id], actor)[row.id]
            process = cases.process_of(row.id)
    except (Refusal, IntegrityError) as error:
        return refused(request, visit, error)
    if isinstance(next_step, Refusal):
        return refused(request, visit, next_step)  # what was noticed when it was judged once more stays noted
    request.session[APPROVED] = {
        "document": row.id,
        "name": row.number or row.file_name,
        "seconds": 0 if next_step else process.undo_seconds,
        "until": (visit.at + timedelta(seconds=process.undo_seconds)).timestamp(),
    }
    return onwards(reverse("desk:take_next"))


@require_POST
@document_gate("see")
def take_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    assert visit.document is not None
    request.session.pop(APPROVED, None)
    try:
        cases.take_back(visit.document.id, visit.actor)
    except Refusal as error:
        return refused(request, visit, error)
    return onwards(reverse("desk:document", args=[visit.document.id]))


@require_POST
@document_gate(STEP)
def set_aside(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Until a day, or until somebody takes it up again."""
    assert visit.document is not None
    reason = request.POST.get("reason", "")
    try:
        until = datetime.combine(datetime.fromisoformat(request.POST.get("until", "")).date(), time(6), tzinfo=UTC)
    except ValueError:
        until = None
    return _leave(request, visit, lambda actor: cases.set_aside(visit_id(visit), reason if reason in SET_ASIDE else "later", until, actor))


@require_POST
@document_gate(STEP)
def take_up(request: HttpRequest, visit: Visit) -> HttpResponse:
    assert visit.document is not None
    cases.take_up(visit.document.id, visit.actor)
    return onwards(reverse("desk:document", args=[visit.document.id]))


@require_POST
@document_gate(STEP)
def ask(request: HttpRequest, visit: Visit) -> HttpResponse:
    """A colleague, or the supplier where nobody is named."""
    question = request.POST.get("question", "").strip()
    of = _colleague(request.POST.get("of", ""), visit)
    if of is None and request.POST.get("of"):
        return refused(request, visit, Refusal("desk.nobody_named"))
    return _leave(request, visit, lambda actor: cases.ask(visit_id(visit), question, of, actor))


@require_POST
@document_gate("see")
def answer(request: HttpRequest, visit: Visit) -> HttpResponse:
    """By whoever was asked, or by somebody who has the task's role."""
    try:
        cases.answer(visit_id(visit), request.POST.get("text", "").strip(), visit.actor)
    except Refusal as error:
        return refused(request, visit, error)
    return onwards(reverse("desk:document", args=[visit_id(visit)]))


@require_POST
@document_gate(STEP)
def hand_over(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Delegate to a colleague, or escalate to somebody one level up."""
    kind, _, named = request.POST.get("to", "").partition(":")
    to = _colleague(named, visit)
    if kind not in ("delegated", "escalated") or to is None:
        return refused(request, visit, Refusal("desk.nobody_named"))
    return _leave(request, visit, lambda actor: cases.hand_over(visit_id(visit), to, kind, request.POST.get("reason", ""), actor))


def _colleague(text: str, visit: Visit) -> int | None:
    """Somebody who works for the document's client, by id."""
    person_id = row_id(text)
    return person_id if person_id in {person.id for person in access.people(visit.client.id, visit.today)} else None


@require_POST
@document_gate("send_back")
def letter(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The letter as it would be written, while the reasons are chosen."""
    with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
        draft = letter_for(visit_id(visit), *_why(request), actor)
    subject, body = documents.letter_text(draft.template, draft.language, draft.values) if draft else ("", "")
    return render(request, "desk/verify/letter.html", {"letter": draft, "subject": subject, "body": body})


@require_POST
@document_gate("send_back")
def send_back(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Close without effect; the letter waits in the outbox until somebody else approves it."""
    reasons, remark = _why(request)
    told = "; ".join([*reasons, *([remark] if remark else [])])

    def act(actor: Actor) -> None:
        letter = letter_for(visit_id(visit), reasons, remark, actor)
        cases.close_without_effect(visit_id(visit), "sent_back", told, actor, letter)

    return _leave(request, visit, act, keep=False)


def save(request: HttpRequest, visit: Visit) -> tuple[Checked, Merged]:
    """File a new version where something was typed, on top of what others changed meanwhile; the newest check either way.

    Nothing is filed where somebody else changed the same field: the person must choose first.
    """
    (current,) = documents.newest([visit_id(visit)])
    found = merged(visit, documents.type_of(current.type), request.POST)
    if found.version != current.version:
        raise Refusal("cases.saved_at_once", document_id=current.document_id)
    if not found.changes or found.conflicts:
        return current, found
    with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
        places = places_of(found.changes, request.POST)
        return cases.save(current.document_id, found.changes, actor, places, seen=current.version), found


def visit_id(visit: Visit) -> int:
    assert visit.document is not None
    return visit.document.id


def _why(request: HttpRequest) -> tuple[list[str], str]:
    return [reason for reason in request.POST.getlist("reason") if reason in SEND_BACK], request.POST.get("remark", "").strip()[:2000]


def _leave(request: HttpRequest, visit: Visit, act: Act, *, keep: bool = True) -> HttpResponse:
    """Keep what was typed, do it, and go on to the next document."""
    try:
        if keep and is_typed(request.POST) and (found := save(request, visit)[1]).conflicts:
            return conflicting(request, visit, found)
        with access.acting(clients=visit.clients, person_id=visit.person_id, at=visit.at) as actor:
            act(actor)
    except (Refusal, IntegrityError) as error:
        return refused(request, visit, error)
    return onwards(f"{reverse('desk:take_next')}?skip={visit.task.id if visit.task else 0}")


def onwards(url: str) -> HttpResponse:
    """Where the browser goes next, told to htmx."""
    return HttpResponse(status=204, headers={"HX-Redirect": url})


def refused(request: HttpRequest, visit: Visit, error: Refusal | IntegrityError) -> HttpResponse:
    """The reason in words, in the place above the form."""
    why = refusal_of(error) if isinstance(error, IntegrityError) else error
    text = refusal(why.key, why.evidence, visit.document.type if visit.document else "")
    return render(request, "desk/verify/refused.html", {"text": text}, status=409)


def conflicting(request: HttpRequest, visit: Visit, found: Merged) -> HttpResponse:
    """Both values of each field that two people changed, in the place above the form; nothing was written."""
    return render(request, "desk/verify/conflicts.html", {"others": found.conflicts, "version": found.version}, status=409)
