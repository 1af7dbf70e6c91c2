"""What can be done with the pages of documents, on leaves alone: turning, moving, cutting off, joining, leaving out, taking in again."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from kantor.spine.documents import Leaf
from kantor.words import Refusal

TURN, MOVE, CUT, JOIN, LEAVE_OUT, TAKE_IN = "turn", "move", "cut", "join", "leave_out", "take_in"
KINDS = (TURN, MOVE, CUT, JOIN, LEAVE_OUT, TAKE_IN)


class Order(NamedTuple):
    """What somebody wants done with pages.

    kind: one of KINDS; places: of the pages, from 1, as the document has them; by: degrees clockwise, for `turn`; to: behind which place
    they go, 0 for the front, for `move`; other: the document whose pages go behind this one's, for `join`; sheet: (original, number in it)
    of a page that belongs to no document, for `take_in`.
    """

    kind: str
    places: tuple[int, ...] = ()
    by: int = 90
    to: int = 0
    other: int = 0
    sheet: tuple[int, int] = (0, 0)


def turned(own: Sequence[Leaf], places: Collection[int], by: int) -> list[Leaf]:
    return [replace(one, turned=(one.turned + by) % 360) if one.place in places else one for one in own]


def moved(own: Sequence[Leaf], places: Collection[int], to: int) -> list[Leaf]:
    """The chosen pages, in their order, behind the place `to`."""
    chosen = [one for one in own if one.place in places]
    front = [one for one in own if one.place <= to and one.place not in places]
    behind = [one for one in own if one.place > to and one.place not in places]
    return numbered([*front, *chosen, *behind])


def parted(own: Sequence[Leaf], places: Collection[int]) -> tuple[list[Leaf], list[Leaf]]:
    """(what stays, what goes); something must stay, and something must go."""
    stays = [one for one in own if one.place not in places]
    goes = [one for one in own if one.place in places]
    if not goes:
        raise Refusal("cases.no_page_chosen")
    if not stays:
        raise Refusal("cases.one_page_must_stay")
    return numbered(stays), goes


def left_out(some: Iterable[Leaf], blank: Collection[int], reasons: tuple[str, str]) -> list[Leaf]:
    """Pages that belong to no document any more. blank: places of those on which nothing stands; reasons: for those, and for the others."""
    return [replace(one, document_id=None, place=0, left_out=reasons[0] if one.place in blank else reasons[1]) for one in some]


def numbered(some: Iterable[Leaf], document_id: int | None = None) -> list[Leaf]:
    """Pages of one document, in this order."""
    return [replace(one, place=place, document_id=document_id or one.document_id, left_out="") for place, one in enumerate(some, 1)]
