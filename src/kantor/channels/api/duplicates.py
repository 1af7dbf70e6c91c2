"""Suppliers that could be one, with what they share, and saying that two of them are not."""

from datetime import datetime
from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.shapes import Across, Id, Word
from kantor.spine import access, parties

ROUTER = Router(tags=["office"])
TYPE = "masterdata.party_merge"


class Pair(Schema):
    """Two suppliers, by id. same: what they share (number, gln, iban, mailbox, registration, host, words) with the value; likeness: of
    their names, in percent; degree: how likely they are one, 1 to 99."""

    client: int
    one: int
    other: int
    same: dict[str, str]
    likeness: int
    same_place: bool
    degree: int


class HowFar(Schema):
    """Of a client: when a worker compared its suppliers the last time, since when it is at it, how many changed and wait to be compared."""

    client: int
    compared_at: datetime | None
    began_at: datetime | None
    changes: int


class Pairs(Schema):
    pairs: list[Pair]
    compared: list[HowFar]


class Different(Schema):
    """Two suppliers that are not the same, and why."""

    one: Id
    other: Id
    reason: Word


class Remembered(Schema):
    remembered: bool


@ROUTER.get("/duplicates", response=Pairs, summary="List suppliers that could be one")
@reads(f"{TYPE}.see")
def duplicates(request: Call, asked: Query[Across]) -> Any:
    """The 200 likeliest pairs of each client, as a worker found them.

    They are merged by a masterdata.party_merge in /typed-documents, which a second person
    approves."""
    visit = request.visit
    return Pairs(
        pairs=[Pair(client=client_id, **one._asdict()) for client_id, one in parties.alike(visit.clients)],
        compared=[
            HowFar(
                client=one.client_id,
                compared_at=one.compared_at,
                began_at=one.began_at if one.is_running(visit.at) else None,
                changes=one.changes,
            )
            for one in parties.comparing(visit.clients)
        ],
    )


@ROUTER.post("/duplicates/different", response=Remembered, summary="Say that two suppliers are not the same")
@writes(f"{TYPE}.enter")
def different(request: Call, asked: Query[Across], body: Different) -> Any:
    """Remembered with who said it, when and why; the pair is not listed again."""
    (client_id,) = request.visit.clients
    if len(parties.parties([body.one, body.other])) < 2:
        raise Http404
    with access.acting(clients=[client_id], person_id=request.visit.person_id, at=request.visit.at) as actor:
        parties.tell_apart(body.one, body.other, body.reason, actor)
    return Remembered(remembered=True)
