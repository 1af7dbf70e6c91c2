"""The audit trail: its records and signed heads, whether it still is what was sealed, and what proves a document to others."""

import json
from datetime import datetime
from io import BytesIO
from typing import Any

from django.http import Http404
from ninja import Query, Router, Schema

from kantor.channels.api.gates import Call, FileAnswer, file_of, one_client, reads, reads_document
from kantor.channels.api.shapes import Across, Id, Page, Paged, PathId, Word, page
from kantor.desk.cases.views import public_keys, trust
from kantor.desk.trail import queries
from kantor.desk.trail.views import VERIFIED_AT_ONCE
from kantor.spine import access, documents, trail
from kantor.words.field import row_id

ROUTER = Router(tags=["audit trail"])
ZIP = "application/zip"
PAGE = 200


class RecordsWanted(Paged):
    kind: Word = ""
    document: Id | None = None
    person: Id | None = None


class RecordWhole(Schema):
    """A record of the audit trail; position: of its leaf in the sealed log, null while it waits for the seal."""

    id: int
    client: int
    kind: str
    document: int | None
    person: int | None
    person_name: str
    at: datetime
    content: dict[str, Any]
    position: int | None


class HeadShape(Schema):
    """A signed statement: the log had `size` leaves and this root. root, signature: hexadecimal."""

    client_id: int
    number: int
    size: int
    root: str
    at: datetime
    key_id: str
    signature: str


class Heads(Schema):
    """public_keys: id -> 32 bytes in hexadecimal (Ed25519), by which heads are checked."""

    heads: list[HeadShape]
    public_keys: dict[str, str]
    next: str | None = None


class Proof(Schema):
    """That a record is in the log under a signed head, to be checked by anybody anywhere."""

    proof: dict[str, Any]
    public_keys: dict[str, str]


class FaultShape(Schema):
    """Something that is not as it was sealed, such as record_changed; where: id, position or number."""

    kind: str
    where: str


class Verification(Schema):
    """is_intact: null where the log is longer than can be verified while a program waits; `./kantor verify` does it then."""

    sealed: int
    unsealed: int
    heads: int
    is_intact: bool | None
    faults: list[FaultShape]


@ROUTER.get("/trail", response=Page[RecordWhole], summary="List what happened")
@reads("trail.see")
def records(request: Call, asked: Query[RecordsWanted]) -> Any:
    """Of one client, the newest first; of one kind, document or person where asked."""
    client_id = one_client(request)
    before = row_id(asked.after) or queries.LAST_ID
    rows = queries.records(client_id, kind=asked.kind, document=asked.document, person=asked.person, before=before)
    names = access.names(sorted({row.person_id for row in rows if row.person_id}))
    return page(rows, lambda row: _record(row, names.get(row.person_id, "")), lambda row: row.id, queries.PAGE)


def _record(row: Any, name: str) -> RecordWhole:
    return RecordWhole(
        **{key: getattr(row, key) for key in ("id", "kind", "at", "position")},
        client=row.client_id,
        document=row.document_id,
        person=row.person_id,
        person_name=name,
        content=json.loads(row.content),
    )


@ROUTER.get("/trail/heads", response=Heads, summary="List signed heads")
@reads("trail.see")
def heads(request: Call, asked: Query[Paged]) -> Any:
    """Of one client, the newest first, by pages of 200. Whoever keeps one outside finds out later changes."""
    last = row_id(asked.after)
    found = trail.heads(one_client(request), newest=PAGE, until=last - 1 if last else None)
    more = str(found[0].number) if len(found) == PAGE else None
    return Heads(heads=[HeadShape(**one.as_json()) for one in reversed(found)], public_keys=public_keys(), next=more)


@ROUTER.get("/trail/heads/{number}", response=Heads, summary="A signed head")
@reads("trail.see")
def head(request: Call, number: PathId, asked: Query[Across]) -> Any:
    """By its number, also where it is older than those listed."""
    found = trail.head(one_client(request), number)
    if found is None:
        raise Http404
    return Heads(heads=[HeadShape(**found.as_json())], public_keys=public_keys())


@ROUTER.get("/trail/verification", response=Verification, summary="Verify the audit trail")
@reads("trail.see", snapshot=True)
def verification(request: Call, asked: Query[Across]) -> Any:
    """One client's log computed again from its records, now."""
    client_id = one_client(request)
    sealed = queries.sealed(client_id)
    if sealed > VERIFIED_AT_ONCE:
        return Verification(sealed=sealed, unsealed=0, heads=0, is_intact=None, faults=[])
    found = trail.verify(client_id, trust())
    faults = [FaultShape(kind=one.kind, where=one.where) for one in found.faults]
    return Verification(sealed=found.leaves, unsealed=found.unsealed, heads=found.heads, is_intact=found.is_intact, faults=faults)


@ROUTER.get("/documents/{document_id}/records/{record_id}/proof", response=Proof, summary="Proof of a record")
@reads_document("see")
def proof(request: Call, document_id: PathId, record_id: PathId) -> Any:
    """Of a record in the document's road; 404 while it waits for the seal."""
    client_id = request.visit.client.id
    is_its_own = record_id in {one.id for one in trail.of_document(client_id, document_id)}
    found = trail.inclusion_proof(client_id, record_id) if is_its_own else None
    if found is None:
        raise Http404
    return Proof(proof=found.as_json(), public_keys=public_keys())


@ROUTER.get("/documents/{document_id}/evidence", summary="Everything that can be proved", openapi_extra=file_of(ZIP))
@reads_document("see", seen_as="evidence")
def evidence(request: Call, document_id: PathId) -> Any:
    """One ZIP: bytes, readings, decisions, effect, proofs, signed heads, and the program that checks them without this house."""
    file = BytesIO()
    documents.write_evidence(file, [document_id], request.visit.actor, trust=trust())
    return FileAnswer(file.getvalue(), ZIP, f"evidence-{request.visit.client.id}-{document_id}.zip")
