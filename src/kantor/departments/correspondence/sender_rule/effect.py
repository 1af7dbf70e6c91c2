"""The rule about a sender as one part, in force when it was decided."""

from kantor.departments.correspondence.parts import SenderRule
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    reading = verified.reading
    rule = SenderRule(
        pattern=reading.text("pattern").strip().lower(), verdict=reading.text("verdict"), needs_proof=reading.text("proof") == "proven"
    )
    return Effect(parts=(rule,))
