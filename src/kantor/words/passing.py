"""What lets a value that was read off a page pass without anybody looking at it, or what is missing for that."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from kantor.words.field import PASSES, Value

UNSURE = "documents.passing.unsure"
STOPPED = "documents.passing.stopped"
"""Keys of the sentences that say why a value is looked at whatever holds it up."""


class Support(NamedTuple):
    """rule: what may hold a value up (`order`, `history`, ...); missing: key of the sentence that says what it lacks, '' where it holds."""

    rule: str
    missing: str = ""


class Passing(NamedTuple):
    """rule: what held the value of a field up, '' where somebody must look; missing: key of the sentence that says what was missing."""

    field: str
    rule: str = ""
    missing: str = ""


def passing(field: str, value: Value, supports: Iterable[Support], stopped: Collection[tuple[str, str]] = ()) -> Passing:
    """A value passes when its confidence is as high as the gate of its model asks for and one rule holds that has not been stopped.

    stopped: (field, rule) that erred more often than promised.
    """
    if value.source.kind != "page" or value.source.path != PASSES:
        return Passing(field, missing=UNSURE)
    missing = ""
    for support in supports:
        if support.missing:
            missing = missing or support.missing
        elif (field, support.rule) in stopped:
            missing = STOPPED
        else:
            return Passing(field, support.rule)
    return Passing(field, missing=missing)
