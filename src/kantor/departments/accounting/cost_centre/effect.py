"""What the document of a cost centre does: it is kept, in place of what was kept of its code before."""

from kantor.departments.accounting.parts import Centre
from kantor.words import Effect, Verified


def effect(verified: Verified) -> Effect:
    """Pure."""
    reading = verified.reading
    centre = Centre(
        dimension=reading.text("dimension"),
        code=reading.text("code").strip(),
        name=reading.text("name"),
        from_on=reading.date("from_on") or verified.today,
        until_on=reading.date("until_on"),
        email=reading.text("email").strip().lower(),
        above=reading.text("above").strip(),
    )
    return Effect(parts=(centre,))
