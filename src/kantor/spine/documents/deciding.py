"""Deciding: who said yes or no to which version of a document; the database refuses a checker who is the maker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.types import rules_hash
from kantor.words import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """outcome: `approved`, `sent_back`, `refused` or `taken_back`; maker_id: whoever last changed a value or verified before;
    checker_id: who decides now, None when it goes straight through; checker_for: in whose place, where a deputy does."""

    document_id: int
    type: str
    version: int
    step: str
    outcome: str
    maker_id: int | None = None
    checker_id: int | None = None
    checker_for: int | None = None
    four_eyes: bool = False
    reason: str = ""


def decide(decisions: Sequence[Decision], actor: Actor) -> None:
    """Write a batch of decisions of the actor's one client; raises IntegrityError where four eyes are the same person's."""
    if not decisions:
        return
    (client_id,) = actor.clients
    rows: list[dict[str, Any]] = [
        {
            "document_id": decision.document_id,
            "version": decision.version,
            "step": decision.step,
            "outcome": decision.outcome,
            "maker_id": decision.maker_id,
            "checker_id": decision.checker_id,
            "checker_for": decision.checker_for,
            "four_eyes": decision.four_eyes,
            "reason": decision.reason,
            "rules_hash": rules_hash(decision.type),
        }
        for decision in decisions
    ]
    QUERIES.run("write_decisions", client_id=client_id, at=actor.at, rows=Jsonb(rows))
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind="document.decided",
                document_id=row["document_id"],
                person_id=row["checker_id"],
                at=actor.at,
                content={key: value for key, value in row.items() if key != "document_id"},
            )
            for row in rows
        ]
    )


def refuse(findings: Mapping[int, Finding], actor: Actor) -> None:
    """Refuse documents that cannot even be read, each with the finding that says why; they stay, with their bytes."""
    if findings:
        note_findings({document_id: (0, finding) for document_id, finding in findings.items()}, actor)
        set_state(list(findings), "refused", actor)


def note_findings(findings: Mapping[int, tuple[int, Finding]], actor: Actor) -> None:
    """Add what the house itself found about documents (version, finding) to what their rules said."""
    (client_id,) = actor.clients
    rows = [
        {"document_id": document_id, "version": version, "finding": finding.as_json()}
        for document_id, (version, finding) in findings.items()
    ]
    QUERIES.run("note_findings", client_id=client_id, at=actor.at, rows=Jsonb(rows))
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind="document.found",
                document_id=document_id,
                person_id=actor.person_id,
                at=actor.at,
                content={"version": version, "finding": finding.as_json()},
            )
            for document_id, (version, finding) in findings.items()
        ]
    )


def confirm(document_id: int, version: int, fields: Mapping[str, str], actor: Actor) -> None:
    """A person has looked at these fields (address -> value) of this version and says that they are right."""
    confirm_all({document_id: (version, fields)}, actor)


def confirm_all(said: Mapping[int, tuple[int, Mapping[str, str]]], actor: Actor) -> None:
    """`confirm` for many documents of the actor's one client: document -> (version, address -> value)."""
    (client_id,) = actor.clients
    rows = [
        {"document_id": document_id, "version": version, "field": field, "value": value}
        for document_id, (version, fields) in said.items()
        for field, value in fields.items()
    ]
    if not rows:
        return
    QUERIES.run("confirm", client_id=client_id, rows=Jsonb(rows), person_id=actor.person_id, at=actor.at)
    trail.append(
        [
            trail.Event(
                client_id, "document.confirmed", document_id, actor.person_id, actor.at, {"version": version, "fields": dict(fields)}
            )
            for document_id, (version, fields) in said.items()
            if fields
        ]
    )


def set_state(document_ids: Sequence[int], state: str, actor: Actor, *, undo_seconds: int = 0, four_eyes: bool = False) -> int:
    """Bring documents of the actor's one client into a state; `ready` ones take effect after the undo window.

    four_eyes: from now on the database demands that two people decide. Answers how many were moved.
    """
    if not document_ids:
        return 0
    (client_id,) = actor.clients
    return QUERIES.run(
        "set_state",
        client_id=client_id,
        ids=list(document_ids),
        state=state,
        at=actor.at,
        undo_seconds=undo_seconds,
        four_eyes=four_eyes,
    )
