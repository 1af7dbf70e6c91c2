"""Dealing out the pages of a pile: each document in it gets its own, the sheets between them belong to none."""

from collections.abc import Iterator, Sequence

from kantor.spine import documents
from kantor.spine.access import Actor
from kantor.spine.cases.understanding import Understood
from kantor.spine.documents import Leaf, Received


def deal_out_piles(several: Sequence[tuple[Understood, int]], inside: Sequence[Received], actor: Actor) -> None:
    """several: what each file was understood as, with the document that it came as; inside: the documents in all of them, in order."""
    files = {row.id: row.original_id for row in documents.known([whole for understood, whole in several if understood.piles])}
    at, dealt = 0, list[Leaf]()
    for understood, whole in several:
        own = [one.document_id for one in inside[at : at + len(understood.readings)]]
        at += len(understood.readings)
        if original_id := files.get(whole):
            dealt += _dealt(understood, original_id, own)
    documents.deal_out(dealt, actor)


def _dealt(understood: Understood, original_id: int, own: Sequence[int]) -> Iterator[Leaf]:
    for document_id, pile in zip(own, understood.piles, strict=True):
        for place, number in enumerate(pile, 1):
            yield Leaf(original_id=original_id, number=number, document_id=document_id, place=place)
    for number in understood.between:
        yield Leaf(original_id=original_id, number=number, left_out=documents.SEPARATOR)
