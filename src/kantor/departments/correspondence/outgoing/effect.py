"""What a letter of one's own accord does: it is in the outbox and in the outgoing register, and begins a conversation."""

from kantor.departments.correspondence.replying import Said, leave, way
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    reading = verified.reading
    said = Said(
        name=reading.text("recipient"),
        email=reading.text("email") if way(reading) == "mail" else "",
        address=reading.text("address"),
        subject=reading.text("subject"),
        body=reading.text("body"),
        kind="other",
        department=reading.text("department") or "correspondence",
        person="",
    )
    return Effect(parts=tuple(leave(verified, f"outgoing:{verified.document_id}", said)))
