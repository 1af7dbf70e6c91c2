"""Finds the cast again in the house: suppliers by their names, people by their roles."""

from datetime import datetime

from kantor.demo.cast import Client
from kantor.spine import access, parties


def supplier_ids(client: Client, client_id: int, at: datetime) -> dict[str, int]:
    """Keys of the cast's suppliers -> ids of the parties."""
    with access.acting(clients=[client_id], person_id=None, at=at):
        known = {row.name: row.id for row in parties.listed([client_id])}
    return {supplier.key: known[supplier.party.name] for supplier in client.suppliers}


def people_of(client_id: int, on: datetime) -> dict[str, list[int]]:
    """Role -> who has it for the client."""
    with access.acting(clients=[client_id], person_id=None, at=on):
        found: dict[str, list[int]] = {}
        for person in access.people(client_id, on.date()):
            for role in person.roles:
                found.setdefault(role, []).append(person.id)
    return found
