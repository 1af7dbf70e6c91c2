"""One worker process: hands out work, does the jobs that wait and takes over from workers that died, until it is told to end."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Awaitable, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Literal

import psutil
from django.db import InterfaceError, OperationalError, close_old_connections
from procrastinate.app import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.psycopg_connector import PsycopgConnector

from kantor.channels import mail
from kantor.site import logs
from kantor.site.working import dispatching, reaping
from kantor.site.working.steps import STEPS, now
from kantor.spine.cases import Waiting

LOG = logging.getLogger("kantor.working")
DISPATCH_EVERY_S = 1.0
REAP_EVERY_S = 2.0
FOLDERS_EVERY_S = 10.0
TRIES = 2
ENDING_S = 2.0
CANCELLED_TIMES = 5
WEIGHED_EVERY_S = 10.0
OUTCOMES = {"told": "ended", "lost": "lost_the_database", "grown": "grown"}


Ended = Literal["told", "lost", "grown"]
"""Why a worker ended: it was told to, the database was lost, or it had grown too large."""


def run(*, concurrency: int, parent: int | None = None, limit_mb: int = 0) -> Ended:
    """Work until there is a reason to end. parent: the process without which this one ends; limit_mb: how large it may grow, 0: at will."""
    LOG.setLevel(logging.INFO)
    with logs.about(worker=name()):
        return asyncio.run(_run(concurrency, parent, limit_mb))


def name() -> str:
    """By which its lines in the log and its jobs tell it from all others: its host and its number there."""
    return f"{socket.gethostname()}:{os.getpid()}"


async def _run(concurrency: int, parent: int | None, limit_mb: int) -> Ended:
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(concurrency + 1))  # each thread has a connection of its own
    told, grown = asyncio.Event(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    watcher = mail.Watcher(now)
    watcher.start()
    with app.replace_connector(connector()) as ours:
        async with ours.open_async():
            working = asyncio.create_task(_work(ours, concurrency))
            beside = [
                asyncio.create_task(told.wait()),
                asyncio.create_task(_watch(parent, told)),
                asyncio.create_task(_weigh(limit_mb, grown)),
                asyncio.create_task(_again_and_again(DISPATCH_EVERY_S, lambda: dispatching.dispatch(ours))),
                asyncio.create_task(_again_and_again(REAP_EVERY_S, lambda: reaping.reap(ours))),
                asyncio.create_task(_again_and_again(FOLDERS_EVERY_S, lambda: asyncio.to_thread(dispatching.make_folders))),
            ]
            LOG.info("concurrency=%d outcome=started", concurrency)
            await asyncio.wait([working, *beside], return_when=asyncio.FIRST_COMPLETED)
            watcher.stop()
            times = CANCELLED_TIMES if told.is_set() or grown.is_set() else 1
            await asyncio.gather(cancel(beside, ENDING_S / 4, times), cancel([working], ENDING_S + 1, times))
    ended: Ended = "told" if told.is_set() else "grown" if grown.is_set() else "lost"
    LOG.info("outcome=%s", OUTCOMES[ended])
    return ended


def connector() -> PsycopgConnector:
    """A few connections as the application role; whoever gets none within seconds is told so, because the database is lost then."""
    return PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4, timeout=5.0)


async def _work(ours: App, concurrency: int) -> None:
    """Procrastinate's worker; jobs that were done well are forgotten, the others wait for their next try."""
    await ours.run_worker_async(
        concurrency=concurrency,
        name=name(),
        delete_jobs="successful",
        install_signal_handlers=False,
        shutdown_graceful_timeout=ENDING_S,
        update_heartbeat_interval=reaping.SIGN_OF_LIFE_S,
        stalled_worker_timeout=reaping.LOST_AFTER_S,
    )


async def _again_and_again(every_s: float, doing: Callable[[], Awaitable[int]]) -> None:
    """Do it every so many seconds; what goes wrong is told and tried again. Ends when the database is lost."""
    lost = 0
    while lost < TRIES:
        try:
            await doing()
            lost = 0
        except Exception as error:
            LOG.warning("reason=%r outcome=tried_again", f"{type(error).__name__}: {error}")
            lost += isinstance(error, OperationalError | InterfaceError | ConnectorException)
            await asyncio.to_thread(close_old_connections)
        await asyncio.sleep(every_s)


async def cancel(tasks: Collection[asyncio.Task[Any]], every_s: float, times: int) -> None:
    """Cancel them until they have ended: `asyncio.wait_for` of Python 3.11 loses a cancellation that comes together with its answer."""
    left = set(tasks)
    while left and times:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=every_s)
        times -= 1


async def _watch(parent: int | None, told: asyncio.Event) -> None:
    """A worker whose parent was killed ends too, instead of working on beside the next one."""
    while parent is None or os.getppid() == parent:
        await asyncio.sleep(1)
    told.set()


async def _weigh(limit_mb: int, grown: asyncio.Event) -> None:
    """Python gives hardly any memory back: a worker that one large job made large would stay so."""
    await asyncio.sleep(WEIGHED_EVERY_S)
    while not limit_mb or psutil.Process().memory_info().rss >> 20 <= limit_mb:
        await asyncio.sleep(WEIGHED_EVERY_S)
    grown.set()


def run_until_idle() -> list[tuple[int, str]]:
    """Do in this process what waits until nothing is left; answers the steps (client, step) that failed, each told in the log."""
    failed: list[tuple[int, str]] = []
    before: list[Waiting] = []
    while True:
        waiting = [work for work in dispatching.waiting() if (work.client_id, work.step) not in failed]
        if not waiting or not dispatching.progress(before, waiting):
            return failed
        for work in waiting:
            try:
                STEPS[work.step](work.client_id, lambda: True)
            except Exception:
                LOG.exception("job=%s client=%d outcome=failed", work.step, work.client_id)
                failed.append((work.client_id, work.step))
        before = waiting
