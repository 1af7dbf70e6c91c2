"""How well the machine reads: rates with their intervals, the documents behind each figure, and rules that are stopped."""

from datetime import datetime
from typing import Any, Literal

from ninja import Query, Router, Schema
from pydantic import Field as Given

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.shapes import Across, PathId, Word
from kantor.spine import spotchecks
from kantor.spine.spotchecks import PROMISED, Rate

ROUTER = Router(tags=["spot checks"])
SEE, DECIDE = "spotchecks.see", "spotchecks.decide"


class RateShape(Schema):
    """Of a field and a rule of the gate, for one model: rule and model are '' where people typed the values. low, high: the exact interval
    of 95 % around wrong / checked; corrected: how often people put right what had passed without being asked; promised:
    what it may be at most; stop: the id of the stop that holds, null where it lets pass."""

    client: int
    type: str
    field: str
    rule: str
    model: str
    passed: int
    checked: int
    wrong: int
    second_wrong: int
    corrected: int
    low: float
    high: float
    promised: float
    since: datetime | None
    stop: int | None
    stopped_at: datetime | None
    asked_by: int | None
    reason: str


class Rates(Schema):
    """shares: by client, how many of a thousand documents of which something passed unseen are keyed again."""

    rates: list[RateShape]
    shares: dict[int, int]


class BehindWanted(Across):
    type: Word
    field: Word
    rule: Word = ""
    model: Word = ""
    kind: Literal["passed", "checked", "wrong", "corrected"]


class BehindShape(Schema):
    """verdict: same, first_wrong (what had passed), second_wrong (the second entry), both_wrong, open, corrected, '' where it
    was not keyed again."""

    document: int
    number: str
    at: datetime
    verdict: str


class BehindAll(Schema):
    documents: list[BehindShape]


class Why(Schema):
    reason: Word = Given(min_length=1)


class ShareAsked(Schema):
    per_mille: int


@ROUTER.get("/spot-checks", response=Rates, summary="See how well the machine reads")
@reads(SEE)
def rates(request: Call, asked: Query[Across]) -> Any:
    """What passed unseen, what was keyed again blind, and what was wrong."""
    return _all(request)


@ROUTER.get("/spot-checks/documents", response=BehindAll, summary="See the documents behind a figure")
@reads(SEE)
def behind(request: Call, asked: Query[BehindWanted]) -> Any:
    """The newest 200."""
    wanted = (asked.type, asked.field, asked.rule, asked.model)
    found = [one for one in spotchecks.rates() if (one.type, one.field, one.rule, one.model) == wanted]
    rows = [row for one in found for row in spotchecks.behind(one, asked.kind)]
    return BehindAll(documents=[BehindShape(document=row.document_id, number=row.number, at=row.at, verdict=row.verdict) for row in rows])


@ROUTER.post("/spot-checks/stops/{stop_id}/ask", response=Rates, summary="Ask to let a stopped rule pass again")
@writes(DECIDE)
def ask(request: Call, stop_id: PathId, body: Why, asked: Query[Across]) -> Any:
    """With the reason; a second person has to agree."""
    spotchecks.ask_to_allow(stop_id, body.reason, request.visit.actor)
    return _all(request)


@ROUTER.post("/spot-checks/stops/{stop_id}/allow", response=Rates, summary="Let a stopped rule pass again")
@writes(DECIDE)
def allow(request: Call, stop_id: PathId, asked: Query[Across]) -> Any:
    """By another person than the one who asked; its count begins anew."""
    spotchecks.allow(stop_id, request.visit.actor)
    return _all(request)


@ROUTER.put("/spot-checks/share", response=Rates, summary="Set the share that is keyed again")
@writes(DECIDE)
def share(request: Call, body: ShareAsked, asked: Query[Across]) -> Any:
    """Of a thousand documents of which something passed unseen, from 20 to 50."""
    spotchecks.set_share(body.per_mille, request.visit.actor)
    return _all(request)


def _all(request: Call) -> Rates:
    shares = {client_id: spotchecks.share_of(client_id) for client_id in request.visit.clients}
    return Rates(rates=[_rate(one) for one in spotchecks.rates()], shares=shares)


def _rate(one: Rate) -> RateShape:
    low, high = one.interval
    same = (
        "type",
        "field",
        "rule",
        "model",
        "passed",
        "checked",
        "wrong",
        "second_wrong",
        "corrected",
        "since",
        "stopped_at",
        "asked_by",
        "reason",
    )
    given = {name: getattr(one, name) for name in same}
    return RateShape(**given, client=one.client_id, low=low, high=high, promised=PROMISED, stop=one.stop_id)
