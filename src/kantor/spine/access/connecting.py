"""Clients of one house that agreed to be connected: what either writes the other, the house may hand over."""

from collections.abc import Sequence
from datetime import datetime

from psycopg.types.json import Jsonb

from kantor.countries import ways_to_write
from kantor.spine.access.acting import Actor, acting
from kantor.spine.access.queries import QUERIES, ClientRecord, clients
from kantor.words import Refusal
from kantor.words.authority import Connection


def connect(given: Sequence[tuple[int, Connection]], actor: Actor) -> None:
    """The acting client agrees; (document, connection) in order. Refusal where it has agreed to the same number before."""
    rows = [{"document_id": key, "name": part.name, "ways": list(ways_to_write(part.number))} for key, part in given]
    if not rows:
        return
    added = {row.document_id for row in QUERIES.rows("add_connections", client_id=actor.clients[0], rows=Jsonb(rows))}
    for document_id, part in given:
        if document_id not in added:
            raise Refusal("access.connected_already", document_id=document_id, evidence={"number": part.number})


def partners(at: datetime) -> list[ClientRecord]:
    """The open clients with which the acting one is connected, because each agreed to the other; by name. They are read by the house,
    whoever acts."""
    ids = [row.partner_id for row in QUERIES.rows("connected")]
    if not ids:
        return []
    with acting(clients=ids, person_id=None, at=at):
        return sorted(clients(ids), key=lambda one: (one.name, one.id))
