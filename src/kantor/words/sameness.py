"""Whether two people, or a person and a machine, wrote the same value: the way of writing counts for nothing."""

from kantor.kit.text import fold
from kantor.words.field import Kind, number

NUMBERS = frozenset({Kind.AMOUNT, Kind.NUMBER, Kind.PERCENT})


def is_same(kind: Kind, one: str, other: str) -> bool:
    """Numbers by their value, everything else by its letters and digits: RE-2026/7 and re 2026 7 are one, and so are DE89 37 and DE8937."""
    if kind in NUMBERS and (left := number(one)) is not None and (right := number(other)) is not None:
        return left == right
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return "".join(character for character in fold(text) if character.isalnum())
