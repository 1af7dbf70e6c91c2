"""A client's name, address, VAT id or own bank account changes."""

from kantor.words import Effect, Verified
from kantor.words.authority import CHANGEABLE, ClientChange


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided."""
    reading = verified.reading
    return Effect(
        parts=(ClientChange(values={key: value.text for key, value in reading.values.items() if key in CHANGEABLE and value.text}),)
    )
