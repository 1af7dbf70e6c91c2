"""Writes of correspondence: lines of the registers, numbered without a gap, and what becomes of them; only as parts of an effect."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from psycopg.types.json import Jsonb

from kantor.departments.correspondence.parts import Dealt, Registered
from kantor.departments.correspondence.queries import QUERIES
from kantor.engines.correspondence import new_token
from kantor.spine import documents
from kantor.spine.access import Actor
from kantor.words import Applied


class RegisterParts:
    """Numbers what comes in and goes out, in the order of the documents, and notes what became of it."""

    kinds = ("correspondence.registered", "correspondence.dealt")
    order = 35

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        entered = [(item.document_id, item.part) for item in batch if isinstance(item.part, Registered)]
        dealt = [item.part for item in batch if isinstance(item.part, Dealt)]
        if entered:
            self._enter(entered, actor)
        if dealt:
            rows = [documents.part_as_json(part) for part in dealt]
            QUERIES.run("deal", client_id=actor.clients[0], rows=Jsonb(rows))
            documents.keep_kinds({part.incoming_id: part.sort for part in dealt if part.sort}, actor)

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        """Numbers are never given again: the lines stay, struck out; what was dealt with is open again."""
        targets = [item.reverses_document_id for item in batch if item.reverses_document_id]
        QUERIES.run("strike", client_id=actor.clients[0], documents=targets)
        again = [part["incoming_id"] for part in documents.recorded_parts(targets, ("correspondence.dealt",))]
        if again:
            rows = [{"incoming_id": one, "state": "open", "sort": "", "department": "", "person": ""} for one in again]
            QUERIES.run("deal", client_id=actor.clients[0], rows=Jsonb(rows))

    def _enter(self, entered: Sequence[tuple[int, Registered]], actor: Actor) -> None:
        wanted = Counter((part.direction, part.on.year) for _, part in entered)
        taken = QUERIES.rows(
            "take_numbers",
            client_id=actor.clients[0],
            directions=[direction for direction, _ in wanted],
            years=[year for _, year in wanted],
            counts=list(wanted.values()),
        )
        following = {(row.direction, row.year): row.last - wanted[row.direction, row.year] for row in taken}
        rows: list[dict[str, Any]] = []
        for document_id, part in entered:
            following[part.direction, part.on.year] += 1
            number = following[part.direction, part.on.year]
            thread = part.thread or new_token()
            rows.append(
                {
                    **documents.part_as_json(part),
                    "document_id": document_id,
                    "year": part.on.year,
                    "number": number,
                    "thread": thread,
                }
            )
        QUERIES.run("enter", client_id=actor.clients[0], at=actor.at, rows=Jsonb(rows))
