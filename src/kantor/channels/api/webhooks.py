"""Webhooks by the Standard Webhooks specification: subscriptions of the key's person, and the log of what was sent."""

from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import Http404
from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels import hooks
from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Across, Page, Paged, PathId, Word, page
from kantor.channels.hooks import Hook
from kantor.desk.gate import ANYBODY
from kantor.kit.ui import shown
from kantor.spine import access
from kantor.words.field import row_id

ROUTER = Router(tags=["webhooks"])
PAGE = 200
LAST_ID = 2**62
Kind = Annotated[str, Field(max_length=100, pattern=r"^(\*|[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?)$")]


class Wanted(Schema):
    """url: https and public; kinds: `document.received`, `document.*`, or `*` for everything."""

    url: Annotated[str, Field(max_length=2000, pattern=r"^https?://[!-~]+$")]
    kinds: list[Kind] = Field(min_length=1, max_length=50)


class HookShape(Schema):
    id: int
    client: int
    url: str
    kinds: list[str]
    created_at: datetime


class NewHook(HookShape):
    """secret: checks the signatures; it is told this once."""

    secret: str


class Hooks(Schema):
    webhooks: list[HookShape]


class DeliveryWanted(Paged):
    state: Word = Field(default="", description="One of waiting, sent, failed.")


class DeliveryShape(Schema):
    """state: waiting, sent, failed; status: what the program answered, the last time."""

    id: int
    kind: str
    record: int
    state: str
    tries: int
    next_try_at: datetime | None
    status: int | None
    reason: str
    created_at: datetime
    sent_at: datetime | None


class Replayed(Schema):
    delivery: int


@ROUTER.get("/webhooks", response=Hooks, summary="List webhooks")
@reads(ANYBODY)
def webhooks(request: Call, asked: Query[Across]) -> Any:
    """Those of the key's person that stand."""
    return Hooks(webhooks=[HookShape(**_shape(one)) for one in hooks.hooks_of(request.visit.actor)])


@ROUTER.post("/webhooks", response={201: NewHook}, summary="Subscribe to webhooks")
@writes(ANYBODY)
def subscribe(request: Call, body: Wanted, asked: Query[Across]) -> Any:
    """From now on, of documents that the key's person may see. Check signatures with any library of standardwebhooks.com."""
    try:
        hook, secret = hooks.subscribe(body.url, body.kinds, request.visit.actor, to_private=settings.KANTOR.webhooks_to_private)
    except hooks.Unsendable as error:
        raise Problem(422, errors=[{"at": "body.url", "says": shown.sentence(error.key, **error.evidence)}]) from error
    return 201, NewHook(**_shape(hook), secret=secret)


@ROUTER.delete("/webhooks/{hook_id}", response=HookShape, summary="End a webhook")
@writes(ANYBODY, one=False)
def end(request: Call, hook_id: PathId, asked: Query[Across]) -> Any:
    """What waits for it is not sent any more."""
    found = _hook(request, hook_id)
    with access.acting(clients=[found.client_id], person_id=request.visit.person_id, at=request.visit.at) as actor:
        hooks.end(found, actor)
    return HookShape(**_shape(found))


@ROUTER.get("/webhooks/{hook_id}/deliveries", response=Page[DeliveryShape], summary="The log of a webhook")
@reads(ANYBODY)
def deliveries(request: Call, hook_id: PathId, asked: Query[DeliveryWanted]) -> Any:
    """What was sent or is to be sent, the newest first."""
    found = hooks.deliveries(_hook(request, hook_id), state=asked.state, before=row_id(asked.after) or LAST_ID, at_most=PAGE)
    return page(found, _delivery, lambda row: row.id, PAGE)


@ROUTER.post("/webhooks/{hook_id}/deliveries/{delivery_id}/replay", response={202: Replayed}, summary="Send again")
@writes(ANYBODY, one=False)
def replay(request: Call, hook_id: PathId, delivery_id: PathId, asked: Query[Across]) -> Any:
    """Under the same webhook-id, by which the receiver knows what it has seen."""
    found = _hook(request, hook_id)
    with access.acting(clients=[found.client_id], person_id=request.visit.person_id, at=request.visit.at) as actor:
        if not hooks.replay(found, delivery_id, actor):
            raise Http404
    return 202, Replayed(delivery=delivery_id)


def _hook(request: Call, hook_id: int) -> Hook:
    found = hooks.hook(hook_id, request.visit.actor)
    if found is None:
        raise Http404
    return found


def _shape(hook: Hook) -> dict[str, Any]:
    return {"id": hook.id, "client": hook.client_id, "url": hook.url, "kinds": list(hook.kinds), "created_at": hook.created_at}


def _delivery(row: hooks.Delivery) -> DeliveryShape:
    same = ("id", "kind", "state", "tries", "next_try_at", "status", "reason", "created_at", "sent_at")
    return DeliveryShape(**{name: getattr(row, name) for name in same}, record=row.record_id)
