"""The second entry: what is to be keyed again without being seen, what was keyed, and who was right where it differs."""

from typing import Any

from ninja import Router, Schema
from pydantic import Field as Given

from kantor.channels.api.gates import Call, reads_document, writes_document
from kantor.channels.api.problems import Problem
from kantor.channels.api.shapes import Address, PathId, Text
from kantor.desk.gate import STEP
from kantor.spine import cases, documents
from kantor.spine.documents import Refusal

ROUTER = Router(tags=["deciding"])
ONE = "/documents/{document_id}/second-entry"


class ToKeyShape(Schema):
    """A field to key, or a cell of a table by its address (`lines.0.net`). kind: how its value is written:
    days as 2026-03-31, amounts as 1234.56."""

    field: str
    kind: str
    choices: list[str]


class DifferenceShape(Schema):
    """first: what the document says; second: what was keyed."""

    field: str
    first: str
    second: str


class EntryShape(Schema):
    """differences: where the second entry differs and somebody has to decide; agrees: it was keyed, and nothing is open."""

    fields: list[ToKeyShape]
    differences: list[DifferenceShape]
    agrees: bool


class Keyed(Schema):
    """Field -> normalised text, '' where nothing stands on the page."""

    values: dict[Address, Text] = Given(min_length=1, max_length=100)


@ROUTER.get(ONE, response=EntryShape, summary="See what is to be keyed again")
@reads_document(STEP)
def second_entry(request: Call, document_id: PathId) -> Any:
    """The fields without their values; the differences once it was keyed."""
    return _shape(document_id, _step(request))


@ROUTER.post(ONE, response=EntryShape, summary="Key values again")
@writes_document()
def key_again(request: Call, document_id: PathId, body: Keyed) -> Any:
    """What stands on the page. What agrees goes on at once; the answer holds what differs."""
    step = _step(request)
    asked = {one.field for one in cases.to_key(document_id, step)[1]}
    if asked != body.values.keys():
        odd = sorted(asked ^ body.values.keys())[0]
        raise Problem(422, "not_declared", {"field": odd}, field=odd)
    cases.key_again(document_id, body.values, request.visit.actor)
    return _shape(document_id, step)


@ROUTER.post(f"{ONE}/settle", response=EntryShape, summary="Decide on differences")
@writes_document()
def settle(request: Call, document_id: PathId, body: Keyed) -> Any:
    """Which value stands on the page, for each field that differs."""
    step = _step(request)
    cases.settle(document_id, body.values, request.visit.actor)
    return _shape(document_id, step)


def _shape(document_id: int, step: str) -> EntryShape:
    item, asked, found = cases.to_key(document_id, step)
    fields = [(one.field, documents.type_of(item.type).field_at(one.field)) for one in asked]
    shapes = [ToKeyShape(field=address, kind=field.kind.value, choices=list(field.choices)) for address, field in fields]
    differences = [DifferenceShape(**one._asdict()) for one in found]
    return EntryShape(fields=shapes, differences=differences, agrees=cases.keyed(document_id))


def _step(request: Call) -> str:
    task = request.visit.task
    if task is None:
        raise Refusal("cases.nothing_to_do")
    return task.step
