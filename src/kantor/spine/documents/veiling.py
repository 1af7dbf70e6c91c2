"""A veil over a document that is keyed again blind: until somebody has, no list shows its values and no search finds it by them."""

from collections.abc import Sequence

from psycopg.types.json import Jsonb

from kantor.spine.access import Actor
from kantor.spine.documents.checking import Checked, columns_of
from kantor.spine.documents.queries import QUERIES
from kantor.spine.documents.searching import remembered
from kantor.spine.documents.types import type_of


def veil(document_ids: Sequence[int], actor: Actor) -> None:
    """Take what lists and the search show of these documents away; how they are found as a duplicate stays."""
    if document_ids:
        QUERIES.run("veil", client_id=actor.clients[0], ids=list(document_ids))
        QUERIES.run("forget_words", client_id=actor.clients[0], ids=list(document_ids))


def unveil(checked: Sequence[Checked], actor: Actor) -> None:
    """Show again what these documents say; nothing of a confidential one."""
    open_ones = [item for item in checked if not type_of(item.type).confidential]
    if not open_ones:
        return
    (client_id,) = actor.clients
    rows = [{"document_id": item.document_id, **columns_of(type_of(item.type), item.reading)} for item in open_ones]
    QUERIES.run("unveil", client_id=client_id, rows=Jsonb(rows))
    shown = {row.id for row in QUERIES.rows("open_ones", ids=[item.document_id for item in open_ones])}
    words = [remembered(type_of(item.type), item.reading, item.document_id) for item in open_ones if item.document_id in shown]
    QUERIES.run("remember_words", client_id=client_id, rows=Jsonb(words))
