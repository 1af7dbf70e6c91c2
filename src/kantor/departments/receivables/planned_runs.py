"""Plans of runs: written with their document, prepared when their day has come, struck when the plan is reversed."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from psycopg.types.json import Jsonb

from kantor.departments.receivables.parts import PlannedRun
from kantor.departments.receivables.queries import QUERIES
from kantor.departments.receivables.run_plan.document import RUNS
from kantor.spine import access, cases, documents, facts
from kantor.spine.access import Actor
from kantor.spine.documents import Filing
from kantor.words import Applied, Ask, Reading, Source, Value

CHUNK = 200
DUE = {"billing_run": "receivables.billable", "statement_run": "receivables.statements"}
"""What a run would show on its day; a run that has nothing to show is not prepared."""


class Waits(NamedTuple):
    """A client with planned runs to prepare, since when and how many."""

    client_id: int
    due_at: datetime
    number: int


class RunPlanParts:
    """Keeps the plan of a document. Reversing it strikes what is to come; runs that were prepared are decided on by themselves."""

    kinds = (PlannedRun.kind,)
    order = 86

    def apply(self, batch: Sequence[Applied], actor: Actor) -> None:
        rows = [{"document_id": item.document_id, **documents.part_as_json(item.part)} for item in batch if item.part]
        QUERIES.run("plan_runs", client_id=actor.clients[0], rows=Jsonb(rows))

    def reverse(self, batch: Sequence[Applied], actor: Actor) -> None:
        targets = sorted({item.reverses_document_id for item in batch if item.reverses_document_id is not None})
        QUERIES.run("strike_runs", client_id=actor.clients[0], documents=targets, on=actor.at.date())


def waiting(at: datetime) -> list[Waits]:
    """Clients with runs whose day has come."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=at):
        return [Waits(*row) for row in QUERIES.rows("runs_waiting", clients=list(every), on=at.date())]


def file_due(client_id: int, now: Callable[[], datetime]) -> int:
    """Prepare what is due, and answer how many days of plans that deals with. Of each plan the newest day alone becomes a run, because
    it takes what the days before it would have taken; nobody is its maker, so a clerk and an approver release it."""
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        due = QUERIES.rows("claim_runs", client_id=client_id, on=actor.at.date(), most=CHUNK)
        if not due:
            return 0
        newest = {row.document_id: row for row in due}
        asked = {key: Ask(DUE[row.run], (row.due_on.isoformat(),)) for key, row in newest.items()}
        answers = facts.ask(asked.values(), actor.at.date())
        to_file = [row for key, row in newest.items() if answers[asked[key]]]
        filed = cases.file([_filing(row) for row in to_file], actor)
        became = {row.id: document_id for row, (document_id, _) in zip(to_file, filed, strict=True)}
        rows = [{"id": row.id, "document_id": became.get(row.id)} for row in due]
        QUERIES.run("note_runs", client_id=client_id, on=actor.at.date(), rows=Jsonb(rows))
        return len(due)


def _filing(row: Any) -> Filing:
    source = Source("rule", f"document:{row.document_id}")
    reading = Reading(reader="plan", values={RUNS[row.run]: Value(row.due_on.isoformat(), source)})
    return Filing(type=f"receivables.{row.run}", key=f"planned_run:{row.document_id}:{row.number}", reading=reading, channel="follow_up")
