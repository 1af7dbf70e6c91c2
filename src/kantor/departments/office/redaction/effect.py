"""The effect of a redaction: its document takes the place of the other one."""

from kantor.words import Effect, Verified
from kantor.words.erasing import Succession


def effect(verified: Verified) -> Effect:
    """Pure; a document whose place was taken already is refused when this is applied."""
    return Effect(parts=(Succession(document_id=int(verified.reading.number("document") or 0)),))
