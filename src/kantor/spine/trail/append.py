"""Adds records to the audit trail, in the transaction of what they record."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kantor.spine.trail.content import canonical
from kantor.spine.trail.queries import QUERIES


class Event(NamedTuple):
    """Something that happened. kind: dotted, small letters (`document.received`); person_id: None where nobody did it, the house itself;
    content: anything canonical JSON can say."""

    client_id: int
    kind: str
    document_id: int | None
    person_id: int | None
    at: datetime
    content: Mapping[str, Any]


def append(events: Sequence[Event]) -> None:
    """Write the events of the acting client in one statement; they are there if and only if the transaction commits."""
    if not events:
        return
    clients, kinds, documents, people, moments, contents = zip(*events, strict=True)
    QUERIES.run(
        "append",
        clients=list(clients),
        kinds=list(kinds),
        documents=list(documents),
        people=list(people),
        moments=list(moments),
        contents=[canonical(content) for content in contents],
    )
