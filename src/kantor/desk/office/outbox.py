"""What leaves the house: letters that wait for somebody other than their writer, invoices, returns, and payment files."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from kantor.desk.constraints import refusal_of
from kantor.desk.frame import Crumb, Key, screen
from kantor.desk.gate import ANYBODY, gate
from kantor.desk.lists import queries as lists
from kantor.desk.lists.page import Listing, after_id, show_list, visible
from kantor.desk.office import queries
from kantor.desk.office.holding import require
from kantor.desk.sentences import refusal
from kantor.desk.visit import Visit
from kantor.engines.einvoice.writers import FILED, InvoiceFile, main_file
from kantor.kit.ui import shown
from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.words import Refusal

STATES = ("draft", "approved", "sent", "failed", "withdrawn")


@gate(ANYBODY)
def outbox(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Letters and payment files of the documents that the person may see, the newest first."""
    state = request.GET.get("state", "")
    state = state if state in STATES else ""
    rows = lists.outbox(visible(visit), state=state, before=after_id(request) or lists.LAST_ID)
    is_first = not state and after_id(request) is None
    kept_back = len(lists.outbox(visible(visit), state="failed")) if is_first else 0
    people = access.names(sorted({one for row in rows for one in (row.written_by, row.approved_by) if one}))
    listing = Listing(template="desk/lists/outbox", title="desk.outbox.title", fetch=lambda _: rows, cursor=lambda row: row.id)
    return show_list(
        request,
        visit,
        listing,
        states=STATES,
        state=state,
        people=people,
        kept_back=kept_back,
    )


@gate(ANYBODY)
def item(request: HttpRequest, visit: Visit, item_id: int) -> HttpResponse:
    """One letter as it will leave, or one payment file."""
    row = _item(visit, item_id)
    subject, body = letter_of(row)
    return screen(
        request,
        visit,
        "desk/office/outbox_item.html",
        crumbs=[
            Crumb(shown.sentence("desk.home.title"), reverse("desk:home")),
            Crumb(shown.sentence("desk.outbox.title"), reverse("desk:outbox")),
            Crumb(row.number or str(row.document_id)),
        ],
        keys=[Key("Ctrl ⏎", "desk.outbox.key.try_again" if _can_be_tried(row) else "desk.outbox.key.approve")],
        item=row,
        client=visit.every[row.client_id],
        people=access.names([one for one in (row.written_by, row.approved_by) if one]),
        subject=subject,
        body=body,
        may_approve=row.state == "draft" and row.written_by != visit.person_id and visit.may(approving(row), row.client_id),
        is_writer=row.state == "draft" and row.written_by == visit.person_id,
        may_try_again=_can_be_tried(row) and visit.may(releasing(row), row.client_id),
        is_only_produced=nobody_takes(row),
        may_fetch=has_file(row) and visit.may(fetching(row), row.client_id),
    )


@require_POST
@gate(ANYBODY)
def approve(request: HttpRequest, visit: Visit, item_id: int) -> HttpResponse:
    """Somebody other than the writer lets a letter go; the database refuses the writer, whatever the screen thinks."""
    row = _item(visit, item_id)
    require(visit, approving(row), row.client_id)
    try:
        with transaction.atomic(), access.acting(clients=[row.client_id], person_id=visit.person_id, at=visit.at) as actor:
            documents.approve_letter(item_id, actor)
        messages.success(request, shown.sentence("desk.outbox.approved"))
    except IntegrityError as error:
        refusal_of(error)  # anything but the second pair of eyes is a fault
        messages.error(request, shown.sentence("desk.outbox.writer"))
    except Refusal as error:
        messages.error(request, refusal(error.key, error.evidence))
    return redirect(f"{reverse('desk:outbox_item', args=[item_id])}?client={row.client_id}")


@require_POST
@gate(ANYBODY)
def try_again(request: HttpRequest, visit: Visit, item_id: int) -> HttpResponse:
    """What was kept back, or rests after a fault, leaves with the next delivery; whoever may let such a thing go may ask for it."""
    row = _item(visit, item_id)
    require(visit, releasing(row), row.client_id)
    try:
        with access.acting(clients=[row.client_id], person_id=visit.person_id, at=visit.at) as actor:
            documents.try_again(item_id, actor)
        messages.success(request, shown.sentence("desk.outbox.tried_again"))
    except Refusal as error:
        messages.error(request, refusal(error.key, error.evidence))
    return redirect(f"{reverse('desk:outbox_item', args=[item_id])}?client={row.client_id}")


@require_POST
@gate(ANYBODY)
def fetch(request: HttpRequest, visit: Visit, item_id: int) -> HttpResponse:
    """The file of a released payment run or of an invoice, handed to whoever takes it on; the first time it is marked as sent."""
    row = _item(visit, item_id)
    require(visit, fetching(row), row.client_id)
    with access.acting(clients=[row.client_id], person_id=visit.person_id, at=visit.at) as actor:
        file = fetched(row, actor)
    answer = HttpResponse(file.data, content_type=file.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def fetched(row: Any, actor: Actor) -> InvoiceFile:
    """The file of an item, with the record of who has fetched it; 404 where there is none to be fetched."""
    if not has_file(row):
        raise Http404
    if row.state == "approved":
        documents.send([row.id], lambda _: None, actor)
    else:
        documents.note_fetched(row.id, row.document_id, actor)
    data = bytes(row.file) if row.file is not None else None
    if row.kind == "invoice":
        return main_file(row.content, data)
    content = row.content or {}
    collects = str(content.get("format", "")).startswith("pain.008")
    name = content.get("name") or f"{'collections' if collects else 'payments'}-{row.document_id}.xml"
    return InvoiceFile(name, content.get("media_type") or "application/xml", data or b"")


def has_file(row: Any) -> bool:
    return (row.file is not None or row.kind == "invoice") and row.state in ("approved", "sent")


def nobody_takes(row: Any) -> bool:
    """Whether the file goes to a platform that this house has no way to."""
    return row.kind == "tax_return" or (row.kind == "invoice" and row.content["format"] in FILED)


def _item(visit: Visit, item_id: int) -> Any:
    row = queries.outbox_item(visit.clients, item_id)
    if row is None:
        raise Http404
    if not visit.may_see_it(row):
        raise PermissionDenied(f"{row.type}.see")
    return row


def approving(row: Any) -> str:
    """The permission of whoever may let a letter go."""
    return f"{row.type.split('.')[0]}.letter.approve"


def fetching(row: Any) -> str:
    """The permission of whoever may take a payment file to the bank, an invoice to its customer, or a return to the tax office."""
    return f"{row.type}.enter" if row.kind in ("invoice", "tax_return") else f"{row.type}.release"


def releasing(row: Any) -> str:
    """The permission of whoever may let it go: a letter its approver, a payment file who releases runs."""
    return approving(row) if row.kind == "letter" else fetching(row)


def _can_be_tried(row: Any) -> bool:
    return row.state == "failed" or (row.state == "approved" and row.next_try_at is not None)


def letter_of(row: Any) -> tuple[str, str]:
    """Subject and words of a letter, '' of what is none."""
    content = row.content
    if row.kind != "letter":
        return "", ""
    return documents.letter_text(content["template"], content["language"], content["values"])
