"""Closing work: sending documents back and refusing them, and the cases that are over."""

from collections.abc import Sequence

from kantor.spine import documents
from kantor.spine.access import Actor
from kantor.spine.cases.happening import finish_tasks
from kantor.spine.cases.holding import authority, require_task
from kantor.spine.cases.queries import QUERIES
from kantor.spine.cases.sampling import unkeyed
from kantor.spine.cases.steps import process_of
from kantor.spine.documents import Decision
from kantor.words import Letter


def close_without_effect(document_id: int, outcome: str, reason: str, actor: Actor, letter: Letter | None = None) -> None:
    """Send a document back (`sent_back`, with a letter that waits in the outbox for its approval) or refuse it (`refused`)."""
    waiting = require_task(document_id, actor)
    for refusal in unkeyed({document_id: waiting}, {document_id: process_of(document_id)}).values():
        raise refusal  # nobody refuses what somebody has to key again: its letter would say what it says
    (checked,) = documents.newest([document_id])
    documents.decide(
        [
            Decision(
                document_id=document_id,
                type=checked.type,
                version=checked.version,
                step=waiting.step,
                outcome=outcome,
                checker_id=actor.person_id,
                reason=reason,
            )
        ],
        actor,
    )
    if letter is not None:
        handler = documents.handler_of(letter.kind)
        handler.apply([documents.Applied(waiting.client_id, document_id, 0, letter)], actor)
    finish_tasks([waiting], outcome, authority(actor), actor)
    documents.set_state([document_id], outcome, actor)
    close_cases([document_id], actor)


def close_cases(document_ids: Sequence[int], actor: Actor) -> None:
    QUERIES.run("close_cases", client_id=actor.clients[0], ids=list(document_ids), at=actor.at, person_id=actor.person_id)
