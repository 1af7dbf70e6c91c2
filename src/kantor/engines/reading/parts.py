"""What comes out of a mail or an archive, and how much of it may come."""

import re
import unicodedata
from typing import NamedTuple

from kantor.engines.reading.refusal import Refusal, Refused

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
_LONGEST_NAME = 200


class Part(NamedTuple):
    """One document of a delivery.

    name: a plain file name, never a path; media_type: as recognised from the content; within: the names of the containers around it,
    outermost first; is_body: the text of a mail itself; refusal: why this part, itself a container, was not unpacked.
    """

    name: str
    media_type: str
    data: bytes
    within: tuple[str, ...] = ()
    is_body: bool = False
    refusal: Refusal | None = None


class Bounds(NamedTuple):
    """How much one delivery may unfold to. ratio: unpacked to packed bytes; depth: containers within containers."""

    parts: int = 500
    total_bytes: int = 200 << 20
    depth: int = 4
    ratio: int = 200


class Budget:
    """What is left of the bounds while a delivery is unpacked."""

    def __init__(self, bounds: Bounds) -> None:
        self.bounds = bounds
        self.parts = bounds.parts
        self.room_bytes = bounds.total_bytes

    def take(self, size_bytes: int) -> None:
        """Count one more part; raises Refused where the delivery has become too large."""
        self.parts -= 1
        self.room_bytes -= size_bytes
        if self.parts < 0:
            raise Refused("too_many_parts", limit=str(self.bounds.parts))
        if self.room_bytes < 0:
            raise Refused("unpacked_too_large", limit=str(self.bounds.total_bytes))


def plain_name(written: str, otherwise: str) -> str:
    """The last component of a name, harmless as a file name on any system; `otherwise` where nothing is left of it."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", written))[-1]
    last = _UNSAFE.sub("_", last).strip(" .")
    if len(last) > _LONGEST_NAME:
        stem, dot, ending = last.rpartition(".")
        last = stem[: _LONGEST_NAME - len(ending) - 1] + dot + ending if dot and len(ending) <= 10 else last[:_LONGEST_NAME]
    return last or otherwise
