"""Plans of entries: written with the document that makes them, filed one by one when their day has come, struck when it is reversed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.departments.accounting.asset_change.actions import refuse_while_followed
from kantor.departments.accounting.parts import PlannedEntry
from kantor.kit.sql import Queries
from kantor.spine import access, cases, documents
from kantor.spine.access import Actor
from kantor.spine.documents import Filing
from kantor.words import Applied, Reading, Refusal, Source, Value
from kantor.words.locking import MAIN

QUERIES = Queries(__file__)
SCHEDULED = "accounting.scheduled_entry"
CHUNK = 200


class Waits(NamedTuple):
    """A client with planned entries to file, since when and how many."""

    client_id: int
    due_at: datetime
    number: int


class PlanParts:
    """Keeps the plan of a document. Reversing it strikes what is to come; what was booked of it already is reversed by itself first."""

    kinds = (PlannedEntry.kind,)
    order = 85

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = [{"document_id": item.document_id, **documents.part_as_json(item.part)} for item in batch if item.part]
        QUERIES.run("plan_entries", client_id=actor.clients[0], rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        targets = sorted({item.reverses_document_id for item in batch if item.reverses_document_id is not None})
        refuse_while_followed(targets, batch[0].document_id, actor)
        standing = QUERIES.rows("standing", client_id=actor.clients[0], documents=targets)
        if standing:
            evidence = {"documents": ", ".join(str(row.id) for row in standing)}
            raise Refusal("accounting.plan_begun", document_id=batch[0].document_id, evidence=evidence)
        QUERIES.run("strike", client_id=actor.clients[0], documents=targets, on=actor.at.date())


def waiting(at: datetime) -> list[Waits]:
    """Clients with entries whose day has come."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("plans_waiting", clients=list(every), on=at.date())]


def file_due(client_id: int, now: Callable[[], datetime]) -> int:
    """File a chunk of what is due; answers how many. Each is known by its plan and number, so that none is filed twice."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        due = QUERIES.rows("claim_due", client_id=client_id, on=actor.at.date(), most=CHUNK)
        if not due:
            return 0
        currency = access.client(client_id).currency
        filed = cases.file([_filing(row, currency) for row in due], actor)
        rows = [{"id": row.id, "document_id": document_id} for row, (document_id, _) in zip(due, filed, strict=True)]
        QUERIES.run("note_filed", client_id=client_id, rows=Jsonb(rows))
        return len(due)


def _filing(row: Any, currency: str) -> Filing:
    source, on = Source("rule", f"document:{row.document_id}"), row.due_on.isoformat()
    values = {"number": f"{row.document_id}/{row.number}", "booked_on": on, "document_on": on, "text": row.text}
    values |= {"currency": currency, "total": row.total.removeprefix("-")}
    if row.ledger != MAIN:
        values["ledger"] = row.ledger
    lines = tuple({key: Value(text, source) for key, text in line.items() if text} for line in row.lines)
    reading = Reading(reader="plan", values={key: Value(text, source) for key, text in values.items()}, tables={"lines": lines})
    return Filing(type=SCHEDULED, key=f"planned:{row.document_id}:{row.number}", reading=reading, channel="follow_up")
