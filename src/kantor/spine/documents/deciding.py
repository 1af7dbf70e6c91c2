"""Deciding: who said yes or no to which version of a document; the database refuses a checker who is the maker."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.types import rules_hash


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """outcome: `approved`, `sent_back`, `refused` or `taken_back`; maker_id: whoever last changed a value or verified before;
    checker_id: who decides now, None when it goes straight through."""

    document_id: int
    type: str
    version: int
    step: str
    outcome: str
    maker_id: int | None = None
    checker_id: int | None = None
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


def set_state(document_ids: Sequence[int], state: str, actor: Actor, *, undo_seconds: int = 0, four_eyes: bool = False) -> int:
    """Bring documents of the actor's one client into a state; `ready` ones take effect after the undo window.

    four_eyes: from now on the database demands that two people decide. Answers how many were moved.
    """
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
