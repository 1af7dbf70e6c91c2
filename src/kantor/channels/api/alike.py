"""Documents that are alike: those that wait for the same reason at the same field, settled together and each decided by itself."""

from datetime import datetime, timedelta
from typing import Annotated, Any

from ninja import Query, Router, Schema
from pydantic import Field

from kantor.channels.api.gates import Call, reads, writes
from kantor.channels.api.shapes import Across, Id, Text, Word
from kantor.desk.alike import groups
from kantor.desk.alike.choices import chosen
from kantor.desk.alike.deciding import decide
from kantor.desk.alike.groups import Group, group_of
from kantor.desk.alike.table import table_of
from kantor.desk.gate import ANYBODY
from kantor.spine import access

ROUTER = Router(tags=["tasks"])
Version = Annotated[int, Field(ge=1, le=2**31)]


class GroupsWanted(Across):
    type: Word = ""
    reason: Word = ""


class Named(Schema):
    """What names a group: type of document, step, key of the reason, and field (`table.column` for a column)."""

    type: Word
    step: Word
    reason: Word
    field: Word
    party: Id | None = None


class GroupShape(Named):
    """documents: how many; is_typed: one value may be given for all, else what stands there can only be accepted; stops: it must be."""

    client: int
    documents: int
    is_typed: bool
    stops: bool


class Groups(Schema):
    groups: list[GroupShape]


class OneGroup(Named):
    client: Id


class ProposedShape(Schema):
    """What somebody entered last time, and the sentence that says who and when."""

    value: str
    why: str


class AlikeLine(Schema):
    """A document of the group. addresses: where the reason stands in it; others: what else must be looked at, in sentences; version: to
    be named where it is settled."""

    document: int
    version: int
    number: str
    party_name: str
    addresses: list[str]
    values: list[str]
    proposed: ProposedShape | None
    others: list[str]


class AlikeTable(Schema):
    """proposal: the value that most of them would get, '' for none; reason: the sentence where it is the same in all."""

    reason: str
    proposal: str
    documents: list[AlikeLine]


class Settled(Named):
    """value: '' accepts what stands in each; documents: id -> version as it was seen."""

    value: Text = ""
    documents: dict[Id, Version] = Field(min_length=1, max_length=groups.MOST_DOCUMENTS)


class ApprovedOne(Schema):
    """next_step: who must look now, '' where it takes effect."""

    document: int
    next_step: str


class LeftOne(Schema):
    document: int
    why: list[str]


class Decisions(Schema):
    """may_be_taken_back_until: null where nothing takes effect shortly; one by one by /documents/{id}/take-back."""

    approved: list[ApprovedOne]
    left: list[LeftOne]
    may_be_taken_back_until: datetime | None


@ROUTER.get("/alike", response=Groups, summary="List groups of documents that are alike")
@reads(ANYBODY)
def listed(request: Call, asked: Query[GroupsWanted]) -> Any:
    """The largest first; at least two documents each."""
    found = groups.groups(request.visit, reason=asked.reason, type=asked.type)
    return Groups(groups=[_group(one) for one in found])


@ROUTER.get("/alike/documents", response=AlikeTable, summary="Documents of a group")
@reads(ANYBODY)
def documents_alike(request: Call, asked: Query[OneGroup]) -> Any:
    """Those that the key's person may take now, the most urgent first."""
    visit = request.visit
    group = group_of({name: str(value) for name, value in asked.model_dump().items() if value is not None}, visit)
    with access.acting(clients=(group.client_id,), person_id=visit.person_id, at=visit.at):
        table = table_of(group, groups.tasks(group, visit), visit)
    return AlikeTable(reason=table.reason, proposal=table.proposal, documents=[_line(one) for one in table.lines])


@ROUTER.post("/alike/settle", response=Decisions, summary="Settle documents that are alike")
@writes(ANYBODY)
def settle(request: Call, body: Settled, asked: Query[Across]) -> Any:
    """One value for all, each checked and approved by itself; what cannot be keeps its new value, stays, and is told with the reason."""
    visit = request.visit
    named = {"client": str(visit.client.id), "type": body.type, "step": body.step, "reason": body.reason, "field": body.field}
    group = group_of({**named, "party": str(body.party or "")}, visit)
    text = body.value.strip()
    value = chosen(group.declared, group.client_id, visit, text) if text and group.is_typed else ""
    done = decide(group, value, body.documents, visit, visit.actor)
    takes_effect = any(not step for _, step in done.approved)
    return Decisions(
        approved=[ApprovedOne(document=task.document_id, next_step=step) for task, step in done.approved],
        left=[LeftOne(document=task.document_id, why=list(why)) for task, why in done.left],
        may_be_taken_back_until=visit.at + timedelta(seconds=done.undo_seconds) if takes_effect else None,
    )


def _group(group: Group) -> GroupShape:
    same = ("type", "step", "reason", "field", "party", "documents", "is_typed", "stops")
    return GroupShape(**{name: getattr(group, name) for name in same}, client=group.client_id)


def _line(line: Any) -> AlikeLine:
    task = line.task
    return AlikeLine(
        document=task.document_id,
        version=task.version,
        number=task.number,
        party_name=task.party_name,
        addresses=list(line.addresses),
        values=list(line.values),
        proposed=ProposedShape(value=line.proposed.value, why=line.proposed.why) if line.proposed else None,
        others=list(line.others),
    )
