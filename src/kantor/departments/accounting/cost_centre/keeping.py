"""Keeps cost centres and projects, and answers what is kept of a code."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.departments.accounting.parts import Centre
from kantor.kit.sql import Queries
from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.words import Answer, Answers, Applied, Ask

QUERIES = Queries(__file__)
MOST_LEVELS = 20


class Kept(NamedTuple):
    """A cost centre or project as it holds; above: the code that it belongs to, ''; document_id: by which it is so."""

    dimension: str
    code: str
    name: str
    from_on: date
    until_on: date | None
    email: str
    above: str
    document_id: int


class CentreParts:
    """Keeps what a document says of a code; reversing it lets the one before hold again."""

    kinds = (Centre.kind,)
    order = 87

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = [{"document_id": item.document_id, **documents.part_as_json(item.part)} for item in batch if item.part]
        QUERIES.run("keep", client_id=actor.clients[0], rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        reversing = {item.reverses_document_id: item.document_id for item in batch if item.reverses_document_id is not None}
        QUERIES.run("withdraw", client_id=actor.clients[0], documents=list(reversing), by=list(reversing.values()))


def kept(client_id: int, dimension: str) -> dict[str, Kept]:
    """By code."""
    found = (Kept(*row) for row in QUERIES.rows("centres", client_id=client_id))
    return {one.code: one for one in found if one.dimension == dimension}


def above(code: str, every: dict[str, Kept]) -> list[str]:
    """The codes above one, the nearest first."""
    found: list[str] = []
    while (one := every.get(code)) and one.above and one.above not in found and len(found) < MOST_LEVELS:
        code = one.above
        found.append(code)
    return found


def _centres(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (dimension, code) -> as `kantor.words.dimensions.centre_of` says."""
    client_id = access.acting_client()
    every = {dimension: kept(client_id, dimension) for dimension in {ask.about[0] for ask in asks}}
    return {ask: told(ask.about[1], every[ask.about[0]]) for ask in asks}


def told(code: str, every: dict[str, Kept]) -> dict[str, Any]:
    """As `kantor.words.dimensions.centre_of` says."""
    if code not in every:
        return {"is_kept": bool(every)}
    one = every[code]
    days = {"from_on": one.from_on.isoformat(), "until_on": one.until_on.isoformat() if one.until_on else ""}
    return {"is_kept": True, "name": one.name, **days, "above": above(code, every)}


def _list(asks: Sequence[Ask], as_of: date) -> Answers:
    """about: (dimension,) -> [{"code", "name"}] of those that hold on the day, by code."""
    client_id = access.acting_client()
    return {
        ask: [
            {"code": one.code, "name": one.name}
            for one in kept(client_id, ask.about[0]).values()
            if one.from_on <= as_of <= (one.until_on or as_of)
        ]
        for ask in asks
    }


ANSWERS: dict[str, Answer] = {"accounting.cost_centre": _centres, "accounting.cost_centres": _list}
