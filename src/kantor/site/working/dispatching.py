"""The dispatcher: sees only how much work of which kind waits for which client, and puts a job for each into the queue, once."""

import asyncio
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from procrastinate import exceptions
from procrastinate.app import App

from kantor.channels import folder, hooks, mail, witnesses
from kantor.channels.api import bundles, tidying
from kantor.departments.accounting import auditing, plans
from kantor.departments.receivables import planned_runs
from kantor.departments.treasury import rematching
from kantor.site.config import inboxes
from kantor.site.working import steps
from kantor.site.working.jobs import JOBS
from kantor.spine import access, cases, documents, ledger, parties, schooling
from kantor.spine.cases import Waiting

GATHER_S = {"seal": 10, "compare": 5, "match_lines": 5, "sum_up": 5}
"""Records of the audit trail gather for a while and are sealed under one signed head, changes of suppliers are compared
together, lines are matched to all items that came, and postings are added up together; everything else is done at once."""


def waiting() -> list[Waiting]:
    """What waits now in the tables and in the watched folders, what has waited longest first."""
    found = [
        *cases.waiting(steps.now()),
        *_files(),
        *_mail(),
        *_scans(),
        *_planned(),
        *_trainings(),
        *_books(),
        *_comparisons(),
        *_lines(),
        *_turnover(),
        *_of_programs(),
        *_for_witnesses(),
    ]
    return sorted(found, key=lambda work: work.due_at or steps.now())


def _files() -> list[Waiting]:
    root = inboxes(settings.KANTOR)
    counts = folder.waiting(root)
    clients = codes() if counts else {}
    return [Waiting(clients[code], "carry", None, count) for code, count in counts.items() if code in clients]


def _scans() -> list[Waiting]:
    return [Waiting(work.client_id, "read_scans", work.due_at, work.number) for work in documents.pages_waiting(steps.now())]


def _planned() -> list[Waiting]:
    """Entries and runs of plans whose day has come."""
    entries = [Waiting(work.client_id, "file_planned", work.due_at, work.number) for work in plans.waiting(steps.now())]
    return entries + [Waiting(work.client_id, "file_runs", work.due_at, work.number) for work in planned_runs.waiting(steps.now())]


def _trainings() -> list[Waiting]:
    return [Waiting(work.client_id, "train", work.due_at, work.number) for work in schooling.waiting(steps.now())]


def _books() -> list[Waiting]:
    """Files of the books that somebody asked for, and those that were kept long enough."""
    asked = [Waiting(work.client_id, "make_books", work.due_at, work.number) for work in auditing.waiting(steps.now())]
    return asked + [Waiting(work.client_id, "tidy", work.due_at, work.number) for work in auditing.over(steps.now())]


def _comparisons() -> list[Waiting]:
    return [Waiting(work.client_id, "compare", None, work.changes) for work in parties.comparisons_waiting(steps.now())]


def _lines() -> list[Waiting]:
    """Lines of suspense accounts, where new items have come."""
    return [Waiting(work.client_id, "match_lines", None, work.items) for work in rematching.waiting(steps.now())]


def _turnover() -> list[Waiting]:
    """Entries that no sum holds yet which reports read."""
    return [Waiting(work.client_id, "sum_up", None, work.entries) for work in ledger.turnover_waiting(steps.now())]


def _mail() -> list[Waiting]:
    """Mailboxes to look into."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=steps.now()) as actor:
        return [Waiting(row.client_id, "fetch", row.due_at, row.number) for row in mail.due(list(every), actor.at)]


def _of_programs() -> list[Waiting]:
    """Files that programs handed in, what programs are to be told, and what was kept for them long enough."""
    handed_in = [Waiting(work.client_id, "take_bundles", work.due_at, work.number) for work in bundles.waiting(steps.now())]
    told = [Waiting(work.client_id, "tell", work.due_at, work.number) for work in hooks.waiting(steps.now())]
    kept = [Waiting(work.client_id, "tidy", work.due_at, work.number) for work in tidying.waiting(steps.now())]
    sent = [Waiting(work.client_id, "tidy", work.due_at, work.number) for work in hooks.over(steps.now())]
    return [*handed_in, *told, *kept, *sent]


def _for_witnesses() -> list[Waiting]:
    """Heads of the audit trails that witnesses outside are to be told."""
    found = witnesses.waiting(steps.outside(settings.KANTOR), steps.now())
    return [Waiting(work.client_id, "testify", work.due_at, work.number) for work in found]


def codes() -> dict[str, int]:
    """The code of every client -> its id."""
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=steps.now()):
        return {client.code: client.id for client in access.clients(every)}


def make_folders() -> int:
    """A watched folder for each client; answers how many clients there are."""
    clients = codes()
    folder.make(inboxes(settings.KANTOR), clients)
    return len(clients)


async def dispatch(app: App) -> int:
    """Enqueue a job for each client and step with something to do, unless one waits already; answers how many."""
    found = await asyncio.to_thread(waiting)
    queued = {job.queueing_lock for job in await app.job_manager.list_jobs_async(status="todo")} if found else set()
    return sum([await _enqueue(work) for work in found if lock_of(work) not in queued])


async def _enqueue(work: Waiting) -> bool:
    options: dict[str, Any] = {"schedule_in": {"seconds": GATHER_S[work.step]}} if work.step in GATHER_S else {}
    try:
        await JOBS[work.step].configure(queueing_lock=lock_of(work), **options).defer_async(client_id=work.client_id)
    except exceptions.AlreadyEnqueued:  # another worker's dispatcher was quicker
        return False
    return True


def lock_of(work: Waiting) -> str:
    """Two jobs with the same one never wait at once."""
    return f"{work.step}:{work.client_id}"


def progress(before: Sequence[Waiting], after: Sequence[Waiting]) -> bool:
    """Whether something was done in between."""
    return {(*work[:2], work.number) for work in before} != {(*work[:2], work.number) for work in after}
