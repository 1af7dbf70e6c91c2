"""What leaves the house: letters that wait for their second person, and the files of payment runs that are fetched for the bank."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, FileAnswer, file_of, reads, writes
from kantor.channels.api.shapes import Across, Page, Paged, PathId, Word, page
from kantor.desk.gate import ANYBODY
from kantor.desk.lists import queries as lists
from kantor.desk.lists.page import visible
from kantor.desk.office import outbox as desk
from kantor.desk.office import queries
from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.words.field import row_id

ROUTER = Router(tags=["outbox"])
XML = "application/xml"


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


class OutboxWhole(OutboxItem):
    """subject, body: of a letter as it will leave; written_by, approved_by: names; has_file: the file for the bank can be fetched."""

    subject: str
    body: str
    written_by: str
    approved_by: str
    next_try_at: datetime | None
    has_file: bool


@ROUTER.get("/outbox", response=Page[OutboxItem], summary="List what leaves the house")
@reads(ANYBODY)
def outbox(request: Call, asked: Query[OutboxWanted]) -> Any:
    """Letters and payment files of the documents that the key may see, the newest first."""
    rows = lists.outbox(visible(request.visit), state=asked.state, before=row_id(asked.after) or lists.LAST_ID)
    return page(rows, lambda row: OutboxItem(**_item(row)), lambda row: row.id, lists.PAGE)


@ROUTER.get("/outbox/{item_id}", response=OutboxWhole, summary="Look at what leaves the house")
@reads(ANYBODY)
def one_item(request: Call, item_id: PathId, asked: Query[Across]) -> Any:
    """A letter with its words, or what is known of a payment file."""
    row = _seen(request, item_id)
    names = access.names([one for one in (row.written_by, row.approved_by) if one])
    subject, body = desk.letter_of(row)
    return OutboxWhole(
        **_item(row),
        subject=subject,
        body=body,
        written_by=names.get(row.written_by, ""),
        approved_by=names.get(row.approved_by, ""),
        next_try_at=row.next_try_at,
        has_file=desk.has_file(row),
    )


@ROUTER.post("/outbox/{item_id}/approve", response=OutboxItem, summary="Let a letter go")
@writes(ANYBODY, one=False)
def approve_letter(request: Call, item_id: PathId, asked: Query[Across]) -> Any:
    """By somebody other than its writer."""
    return _done(request, _seen(request, item_id, desk.approving), lambda actor: documents.approve_letter(item_id, actor))


@ROUTER.post("/outbox/{item_id}/try-again", response=OutboxItem, summary="Send again what was kept back")
@writes(ANYBODY, one=False)
def try_again(request: Call, item_id: PathId, asked: Query[Across]) -> Any:
    """It leaves with the next delivery."""
    return _done(request, _seen(request, item_id, desk.releasing), lambda actor: documents.try_again(item_id, actor))


@ROUTER.post("/outbox/{item_id}/fetch", summary="Fetch the file of a payment run or invoice", openapi_extra=file_of(XML))
@writes(ANYBODY, one=False)
def fetch(request: Call, item_id: PathId, asked: Query[Across]) -> Any:
    """The pain.001 of a released payment run, or an invoice in its format (XML or PDF).

    The first time it is marked as sent; each time stands in the audit trail."""
    row = _seen(request, item_id, desk.fetching)
    with access.acting(clients=[row.client_id], person_id=request.visit.person_id, at=request.visit.at) as actor:
        file = desk.fetched(row, actor)
    request.visit = replace(request.visit, actor=actor)
    return FileAnswer(file.data, file.media_type, file.name)


def _done(request: Call, row: Any, act: Callable[[Actor], object]) -> OutboxItem:
    """Act for the item's client, under which the answer is kept."""
    with access.acting(clients=[row.client_id], person_id=request.visit.person_id, at=request.visit.at) as actor:
        act(actor)
        found = queries.outbox_item([row.client_id], row.id)
    request.visit = replace(request.visit, actor=actor)
    return OutboxItem(**_item(found))


def _seen(request: Call, item_id: int, permission: Callable[[Any], str] | None = None) -> Any:
    """The item, where the key may see its document and do this with it."""
    row = queries.outbox_item(request.visit.clients, item_id)
    if row is None:
        raise Http404
    if not request.visit.may_see_it(row):
        raise PermissionDenied(f"{row.type}.see")
    if permission and not request.visit.may(permission(row), row.client_id):
        raise PermissionDenied(permission(row))
    return row


def _item(row: Any) -> dict[str, Any]:
    same = ("id", "kind", "state", "number", "party_name", "created_at", "sent_at", "reason")
    return {**{name: getattr(row, name) for name in same}, "client": row.client_id, "document": row.document_id}
