"""A client's name, address, VAT id or own bank account changes."""

from kantor.words import Effect, Verified
from kantor.words.authority import CHANGEABLE, ClientChange


def effect(verified: Verified) -> Effect:
    """Pure: the change as one part, applied when two people have decided. When VAT is due is dated: what is said of other days stays."""
    reading = verified.reading
    told = {key: value.text for key, value in reading.values.items() if key in CHANGEABLE and key != "vat_due" and value.text}
    values: dict[str, str | list[list[str]]] = {**told}
    first = reading.text("vat_due_from")
    if first and reading.text("vat_due"):
        values["vat_due"] = [[first, reading.text("vat_due")]]
    return Effect(parts=(ClientChange(values=values),))
