"""Sending back: a document without effect, and the letter that says so, which waits for somebody else's approval."""

from kantor.spine import access, documents
from kantor.spine.access import Actor
from kantor.spine.cases.working import close_without_effect
from kantor.words import Letter, Verified


def letter_back(document_id: int, reason: str, actor: Actor) -> Letter | None:
    """The letter that would be written, None where nobody is written to about documents of this type."""
    (client_id,) = actor.clients
    (checked,) = documents.newest([document_id])
    type = documents.type_of(checked.type)
    if type.letter_back is None:
        return None
    asked = documents.ask_facts(list(type.letter_asks(checked.reading)), actor.at.date())
    verified = Verified(
        document_id=document_id,
        type=checked.type,
        reading=checked.reading,
        answers={**checked.answers, **asked},
        client=access.client(client_id).as_dict(),
        today=actor.at.date(),
    )
    return type.letter_back(verified, reason)


def send_back(document_id: int, reason: str, actor: Actor) -> None:
    """Close the document without effect and put its letter into the outbox as a draft."""
    if not reason.strip():
        raise documents.Refusal("cases.reason_missing", document_id=document_id)
    close_without_effect(document_id, "sent_back", reason, actor, letter_back(document_id, reason, actor))
