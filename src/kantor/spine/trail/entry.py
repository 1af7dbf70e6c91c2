"""The bytes of a record that its leaf is the hash of: one line of canonical JSON that anybody can read and hash again."""

from datetime import UTC, datetime
from typing import NamedTuple


class Row(NamedTuple):
    """A record as it stands in the database; content is canonical JSON already, transaction the database's number of the writer's."""

    id: int
    kind: str
    document_id: int | None
    person_id: int | None
    at: datetime
    content: str
    transaction: int


def entry(client_id: int, row: Row) -> bytes:
    """`{"at":..,"client":..,"content":{..},"document":..,"id":..,"kind":..,"person":..,"transaction":..}` in UTF-8, at in UTC."""
    number, kind, document_id, person_id, at, content, transaction = row
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    document = "null" if document_id is None else document_id
    person = "null" if person_id is None else person_id
    return (
        f'{{"at":"{moment}","client":{client_id},"content":{content},"document":{document},'
        f'"id":{number},"kind":"{kind}","person":{person},"transaction":{transaction}}}'
    ).encode()
