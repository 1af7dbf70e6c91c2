"""Deciding: who said yes or no to which version of a document; the database refuses a checker who is the maker."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents import confidential
from kantor.spine.documents.confidential import Locker
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
    told = [{key: value for key, value in row.items() if key != "document_id"} for row in rows]
    remarked = [place for place, row in enumerate(rows) if row["reason"]]
    sealed = confidential.locker(rows[place]["document_id"] for place in remarked) if remarked else Locker({})
    for place in remarked:
        if rows[place]["document_id"] in sealed:
            kept = sealed.seal(rows[place]["document_id"], rows[place]["reason"])
            rows[place]["reason"], told[place]["reason"] = kept.text, kept.in_trail()
    QUERIES.run("write_decisions", client_id=client_id, at=actor.at, rows=Jsonb(rows))
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind="document.decided",
                document_id=row["document_id"],
                person_id=row["checker_id"],
                at=actor.at,
                content=content,
            )
            for row, content in zip(rows, told, strict=True)
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
    rows: list[dict[str, Any]] = [
        {"document_id": document_id, "version": version, "finding": finding.as_json()}
        for document_id, (version, finding) in findings.items()
    ]
    sealed = confidential.locker(findings)
    QUERIES.run("note_findings", client_id=client_id, at=actor.at, rows=Jsonb([row for row in rows if row["document_id"] not in sealed]))
    told = {row["document_id"]: {"version": row["version"], "finding": row["finding"]} for row in rows}
    told |= _note_sealed([row for row in rows if row["document_id"] in sealed], sealed, actor)
    trail.append(
        [
            trail.Event(
                client_id=client_id,
                kind="document.found",
                document_id=document_id,
                person_id=actor.person_id,
                at=actor.at,
                content=content,
            )
            for document_id, content in told.items()
        ]
    )


def _note_sealed(rows: Sequence[Mapping[str, Any]], sealed: Locker, actor: Actor) -> dict[int, dict[str, Any]]:
    """The same for confidential documents; answers what the trail is told of each."""
    if not rows:
        return {}
    known = confidential.opened(QUERIES.dicts("checks_to_add_to", rows=Jsonb(list(rows))), ("findings",), sealed)
    told, added = {}, []
    for row, check in zip(rows, known, strict=True):
        kept = sealed.seal(row["document_id"], [*(check["findings"] or []), row["finding"]])
        facts = check["facts"] or sealed.seal(row["document_id"], []).in_list()
        added.append({**row, "findings": kept.in_list(), "facts": facts, "rules_hash": check["rules_hash"] or ""})
        told[row["document_id"]] = {"version": row["version"], **kept.in_trail()}
    QUERIES.run("add_checks", client_id=actor.clients[0], at=actor.at, rows=Jsonb(added))
    return told


def confirm(document_id: int, version: int, fields: Mapping[str, str], actor: Actor) -> None:
    """A person has looked at these fields (address -> value) of this version and says that they are right."""
    confirm_all({document_id: (version, fields)}, actor)


def confirm_all(said: Mapping[int, tuple[int, Mapping[str, str]]], actor: Actor) -> None:
    """`confirm` for many documents of the actor's one client: document -> (version, address -> value)."""
    (client_id,) = actor.clients
    rows: list[dict[str, Any]] = [
        {"document_id": document_id, "version": version, "field": field, "value": value}
        for document_id, (version, fields) in said.items()
        for field, value in fields.items()
    ]
    if not rows:
        return
    told: dict[int, dict[str, Any]] = {document_id: dict(fields) for document_id, (_, fields) in said.items() if fields}
    if sealed := confidential.locker(told):
        for row in rows:
            if row["document_id"] in sealed:
                kept = sealed.seal(row["document_id"], row["value"])
                row["value"], told[row["document_id"]][row["field"]] = kept.text, kept.in_trail()
    QUERIES.run("confirm", client_id=client_id, rows=Jsonb(rows), person_id=actor.person_id, at=actor.at)
    trail.append(
        [
            trail.Event(
                client_id, "document.confirmed", document_id, actor.person_id, actor.at, {"version": said[document_id][0], "fields": fields}
            )
            for document_id, fields in told.items()
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
