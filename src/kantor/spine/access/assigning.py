"""Gives and takes roles, limits of authority and substitutes, set by set, each with the document that decided it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access.acting import Actor
from kantor.spine.access.people import ids_of
from kantor.spine.access.queries import QUERIES, client
from kantor.words import Refusal
from kantor.words.authority import Assignment, AssignmentEnd, Limit, Substitute

Decided = tuple[int | None, Any]
"""(document behind it, part); None at set-up."""


def assign_all(given: Sequence[tuple[int | None, Assignment]], actor: Actor) -> None:
    """Give roles; Refusal where one is held at the time already."""
    if not given:
        return
    (client_id,) = actor.clients
    ids = ids_of({part.email for _, part in given}, document_id=_only(given))
    rows = [
        {
            "person_id": ids[part.email],
            "role": part.role,
            "from_on": part.from_on.isoformat(),
            "until_on": part.until_on.isoformat() if part.until_on else None,
            "document_id": document_id,
        }
        for document_id, part in given
    ]
    if QUERIES.run("add_assignments", client_id=client_id, rows=Jsonb(rows)) < len(rows):
        raise Refusal("access.role_held_already", document_id=_only(given), evidence=_evidence(given))
    _record("access.assigned", rows, actor)


def end_all(given: Sequence[tuple[int | None, AssignmentEnd]], actor: Actor) -> None:
    """Take roles; Refusal where one is not held."""
    if not given:
        return
    (client_id,) = actor.clients
    ids = ids_of({part.email for _, part in given}, document_id=_only(given))
    rows = [
        {"person_id": ids[part.email], "role": part.role, "until_on": part.until_on.isoformat(), "document_id": document_id}
        for document_id, part in given
    ]
    ended = QUERIES.dicts("end_assignments", client_id=client_id, rows=Jsonb(rows))
    if {(row["person_id"], row["role"]) for row in ended} != {(row["person_id"], row["role"]) for row in rows}:
        raise Refusal("access.role_not_held", document_id=_only(given), evidence=_evidence(given))
    _remember("assignment", ended, actor)
    _record("access.assignment_ended", rows, actor)


def set_limits(given: Sequence[tuple[int | None, Limit]], actor: Actor) -> None:
    """Set limits of authority in the client's currency; each replaces the one before it."""
    if not given:
        return
    (client_id,) = actor.clients
    currency = client(client_id).currency
    for document_id, part in given:
        if part.amount.currency != currency:
            raise Refusal("access.limit_currency", document_id=document_id, evidence={"currency": part.amount.currency})
    rows = [
        {
            "role": part.role,
            "type": part.type,
            "amount": part.amount.minor,
            "from_on": part.from_on.isoformat(),
            "document_id": document_id,
        }
        for document_id, part in given
    ]
    _remember("limit", QUERIES.dicts("end_limits", client_id=client_id, rows=Jsonb(rows)), actor)
    QUERIES.run("add_limits", client_id=client_id, rows=Jsonb(rows))
    _record("access.limit_set", rows, actor)


def name_substitutes(given: Sequence[tuple[int | None, Substitute]], actor: Actor) -> None:
    """Let people stand in for others; Refusal for oneself or for no day at all."""
    if not given:
        return
    (client_id,) = actor.clients
    for document_id, part in given:
        if part.email.strip().lower() == part.deputy.strip().lower() or part.until_on < part.from_on:
            raise Refusal("access.no_substitute", document_id=document_id, evidence={"email": part.email})
    ids = ids_of({part.email for _, part in given} | {part.deputy for _, part in given}, document_id=_only(given))
    rows = [
        {
            "person_id": ids[part.email],
            "deputy_id": ids[part.deputy],
            "from_on": part.from_on.isoformat(),
            "until_on": part.until_on.isoformat(),
            "document_id": document_id,
        }
        for document_id, part in given
    ]
    QUERIES.run("add_substitutes", client_id=client_id, rows=Jsonb(rows))
    _record("access.substitute_named", rows, actor)


def _remember(what: str, ended: Iterable[Mapping[str, Any]], actor: Actor) -> None:
    """What a document ended, for its reversal; at set-up there is no document and nothing to reverse."""
    changes = [
        {
            "document_id": row["document_id"],
            "what": what,
            "row_id": row["id"],
            "before": {"until_on": row["until_on"].isoformat() if row["until_on"] else None},
            "after": {"until_on": row["last_on"].isoformat()},
        }
        for row in ended
        if row["document_id"] is not None
    ]
    if changes:
        QUERIES.run("record_changes", client_id=actor.clients[0], at=actor.at, rows=Jsonb(changes))


def _record(kind: str, rows: Sequence[Mapping[str, Any]], actor: Actor) -> None:
    (client_id,) = actor.clients
    trail.append([trail.Event(client_id, kind, row["document_id"], actor.person_id, actor.at, row) for row in rows])


def _only(given: Sequence[Decided]) -> int | None:
    """The document, where all of it comes from one."""
    documents = {document_id for document_id, _ in given}
    return documents.pop() if len(documents) == 1 else None


def _evidence(given: Sequence[Decided]) -> dict[str, str]:
    return {"people": ", ".join(sorted({f"{part.email} ({part.role})" for _, part in given}))}
