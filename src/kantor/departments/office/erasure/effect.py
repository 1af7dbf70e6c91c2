"""The effect of an erasure: the key of the document's original is destroyed."""

from kantor.words import Effect, Verified
from kantor.words.erasing import Erasure


def effect(verified: Verified) -> Effect:
    """Pure; what stands against it by then is refused when it is applied."""
    reading = verified.reading
    part = Erasure(document_id=int(reading.number("document") or 0), ground=reading.text("ground"), reason=reading.text("reason"))
    return Effect(parts=(part,))
