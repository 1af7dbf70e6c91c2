"""Real worker processes: two at once do each thing once, what a killed one was doing is done by another, and errors are tried again."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType, SimpleNamespace
from typing import Any

import psutil
import psycopg
import pytest
from django.conf import settings
from django.db import connection, connections
from procrastinate import jobs as queue
from procrastinate.contrib.django import app
from tests.journeys.office import Office, open_office
from tests.site import waiting_work as work

from kantor.site.working import jobs, reaping
from kantor.site.working import worker as worker_process
from kantor.site.working.worker import cancel
from kantor.spine.access import acting


@pytest.fixture
def office(committed_database: str) -> Iterator[Office]:
    yield open_office()
    connections.close_all()


class Worker:
    """A process `kantor worker` with its log."""

    def __init__(self, data: Path, *options: str, more: Mapping[str, str] = MappingProxyType({})) -> None:
        self.log = data / f"worker-{time.monotonic_ns()}.log"
        with self.log.open("wb") as log:
            command = [sys.executable, "-m", "kantor", "worker", *options]
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=work.environment(KANTOR_DATA=str(data), **more))

    def lines(self, pattern: str) -> list[tuple[str, ...]]:
        return [match.groups() for match in re.finditer(pattern, self.log.read_text())]

    def end(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(60)


@contextmanager
def workers(data: Path, count: int, *options: str, more: Mapping[str, str] = MappingProxyType({})) -> Iterator[list[Worker]]:
    many = [Worker(data, *options, more=more) for _ in range(count)]
    try:
        for one in many:
            wait_for(lambda one=one: one.lines(r"(outcome=started)"), one)  # type: ignore[misc]
        yield many
    finally:
        for one in many:
            one.process.kill()
            one.process.wait()


def wait_for(done: Callable[[], Any], *told: Worker) -> None:
    """Until it is done; what these workers say where it never is."""
    for _ in work.until():
        if done():
            return
    raise AssertionError("\n".join(one.log.read_text() for one in told))


def effective(office: Office, *clients: str) -> int:
    return sum(work.states(office.clients[client]).get("effective", 0) for client in clients)


def test_two_workers_at_once_do_each_thing_once(office: Office, tmp_path: Path, superuser_connection: psycopg.Connection[Any]) -> None:
    count = 230
    for client in ("DE", "PL", "ID"):
        work.ready_orders(office, client, count)
    with workers(tmp_path, 2) as both:
        wait_for(lambda: effective(office, "DE", "PL", "ID") == 3 * count, *both)
        roles = superuser_connection.execute(
            "SELECT DISTINCT usename::text FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
        ).fetchall()
        assert roles == [("kantor_app",)]
        assert [one.end() for one in both] == [0, 0]
    told = [int(number) for one in both for (number,) in one.lines(r"job=take_effect client=\d+ count=(\d+) .*outcome=done")]
    assert sum(told) == 3 * count
    recorded = superuser_connection.execute(
        "SELECT count(*), count(DISTINCT document_id) FROM trail_record WHERE kind = 'document.took_effect'"
    ).fetchone()
    assert recorded == (3 * count, 3 * count)


def test_the_work_of_a_killed_worker_is_done_by_another(
    office: Office, tmp_path: Path, superuser_connection: psycopg.Connection[Any]
) -> None:
    """Within fifteen seconds, by when a worker counts as lost and how often the others look, on a machine that has the time."""
    assert reaping.LOST_AFTER_S + worker_process.REAP_EVERY_S + worker_process.DISPATCH_EVERY_S < 15
    work.ready_orders(office, "DE", 150)
    superuser_connection.execute("BEGIN")
    superuser_connection.execute("LOCK TABLE documents_effect IN SHARE MODE")  # whoever writes an effect comes to a stand
    with workers(tmp_path, 1) as (victim,):
        wait_for(lambda: _waits_for_a_lock(superuser_connection), victim)
        with workers(tmp_path, 1) as (heir,):
            os.kill(victim.process.pid, signal.SIGKILL)
            superuser_connection.execute("ROLLBACK")
            wait_for(lambda: effective(office, "DE") == 150, heir)
            wait_for(lambda: not _doing("take_effect"), heir)
            assert heir.end() == 0
            assert heir.lines(r"(reason=worker_lost)")
    assert superuser_connection.execute("SELECT count(*), count(DISTINCT document_id) FROM documents_effect").fetchone() == (150, 150)


def test_a_worker_that_has_grown_too_large_starts_anew_and_loses_nothing(office: Office, tmp_path: Path) -> None:
    with workers(tmp_path, 1, more={"KANTOR_WORKER_LIMIT_MB": "1"}) as (worker,):
        work.ready_orders(office, "DE", 20)
        wait_for(lambda: len(worker.lines(r"(outcome=started)")) >= 2, worker)
        wait_for(lambda: effective(office, "DE") == 20, worker)
        assert worker.lines(r"(has grown beyond 1 MB)")
        assert worker.process.poll() is None, "it is the same process to whoever keeps it up"
        assert worker.end() == 0


def test_a_cancellation_that_got_lost_does_not_keep_a_worker_from_ending() -> None:
    lost = 0

    async def deaf() -> None:
        nonlocal lost
        while True:
            try:
                await asyncio.sleep(60)
            except asyncio.CancelledError:
                lost += 1
                if lost > 2:
                    raise

    async def ended() -> bool:
        task = asyncio.create_task(deaf())
        await asyncio.sleep(0)
        await cancel([task], 0.01, 5)
        return task.cancelled()

    assert asyncio.run(ended())
    assert lost == 3


def _doing(task: str) -> bool:
    return bool(list(app.job_manager.list_jobs(status="doing", task=task)))


def _waits_for_a_lock(superuser: psycopg.Connection[Any]) -> bool:
    row = superuser.execute("SELECT count(*) FROM pg_locks WHERE relation = 'documents_effect'::regclass AND NOT granted").fetchone()
    return row is not None and row[0] > 0


def _run(doing: Callable[[Any], Any]) -> Any:
    async def inside() -> Any:
        with app.replace_connector(app.connector.get_worker_connector()) as ours:  # type: ignore[attr-defined]
            async with ours.open_async():
                return await doing(ours)

    return asyncio.run(inside())


async def _begun(ours: Any, lock: str) -> int:
    """A job that a worker has begun."""
    worker_id: int = await ours.job_manager.register_worker()
    await jobs.JOBS["wake"].configure(queueing_lock=lock).defer_async(client_id=1)
    await ours.job_manager.fetch_job(queues=None, worker_id=worker_id)
    return worker_id


def _last_seen(worker_id: int, seconds_ago: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - %s * interval '1 s' WHERE id = %s", [seconds_ago, worker_id]
        )


def test_the_reaper_takes_jobs_from_the_dead_and_not_from_the_living(office: Office) -> None:
    dead, alive = _run(lambda ours: _begun(ours, "wake:1")), _run(lambda ours: _begun(ours, "wake:2"))
    _last_seen(dead, reaping.LOST_AFTER_S + 1)
    _last_seen(alive, reaping.LOST_AFTER_S - 2)
    assert _run(reaping.reap) == 1
    assert [(job.queueing_lock, job.status, job.attempts) for job in app.job_manager.list_jobs()] == [
        ("wake:1", "todo", 1),
        ("wake:2", "doing", 0),
    ]
    assert _run(reaping.reap) == 0


def test_a_job_of_the_dead_is_dropped_where_its_work_waits_already(office: Office) -> None:
    dead = _run(lambda ours: _begun(ours, "wake:1"))
    _last_seen(dead, reaping.LOST_AFTER_S + 1)
    jobs.JOBS["wake"].configure(queueing_lock="wake:1").defer(client_id=1)
    assert _run(reaping.reap) == 1
    assert [(job.queueing_lock, job.status) for job in app.job_manager.list_jobs()] == [("wake:1", "todo")]


def test_a_job_that_fails_keeps_its_patience_though_another_of_its_kind_waits(office: Office) -> None:
    def breaks(client_id: int, goes_on: object) -> int:
        jobs.JOBS["wake"].configure(queueing_lock="wake:1").defer(client_id=client_id)  # the dispatcher, meanwhile
        raise OSError("disk full")

    failing = queue.Job(id=7, queue="default", lock=None, queueing_lock="wake:1", task_name="wake", task_kwargs={"client_id": 1})
    with pytest.raises(OSError, match="disk full"):
        jobs._job("wake", breaks)(SimpleNamespace(job=failing, should_abort=lambda: False), client_id=1)  # type: ignore[arg-type]
    assert list(app.job_manager.list_jobs()) == []  # so that nothing is in the way when it is put back


def test_a_failing_job_is_tried_again_with_patience_and_then_somebody_is_told(caplog: pytest.LogCaptureFixture) -> None:
    def waits_s(attempts: int) -> int:
        job = queue.Job(
            id=1, queue="default", lock=None, queueing_lock="send:7", task_name="send", task_kwargs={"client_id": 7}, attempts=attempts
        )
        before = time.time()
        decision = jobs.Patience().get_retry_decision(exception=OSError("disk full"), job=job)
        assert decision.retry_at is not None
        return round(decision.retry_at.timestamp() - before)

    assert [waits_s(attempts) for attempts in range(5)] == [2, 4, 8, 16, 32]
    assert caplog.records == []
    assert waits_s(5) == 600
    assert "job=send client=7 attempts=6 reason='OSError: disk full' what_to_do=" in caplog.text


def test_a_worker_ends_when_the_process_that_started_it_is_gone(office: Office, tmp_path: Path) -> None:
    program = [sys.executable, "-m", "kantor", "worker", "--parent"]
    script = f"import os, subprocess; print(subprocess.Popen([*{program!r}, str(os.getpid())]).pid)"
    environ = work.environment(KANTOR_DATA=str(tmp_path))
    done = subprocess.run([sys.executable, "-c", script], env=environ, stdout=subprocess.PIPE, text=True, check=True)
    orphans = [psutil.Process(int(done.stdout))] if psutil.pid_exists(int(done.stdout)) else []
    assert psutil.wait_procs(orphans, timeout=work.PATIENCE_S)[1] == []


def test_until_idle_does_everything_and_says_what_failed(office: Office, tmp_path: Path) -> None:
    work.every_kind(office, "DE")
    done = subprocess.run(
        [sys.executable, "-m", "kantor", "worker", "--until-idle"],
        env=work.environment(KANTOR_DATA=str(tmp_path), KANTOR_ORIGINALS=str(settings.MEDIA_ROOT)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert work.states(office.clients["DE"]) == {"effective": 3, "refused": 2, "waiting": 1}
    with acting(clients=[office.clients["DE"]], person_id=None, at=work.LONG_AGO), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_outbox WHERE state = 'sent'")
        assert cursor.fetchone() == (2,)
