"""Webhooks by the Standard Webhooks specification: subscriptions made with the key, and the log of what was sent."""

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
from kantor.kit.say import known
from kantor.kit.ui import shown
from kantor.spine import access
from kantor.words.field import row_id

ROUTER = Router(tags=["webhooks"])
PAGE = 200
LAST_ID = 2**62
Kind = Annotated[str, Field(max_length=100, pattern=r"^(\*|[a-z0-9_]+(\.[a-z0-9_]+)*(\.\*)?)$")]


class HookWanted(Schema):
    """url: https and public; kinds: `document.received`, `document.*`, or `*` for everything."""

    url: Annotated[str, Field(max_length=2000, pattern=r"^https?://[!-~]+$")]
    kinds: list[Kind] = Field(min_length=1, max_length=50)


class HookShape(Schema):
    """ended_why: a sentence, '' where its person ended it."""

    id: int
    client: int
    url: str
    kinds: list[str]
    created_at: datetime
    ended_at: datetime | None
    ended_why: str


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
    """Those made with this key: what stands first, then what ended and why. All of a person's are on the desk."""
    return Hooks(webhooks=[HookShape(**_shape(one)) for one in hooks.hooks_of(request.visit.actor, token_id=request.token.id)])


@ROUTER.post("/webhooks", response={201: NewHook}, summary="Subscribe to webhooks")
@writes(ANYBODY)
def subscribe(request: Call, body: HookWanted, asked: Query[Across]) -> Any:
    """From now on, of documents that this key may see, until it ends. Check signatures with any library of standardwebhooks.com."""
    actor, to_private = request.visit.actor, settings.KANTOR.webhooks_to_private
    try:
        hook, secret = hooks.subscribe(body.url, body.kinds, actor, to_private=to_private, token_id=request.token.id)
    except hooks.Unsendable as error:
        raise Problem(422, errors=[{"at": "body.url", "says": shown.sentence(error.key, **error.evidence)}]) from error
    return 201, NewHook(**_shape(hook), secret=secret)


@ROUTER.delete("/webhooks/{hook_id}", response=HookShape, summary="End a webhook")
@writes(ANYBODY, one=False)
def end(request: Call, hook_id: PathId, asked: Query[Across]) -> Any:
    """What waits for it is not sent any more."""
    found = _hook(request, hook_id)
    with access.acting(clients=[found.client_id], person_id=request.visit.person_id, at=request.visit.at) as actor:
        hooks.end(found.client_id, found.id, actor)
    return HookShape(**_shape(_hook(request, hook_id)))


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
    found = hooks.hook(hook_id, request.visit.actor, token_id=request.token.id)
    if found is None:
        raise Http404
    return found


def _shape(hook: Hook) -> dict[str, Any]:
    same = ("id", "url", "created_at", "ended_at")
    told = {name: getattr(hook, name) for name in same}
    return {**told, "client": hook.client_id, "kinds": list(hook.kinds), "ended_why": _written(hook.ended_why)}


def _delivery(row: hooks.Delivery) -> DeliveryShape:
    same = ("id", "kind", "state", "tries", "next_try_at", "status", "created_at", "sent_at")
    return DeliveryShape(**{name: getattr(row, name) for name in same}, record=row.record_id, reason=_written(row.reason))


def _written(why: str) -> str:
    """A sentence where the house says why, else what the program answered."""
    return shown.sentence(why) if known(why) else why
