"""Blocks the suppliers of the cast that are not to be dealt with any more: a document that one person files and another approves."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from kantor.demo.cast import Client, Supplier
from kantor.demo.deciding import approve
from kantor.demo.naming import people_of, supplier_ids
from kantor.spine import access, cases
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value

TYPE = "masterdata.block"


def block(client: Client, client_id: int, at: datetime) -> None:
    """Block what the cast says is blocked; filed under a key, so that it is done once."""
    ids, people = supplier_ids(client, client_id, at), people_of(client_id, at)
    for supplier in client.suppliers:
        if supplier.blocked:
            _block(supplier, ids[supplier.key], client_id, people, at)


def _block(supplier: Supplier, party_id: int, client_id: int, people: Mapping[str, list[int]], at: datetime) -> None:
    values = {
        "party_id": str(party_id),
        "party_name": supplier.party.name,
        "action": "block",
        "from_on": at.date().isoformat(),
        "reason": supplier.blocked,
    }
    clerk, later = people["masterdata.clerk"][0], at + timedelta(minutes=1)
    reading = Reading(reader="person", values={key: Value(text, Source("person")) for key, text in values.items()})
    filing = Filing(type=TYPE, key=f"block:{supplier.key}", reading=reading, channel="demo", made_by=clerk)
    with access.acting(clients=[client_id], person_id=clerk, at=at) as actor:
        ((document_id, _),) = cases.file([filing], actor)
    approve(document_id, client_id, people, lambda: at)
    cases.finish_ready(client_id=client_id, document_ids=[document_id], person_id=None, now=lambda: later)
