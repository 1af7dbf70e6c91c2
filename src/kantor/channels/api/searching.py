"""What there is to do and to find: the queues with their deadlines, the day's progress, and a search over partners and documents."""

from datetime import datetime
from typing import Any

from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, reads
from kantor.channels.api.shapes import Across, Text
from kantor.channels.api.showing import DocumentLine, line
from kantor.desk.frame import day_began, progress
from kantor.desk.gate import ANYBODY
from kantor.desk.lists.page import visible
from kantor.desk.lists.queries import documents_found
from kantor.desk.palette import AMONG
from kantor.spine import cases, parties

ROUTER = Router(tags=["tasks"])


class QueueShape(Schema):
    """A queue of one client: documents of a type at a step. late: open and past the deadline; counted up to a thousand."""

    client: int
    type: str
    step: str
    open: int
    aside: int
    asked: int
    late: int
    next_due_at: datetime | None


class ArrivalsShape(Schema):
    """What came in for a client today, and what became of it."""

    client: int
    came_in: int
    took_effect: int
    under_way: int
    refused: int


class ProgressShape(Schema):
    """The day of the key's person; untouched_percent: of the documents decided today those that needed nobody."""

    done: int
    open: int
    late: int
    untouched_percent: int | None
    next_due_at: datetime | None


class Work(Schema):
    queues: list[QueueShape]
    today: list[ArrivalsShape]
    progress: ProgressShape


class Sought(Across):
    q: Text = Field(min_length=2)


class PartnerLine(Schema):
    id: int
    client: int
    number: str
    name: str
    country: str


class Hits(Schema):
    """The likeliest first; partners where the key may see them."""

    parties: list[PartnerLine]
    documents: list[DocumentLine]


@ROUTER.get("/workload", response=Work, summary="What there is to do")
@reads(ANYBODY)
def workload(request: Call, asked: Query[Across]) -> Any:
    """The queues of the roles that the key's person has, the nearest deadline first, and how far the day has come."""
    visit = request.visit
    told = progress(visit)
    return Work(
        queues=[_shape(QueueShape, one) for one in cases.workload(visit.shown_roles, visit.at)],
        today=[_shape(ArrivalsShape, one) for one in cases.arrivals(visit.clients, day_began(visit.at))],
        progress=ProgressShape(**{name: getattr(told, name) for name in ProgressShape.model_fields}),
    )


def _shape(shape: type[Schema], row: Any) -> Any:
    told = {name: getattr(row, name) for name in shape.model_fields if name != "client"}
    told["client"] = row.client_id
    return shape(**told)


@ROUTER.get("/search", response=Hits, summary="Find partners and documents")
@reads(ANYBODY)
def search(request: Call, asked: Query[Sought]) -> Any:
    """Partners by part of the name or number, documents by the words in them and parts of their numbers."""
    visit = request.visit
    found = parties.search(asked.q, at_most=AMONG) if visit.may("parties.see") else []
    return Hits(
        parties=[
            PartnerLine(id=one.id, client=one.client_id, number=one.number, name=one.name, country=one.country)
            for one in found
            if visit.may("parties.see", one.client_id)
        ],
        documents=[line(row) for row in documents_found(visible(visit), asked.q, state="", party=None)],
    )
