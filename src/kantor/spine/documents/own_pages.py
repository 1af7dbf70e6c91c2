"""The pages of a document as it has them: its own ones, in its order and turned as people want them, with their words and pictures."""

from typing import NamedTuple

from kantor.engines import reading
from kantor.spine.access import Actor
from kantor.spine.documents.leaves import Leaf, leaves, leaves_of_originals
from kantor.spine.documents.reads import DocumentRow, Known, Original, original, originals
from kantor.spine.documents.sheets import Taken, recognised
from kantor.words import Page, placed

MOST_PAGES = 50
"""As many pages of a document are shown."""


def own_leaves(row: DocumentRow | Known) -> tuple[Leaf, ...] | None:
    """None where the document has its original whole, as it came."""
    return leaves([row.id]).get(row.id)


def own_pages(row: DocumentRow | Known, *, most: int = MOST_PAGES) -> list[Page]:
    """The pages with their words, numbered as the document has them. Raises reading.Refused for what has no pages, OSError where the
    bytes are out of reach."""
    own = own_leaves(row)
    if own is None:
        return _whole(_original_of(row), most=most)
    needed = originals({leaf.original_id for leaf in own})
    found = {key: {page.number: page for page in _whole(one)} for key, one in needed.items()}
    return [placed(found[leaf.original_id][leaf.number], leaf.place, leaf.turned) for leaf in own[:most]]


def drawn(row: DocumentRow | Known, page: int, *, dpi: int = reading.SCREEN_DPI) -> bytes:
    """A page of the document as WebP, a scan upright and straight. Raises reading.Refused."""
    own = own_leaves(row)
    leaf = next((one for one in own if one.place == page), None) if own is not None else Leaf(original_id=row.original_id or 0, number=page)
    if leaf is None:
        raise reading.Refused("no_such_page", page=str(page), pages=str(len(own or ())))
    return drawn_leaf(leaf, dpi=dpi)


def drawn_leaf(leaf: Leaf, *, dpi: int = reading.SCREEN_DPI) -> bytes:
    """The same for a page wherever it lies, or lies no more."""
    found = originals({leaf.original_id})
    if leaf.original_id not in found:
        raise reading.Refused("no_pages", media_type="")
    one = found[leaf.original_id]
    seen = recognised([one], leaf.number).get(one.id, {}).get(leaf.number)
    turned, skew = (seen.turned, seen.skew) if seen else (0, 0.0)
    return reading.picture(original(one), page=leaf.number, dpi=dpi, turned=(turned + leaf.turned) % 360, skew=skew)


def wordless(row: DocumentRow | Known) -> dict[int, list[int]]:
    """By original: the numbers of the document's own pages that say no words themselves, so that they have to be recognised. Raises as
    `own_pages` does."""
    own = own_leaves(row)
    some = originals({leaf.original_id for leaf in own}) if own is not None else {row.original_id or 0: _original_of(row)}
    mine = {leaf.is_of for leaf in own or ()}
    found = {}
    for key, one in some.items():
        numbers = [page.number for page in reading.pages(original(one)) if not page.read_by]
        found[key] = [number for number in numbers if own is None or (key, number) in mine]
    return {key: numbers for key, numbers in found.items() if numbers}


class ByHand(NamedTuple):
    """How a person turned a page of a scan. found: by how many degrees clockwise its reading says that it must be turned; more: by how many
    more a person does."""

    found: int
    more: int


def by_hand(taken: Taken, actor: Actor) -> ByHand | None:
    """How somebody turned the page that a worker has in hand; None where nobody did."""
    turned = [leaf.turned for leaf in leaves_of_originals([taken.original_id], actor) if leaf.number == taken.number]
    if not any(turned):
        return None
    seen = recognised([_original_of(taken.document)], taken.number).get(taken.original_id, {}).get(taken.number)
    return ByHand(seen.turned if seen else 0, turned[0])


def carried(row: DocumentRow | Known) -> list[tuple[str, str]]:
    """What the office files carry besides their text from which the document has its pages: (kind, name). Raises as `own_pages` does."""
    own = own_leaves(row)
    some = originals({leaf.original_id for leaf in own}).values() if own is not None else [_original_of(row)]
    return [told for one in some if one.media_type in reading.OFFICE for told in reading.carried(original(one))]


def pages_in(row: DocumentRow | Known) -> int:
    """How many pages its original has, as it came. Raises as `own_pages` does."""
    return len(_whole(_original_of(row), most=reading.MAX_PAGES))


def _original_of(row: DocumentRow | Known) -> Original:
    return Original(
        id=row.original_id or 0,
        client_id=row.client_id,
        media_type=row.media_type,
        stored_as=row.stored_as,
        sha256=row.sha256 or "",
        keys=row.keys,
    )


def _whole(one: Original, *, most: int = reading.MAX_PAGES) -> list[Page]:
    found = reading.pages(original(one), most=most)
    if all(page.read_by for page in found):
        return found
    seen = recognised([one]).get(one.id, {})
    return [seen.get(page.number) or page for page in found]
