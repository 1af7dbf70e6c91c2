"""The jobs of the workers: a dispatcher that sees only what waits for whom, a job for each client and step, the sealer, and the reaper."""

from procrastinate import exceptions, jobs
from procrastinate.contrib.django import app

from kantor.site.working import steps
from kantor.spine import cases

EVERY_5_S, EVERY_10_S, EVERY_20_S = ("* * * * * */5", "* * * * * */10", "* * * * * */20")
LOST_AFTER_S = 30
"""A worker without a sign of life for so long is taken for dead, and its jobs are done by another."""


@app.periodic(cron=EVERY_5_S)
@app.task(name="dispatch", queueing_lock="dispatch", pass_context=False)
def dispatch(timestamp: int) -> None:
    """Enqueue a job for each client and step with something to do; one that waits already is not enqueued again."""
    for client_id, step, _, _ in cases.waiting(steps.now()):
        lock = f"{step}:{client_id}"
        try:
            app.configure_task("work", queueing_lock=lock).defer(client_id=client_id, step=step)
        except exceptions.AlreadyEnqueued:
            continue


@app.task(name="work", retry=3)
def work(client_id: int, step: str) -> None:
    """Do a step for a client."""
    steps.STEPS[step](client_id)


@app.periodic(cron=EVERY_20_S)
@app.task(name="seal", queueing_lock="seal")
def seal(timestamp: int) -> None:
    """Seal the audit trails."""
    steps.seal()


@app.periodic(cron=EVERY_10_S)
@app.task(name="reap")
async def reap(timestamp: int) -> None:
    """Give the jobs of workers that were killed to others; where the same work waits already, forget them."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=LOST_AFTER_S):
        try:
            await app.job_manager.retry_job(job)
        except (exceptions.AlreadyEnqueued, exceptions.ConnectorException):
            await app.job_manager.finish_job(job, status=jobs.Status.FAILED, delete_job=True)
