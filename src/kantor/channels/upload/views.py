"""Taking in what people drop: one request a file, answered line by line as the documents in it come through."""

from collections.abc import AsyncIterator, Iterator
from datetime import date

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from kantor.channels.door import HAND_IN, READ_AGAIN, Door, File, read_again, take_in
from kantor.desk import clock
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import gate, let_in
from kantor.desk.sentences import refusal, sentence
from kantor.desk.visit import Visit
from kantor.kit.ui import shown
from kantor.spine import access, documents
from kantor.spine.cases import Outcome
from kantor.words import Refusal, Severity
from kantor.words.field import row_id

TOO_LARGE = 413
BESIDE_THE_FILE_BYTES = 100_000
"""What a request holds beside its file: names, boundaries, the token."""
COLOURS = {
    "effect": ("check", "fine"),
    "ready": ("clock", "plan"),
    "task": ("look", "look"),
    "reading": ("clock", "plan"),
    "refused": ("stop", "stop"),
    "duplicate": ("link", "plan"),
}


@gate(HAND_IN)
def page(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The place to drop files, for those who would rather choose them."""
    return screen(
        request,
        visit,
        "upload/page.html",
        crumbs=[Crumb(shown.sentence("desk.home.title"), reverse("desk:home")), Crumb(shown.sentence("upload.title"))],
        keys=[Key("Ctrl K", "desk.key.palette")],
        choose_elsewhere=True,
        limit_mb=settings.KANTOR.upload_limit_bytes // 1_000_000,
    )


@csrf_exempt
@require_POST
@let_in
def files(request: HttpRequest) -> HttpResponseBase:
    """Turn away what is too large before it is read; the token is checked behind that."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if row_id(length) is None or int(length) > settings.KANTOR.upload_limit_bytes + BESIDE_THE_FILE_BYTES:
        return HttpResponse(_refused("upload.too_large"), status=TOO_LARGE)
    answer: HttpResponseBase = _take(request)
    return answer


files.permission = HAND_IN  # type: ignore[attr-defined]


@csrf_protect
def _take(request: HttpRequest) -> HttpResponseBase:
    """Seal and carry the file; each document in it becomes a line of the answer as soon as its batch is through."""
    file = request.FILES.get("file")
    door = _door(request)
    if not isinstance(file, UploadedFile) or not file.name:
        return HttpResponse(_refused("upload.nothing"), status=400)
    if (file.size or 0) > settings.KANTOR.upload_limit_bytes:
        return HttpResponse(_refused("upload.too_large"), status=TOO_LARGE)
    outcomes = take_in([File(name=file.name, data=file.read())], door)
    return StreamingHttpResponse(_lines(outcomes, shown.language()), headers={"Cache-Control": "no-store"})


@require_POST
@let_in
def again(request: HttpRequest, document_id: int) -> HttpResponse:
    """Read a document once more that was refused because nobody could read it, or a scan at which people work; a file takes its time, so no
    transaction is open."""
    person_id, now = int(str(request.user.pk)), clock.now()
    allowed = _allowed(READ_AGAIN, person_id, now.date())
    if not allowed:
        raise PermissionDenied(READ_AGAIN)
    with access.acting(clients=sorted(allowed), person_id=person_id, at=now):
        row = documents.document(document_id)
    if row is None:
        raise Http404
    door = Door(channel="upload", person_id=person_id, client_id=row.client_id, fallback_client_id=row.client_id, now=clock.now)
    try:
        outcome = next(read_again(door, [row.client_id], {document_id}), None)
    except Refusal as error:
        messages.error(request, refusal(error.key, error.evidence, row.type))
        return redirect("desk:document", document_id=document_id)
    if outcome is None:
        messages.error(request, shown.sentence("upload.again.nothing"))
    elif outcome.outcome == "reading":
        return redirect("desk:document", document_id=document_id)
    elif outcome.outcome == "refused":
        reasons = " ".join(sentence(finding, outcome.type) for finding in outcome.findings)
        messages.error(request, shown.sentence("upload.again.refused", reason=reasons))
    else:
        messages.success(request, shown.sentence("upload.again.done"))
    return redirect("desk:road", document_id=document_id)


again.permission = READ_AGAIN  # type: ignore[attr-defined]


def _allowed(permission: str, person_id: int, on: date) -> frozenset[int]:
    """The clients for which the person may do this."""
    permitted = access.permissions(person_id, access.clients_of(person_id, on), on)
    return frozenset(client_id for client_id, permissions in permitted.items() if permission in permissions)


def _door(request: HttpRequest) -> Door:
    """For the client that was chosen, else for whom the buyer's VAT id names among those the person may enter documents for."""
    person_id, now = int(str(request.user.pk)), clock.now()
    allowed = _allowed(HAND_IN, person_id, now.date())
    chosen = request.POST.get("client", "")
    if not allowed or (chosen and row_id(chosen) not in allowed):
        raise PermissionDenied(HAND_IN)
    return Door(
        channel="upload",
        person_id=person_id,
        client_id=int(chosen) if chosen else None,
        fallback_client_id=min(allowed),
        now=clock.now,
        only_for=allowed,
        confidential=request.POST.get("confidential") == "yes",
    )


async def _lines(outcomes: Iterator[Outcome], language: str) -> AsyncIterator[bytes]:
    """The lines of the answer; the work runs in a thread, so that the server goes on serving others."""

    def step() -> Outcome | None:
        return next(outcomes, None)

    while outcome := await sync_to_async(step, thread_sensitive=True)():
        yield _line(outcome, language).encode()


def _line(outcome: Outcome, language: str) -> str:
    icon, colour = COLOURS[outcome.outcome]
    with translation.override(language):
        reasons = [sentence(finding, outcome.type) for finding in outcome.findings if finding.severity is not Severity.OK]
        told = {"outcome": outcome, "icon": icon, "colour": colour, "reasons": reasons[:3], "more": max(0, len(reasons) - 3)}
        return str(render_to_string("upload/line.html", told))


def _refused(key: str) -> str:
    return str(render_to_string("upload/refused.html", {"key": key, "limit_mb": settings.KANTOR.upload_limit_bytes // 1_000_000}))
