"""The jobs: one for each step, told in a line of the log, and tried again with patience when they fail."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from procrastinate import jobs, retry
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.job_context import JobContext

from kantor.site import logs
from kantor.site.health import counting
from kantor.site.working.steps import STEPS, Step

LOG = logging.getLogger("kantor.working")
TRIES = 5
SHARE_S = 5
"""After so long a job makes room for the work of other clients; what is left of its own queues up behind them."""
LATER = timedelta(minutes=10)
"""How long a job rests that has failed so often that somebody should look; it is never given up, because its work still waits."""


class Patience(retry.BaseRetryStrategy):
    """Again after 2, 4, 8, 16 and 32 seconds, and then every ten minutes, with a sentence in the log that says what to do."""

    def get_retry_decision(self, *, exception: BaseException, job: jobs.Job) -> retry.RetryDecision:
        if job.attempts < TRIES:
            return retry.RetryDecision(retry_in={"seconds": 2 ** (job.attempts + 1)})
        tell_to_look(job, f"{type(exception).__name__}: {exception}")
        return retry.RetryDecision(retry_in={"seconds": int(LATER.total_seconds())})


def tell_to_look(job: jobs.Job, reason: str) -> None:
    """A line for whoever runs the house."""
    LOG.error(
        "job=%s client=%s attempts=%d reason=%r what_to_do=%r",
        job.task_name,
        job.task_kwargs.get("client_id"),
        job.attempts + 1,
        reason,
        f"Mend what the reason names; nothing is lost, and the job is tried again every {LATER.seconds // 60} minutes.",
    )


def make_room(job: jobs.Job) -> None:
    """Take the job away that was put into the queue while this one, which failed, was at work: only one of a kind may wait, and the one
    that failed waits with growing pauses, until somebody is told."""
    with suppress(ConnectorException, DatabaseError, InterfaceError):  # the database is away: the next try finds its way
        for other in app.job_manager.list_jobs(queueing_lock=job.queueing_lock, status="todo") if job.queueing_lock else ():
            app.job_manager.cancel_job_by_id(other.id or 0, delete_job=True)


def _job(name: str, step: Step) -> Callable[..., int]:
    def work(context: JobContext, client_id: int) -> int:
        began = time.monotonic()
        outcome, count = "failed", 0
        try:
            with logs.about(client=client_id):
                count = step(client_id, lambda: not context.should_abort() and time.monotonic() - began < SHARE_S)
            outcome = "done"
        except Exception:
            make_room(context.job)
            raise
        finally:
            seconds, attempt = time.monotonic() - began, context.job.attempts + 1
            LOG.info("job=%s client=%d count=%d seconds=%.3f attempt=%d outcome=%s", name, client_id, count, seconds, attempt, outcome)
            counting.job_done(settings.KANTOR, step=name, outcome=outcome, seconds=seconds)
        return count

    work.__name__, work.__doc__ = name, step.__doc__
    return work


JOBS = {name: app.task(name=name, pass_context=True, retry=Patience())(_job(name, step)) for name, step in STEPS.items()}
