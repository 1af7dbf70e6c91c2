"""Which pages of which originals are a document's own, in what order and how turned; every page of an original that was dealt out stays."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import uuid4

from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access import Actor
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.reads import DocumentRow, originals, whole

SEPARATOR, BLANK, LEFT_OUT = "separator", "blank", "left_out"
"""Why a page belongs to no document: a sheet between documents, an empty page, one that somebody left out."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """A page of an original: number there, and its place in the document that it belongs to, both from 1; place 0 where it belongs to none,
    for the reason in left_out. turned: by how many degrees clockwise beyond what its reading says."""

    original_id: int
    number: int
    document_id: int | None = None
    place: int = 0
    turned: int = 0
    left_out: str = ""

    @property
    def is_of(self) -> tuple[int, int]:
        """Which sheet of paper it is, wherever it lies."""
        return self.original_id, self.number


class Arranged(NamedTuple):
    """What somebody did with pages, with the leaves that it touched before and after. document_id: at whose page it was done."""

    id: int
    document_id: int
    kind: str
    before: tuple[Leaf, ...]
    after: tuple[Leaf, ...]
    person_id: int
    at: datetime

    @property
    def document_ids(self) -> set[int]:
        """Every document whose pages it touched."""
        return {one.document_id for one in (*self.before, *self.after) if one.document_id is not None}


def leaves(document_ids: Collection[int]) -> dict[int, tuple[Leaf, ...]]:
    """The pages of these documents in their order; no document that has its original as it came."""
    found: dict[int, list[Leaf]] = defaultdict(list)
    for row in QUERIES.dicts("leaves", ids=list(document_ids)):
        found[row["document_id"]].append(Leaf(**row))
    return {document_id: tuple(own) for document_id, own in found.items()}


def leaves_of_originals(ids: Iterable[int], actor: Actor, *, hold: bool = False) -> tuple[Leaf, ...]:
    """All pages of these originals, where they were dealt out; hold: nobody else moves them before this transaction ends."""
    rows = QUERIES.dicts("hold_leaves" if hold else "leaves_of_originals", client_id=actor.clients[0], originals=sorted(ids))
    return tuple(Leaf(**row) for row in rows)


def deal_out(dealt: Sequence[Leaf], actor: Actor) -> None:
    """All pages of originals get their places for the first time; what was dealt out before stays where it is."""
    if dealt:
        QUERIES.run("deal_out", client_id=actor.clients[0], rows=Jsonb([asdict(one) for one in dealt]))


def sharing(original_ids: Iterable[int], actor: Actor) -> list[int]:
    """Living documents that have these originals whole."""
    return [row.id for row in QUERIES.rows("sharing_originals", client_id=actor.clients[0], originals=sorted(original_ids))]


def lay(kind: str, document_id: int, before: Sequence[Leaf], after: Sequence[Leaf], actor: Actor) -> None:
    """Move pages for a person of the actor's one client, with a record for every document that they left, came to or stay in."""
    (client_id,) = actor.clients
    QUERIES.run("lay", client_id=client_id, rows=Jsonb([asdict(one) for one in after]))
    told = {"before": Jsonb([asdict(one) for one in before]), "after": Jsonb([asdict(one) for one in after])}
    QUERIES.run("note_arrangement", client_id=client_id, document_id=document_id, kind=kind, person_id=actor.person_id, at=actor.at, **told)
    _record(kind, document_id, (*before, *after), actor)


def last_arranged(document_id: int, actor: Actor) -> Arranged | None:
    """What somebody did last at this document's pages, unless it was undone."""
    row = QUERIES.one("last_arrangement", client_id=actor.clients[0], document_id=document_id)
    if row is None:
        return None
    before, after = (tuple(Leaf(**one) for one in told) for told in (row.before, row.after))
    return Arranged(row.id, row.document_id, row.kind, before, after, row.person_id, row.at)


def undo(arranged: Arranged, actor: Actor) -> None:
    """The pages lie as they did before; the trail keeps both."""
    (client_id,) = actor.clients
    QUERIES.run("lay", client_id=client_id, rows=Jsonb([asdict(one) for one in arranged.before]))
    QUERIES.run("note_undone", client_id=client_id, id=arranged.id, at=actor.at)
    _record("undone", arranged.document_id, (*arranged.before, *arranged.after), actor)


def cut_off(row: DocumentRow, original_id: int, actor: Actor) -> int:
    """A new document for pages that are cut off this one; the record of how it came names its bytes, and where it was cut off."""
    (client_id,) = actor.clients
    given = {"document_id": row.id, "original_id": original_id, "key": f"cut:{uuid4().hex}"}
    document_id: int = QUERIES.value("cut_off", client_id=client_id, person_id=actor.person_id, at=actor.at, **given)
    size = QUERIES.value("size_of_original", client_id=client_id, original_id=original_id)
    sha256 = originals([original_id])[original_id].sha256
    content = {"sha256": sha256, "bytes": size, "name": row.file_name, "channel": row.channel, "cut_from": row.id}
    trail.append([trail.Event(client_id, "document.received", document_id, actor.person_id, actor.at, content)])
    return document_id


def hold_documents(document_ids: Iterable[int]) -> dict[int, DocumentRow]:
    """These documents, locked until the transaction ends; none that the actor does not see."""
    ids = sorted(row.id for row in QUERIES.rows("lock_documents", ids=sorted(set(document_ids))))
    return whole(ids)


def give_up(document_ids: Collection[int], actor: Actor) -> None:
    """These documents have no page left: others carry their work."""
    if document_ids:
        QUERIES.run("give_up", client_id=actor.clients[0], ids=sorted(document_ids))


def take_on_again(document_ids: Collection[int], actor: Actor) -> None:
    """Documents that had no page left have some again."""
    if document_ids:
        QUERIES.run("take_on_again", client_id=actor.clients[0], ids=sorted(document_ids))


def lost_pages(client_ids: Sequence[int]) -> list[str]:
    """What is wrong with the pages that were dealt out, in sentences; nothing where every page has its place."""
    said = {
        "hole": "of original {0} not all pages were dealt out",
        "in_no_living_document": "page {1} of original {0} is in document {2}, which carries no work",
        "gap": "the pages of document {2} are not numbered one by one",
    }
    rows = QUERIES.rows("lost_pages", clients=list(client_ids))
    return [said[row.fault].format(row.original_id, row.number, row.document_id) for row in rows]


def _record(kind: str, document_id: int, touched: Sequence[Leaf], actor: Actor) -> None:
    """One record for each document, with all of its pages as they lie now."""
    ids = sorted({one.document_id for one in touched if one.document_id is not None})
    now = leaves(ids)
    digests = _digests([leaf for own in now.values() for leaf in own])
    lie = {one: [[digests[leaf.original_id], leaf.number, leaf.turned] for leaf in now.get(one, ())] for one in ids}
    told = {one: {"what": kind, "at": document_id, "pages": pages} for one, pages in lie.items()}
    trail.append(
        [trail.Event(actor.clients[0], "document.arranged", one, actor.person_id, actor.at, content) for one, content in told.items()]
    )


def _digests(some: Sequence[Leaf]) -> Mapping[int, Any]:
    return {id: one.sha256 for id, one in originals({leaf.original_id for leaf in some}).items()}
