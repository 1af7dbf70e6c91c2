"""Whose key this is, and which kinds of documents there are."""

from datetime import datetime
from typing import Any

from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, reads
from kantor.channels.api.shapes import Across
from kantor.desk.gate import ANYBODY
from kantor.kit.ui import shown
from kantor.spine import documents
from kantor.words import DocumentType

ROUTER = Router(tags=["office"])


class ClientShape(Schema):
    id: int
    code: str
    name: str
    country: str
    currency: str
    permissions: list[str]


class Me(Schema):
    """The key, its person, and what it may do for whom today."""

    person: int
    name: str
    key: str
    expires_at: datetime
    clients: list[ClientShape]


class FieldShape(Schema):
    key: str
    kind: str
    label: str
    required: bool
    choices: list[str]


class TypeShape(Schema):
    """tables: key -> columns; the address of a cell is table.row.column, rows from 0."""

    key: str
    label: str
    fields: list[FieldShape]
    tables: dict[str, list[FieldShape]]


class Types(Schema):
    types: list[TypeShape]


@ROUTER.get("/me", response=Me, summary="Whose key this is")
@reads(ANYBODY)
def me(request: Call, asked: Query[Across]) -> Any:
    """And what it may do for which clients today."""
    visit, token = request.visit, request.token
    return Me(
        person=visit.person_id,
        name=visit.name,
        key=token.name,
        expires_at=token.expires_at,
        clients=[
            ClientShape(
                **{name: getattr(one, name) for name in ("id", "code", "name", "country", "currency")},
                permissions=sorted(visit.permissions[one.id]),
            )
            for one in (visit.every[client_id] for client_id in visit.clients)
        ],
    )


@ROUTER.get("/types", response=Types, summary="Kinds of documents")
@reads(ANYBODY)
def types(request: Call) -> Any:
    """With their fields and tables, labelled in the caller's language."""
    found = [one for one in documents.all_types() if any(request.visit.may_see(one.key, client_id) for client_id in request.visit.clients)]
    return Types(types=[_type(one) for one in found])


def _type(type: DocumentType) -> TypeShape:
    def field(one: Any, below: str) -> FieldShape:
        return FieldShape(
            key=one.key, kind=one.kind.value, label=shown.sentence(f"{below}.{one.key}"), required=one.required, choices=list(one.choices)
        )

    return TypeShape(
        key=type.key,
        label=shown.sentence(type.key),
        fields=[field(one, type.key) for one in type.fields],
        tables={table.key: [field(one, f"{type.key}.{table.key}") for one in table.columns] for table in type.tables},
    )
