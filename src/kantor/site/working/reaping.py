"""The reaper: the jobs of workers that gave no sign of life go to others; it runs beside the jobs, so that no job can keep it waiting."""

import logging
from datetime import UTC, datetime

from procrastinate import exceptions, jobs
from procrastinate.app import App

from kantor.site.working.jobs import LATER, TRIES, tell_to_look

LOG = logging.getLogger("kantor.working")
SIGN_OF_LIFE_S = 2
LOST_AFTER_S = 10


async def reap(app: App) -> int:
    """Put the jobs of lost workers back into the queue; answers how many. A worker that was only paused finds its work done."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST_AFTER_S))
    for job in stalled:
        await _again(app, job)
    return len(stalled)


async def _again(app: App, job: jobs.Job) -> None:
    """At once, and later where the job seems to be what kills workers."""
    later = job.attempts >= TRIES
    if later:
        tell_to_look(job, "its worker died again and again")
    outcome = "queued"
    try:
        await app.job_manager.retry_job(job, retry_at=datetime.now(UTC) + LATER if later else None)
    except exceptions.UniqueViolation:
        outcome = "waits_already"
        await app.job_manager.finish_job(job, status=jobs.Status.FAILED, delete_job=True)
    client_id = job.task_kwargs.get("client_id")
    LOG.warning("job=%s client=%s lost_worker=%s outcome=%s reason=worker_lost", job.task_name, client_id, job.worker_id, outcome)
