"""One worker process: does the jobs that wait, until it is told to end or nothing is left."""

from typing import Any

from procrastinate.contrib.django import app

from kantor.site.working import steps, tasks
from kantor.spine import cases

MOST_ROUNDS = 1000


def run(*, concurrency: int) -> None:
    """Work until the process is told to end; jobs that were done well are forgotten."""
    with _worker() as ours:
        ours.run_worker(concurrency=concurrency, delete_jobs="successful", name="kantor", fetch_job_polling_interval=2.0)


def run_until_idle(*, concurrency: int) -> int:
    """Dispatch and work until nothing is left; how many steps were enqueued. What fails again and again is left to the next worker."""
    count = 0
    for _ in range(MOST_ROUNDS):
        waiting = {(work.client_id, work.step, work.count) for work in cases.waiting(steps.now()) if work.step != "seal"}
        if not waiting:
            break
        tasks.dispatch(0)
        count += len(waiting)
        with _worker() as ours:
            ours.run_worker(concurrency=concurrency, wait=False, delete_jobs="successful", name="kantor")
        if waiting == {(work.client_id, work.step, work.count) for work in cases.waiting(steps.now()) if work.step != "seal"}:
            break
    steps.seal()
    return count


def _worker() -> Any:
    return app.replace_connector(app.connector.get_worker_connector())  # type: ignore[attr-defined]
