"""In words why two suppliers could be one."""

from kantor.kit.ui import shown
from kantor.spine.parties import Alike

ORDER = ("number", "gln", "iban", "registration", "mailbox", "words", "host")
CERTAIN, LIKELY = 95, 80


def reasons(found: Alike) -> list[str]:
    """What they share, the surest first."""
    told = [shown.sentence(f"desk.duplicates.same.{kind}", value=found.same[kind]) for kind in ORDER if kind in found.same]
    if "words" not in found.same:
        told.append(shown.sentence("desk.duplicates.likeness", percent=found.likeness))
    return [*told, shown.sentence("desk.duplicates.same.place")] if found.same_place else told


def degree(found: Alike) -> str:
    """`certain`, `likely` or `possible`."""
    return "certain" if found.degree >= CERTAIN else "likely" if found.degree >= LIKELY else "possible"
