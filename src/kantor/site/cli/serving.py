"""`kantor run`, `web` and `worker`: the processes that serve people and do the work behind them."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from kantor.site.backing_up import shelf, timing
from kantor.site.cli.start import ready, say
from kantor.site.config import Config

PAUSE_S = 2
PATIENCE_S = 10
START_LIMIT_S = 60
BACKUPS_EVERY_S = 60


def register(app: typer.Typer) -> None:
    app.command("run")(run)
    app.command("web")(web)
    app.command("worker")(worker)


def run() -> None:
    """Serve the desk and do the work: the web server and `workers` worker processes, until Ctrl-C."""
    with stopped_by_sigterm(), ready() as config, workers(config.workers), backups(config):
        serve(config)


def web() -> None:
    """Serve the desk only; workers run elsewhere (`kantor worker`)."""
    with stopped_by_sigterm(), ready() as config:
        serve(config)


def worker(
    concurrency: Annotated[int, typer.Option(min=1, help="Jobs done at once by this process.")] = 1,
    until_idle: Annotated[bool, typer.Option("--until-idle", help="End when nothing is left to do (status 1: a job failed).")] = False,
    parent: Annotated[int, typer.Option("--parent", hidden=True, help="Process number; this worker ends when that process does.")] = 0,
) -> None:
    """Do the work that waits: dispatch documents, seal the audit trail, send what is in the outbox, until Ctrl-C."""
    ended = "lost"
    while ended == "lost":
        with stopped_by_sigterm(), ready() as config:
            from kantor.site.working import worker as working

            if until_idle:
                raise typer.Exit(1 if working.run_until_idle() else 0)
            ended = working.run(concurrency=concurrency, parent=parent or None, limit_mb=config.worker_limit_mb)
        if ended == "lost":
            say("The database was lost; the worker starts again.")
            time.sleep(PAUSE_S)
    if ended == "grown":
        from kantor.engines.reading import sandbox

        say(f"The worker has grown beyond {config.worker_limit_mb} MB (worker_limit_mb); it starts anew.")
        sandbox.close()
        os.execv(sys.executable, [sys.executable, "-m", "kantor", *sys.argv[1:]])  # noqa: S606 - our own Python


def serve(config: Config) -> None:
    """The web server, until it is told to end: in this process, or in several that share one socket.

    SIGHUP to this process replaces them one after the other, each only when its successor serves.
    """
    import uvicorn
    from django.db import connections

    connections.close_all()  # the web server lends connections from a pool of its own
    say(f"Kantor serves on http://{config.host}:{config.port} (Ctrl-C ends it)")
    uvicorn.run(
        "kantor.site.asgi:application",
        host=config.host,
        port=config.port,
        log_level="warning",
        log_config=None,  # its lines go where all others go
        forwarded_allow_ips=",".join(config.trusted_proxies),
        server_header=False,
        timeout_graceful_shutdown=PATIENCE_S,
        workers=config.web_processes,
        timeout_worker_healthcheck=START_LIMIT_S,
    )


@contextmanager
def stopped_by_sigterm() -> Iterator[None]:
    """SIGTERM ends this process in good order, like Ctrl-C: the web server hands it on when it has ended itself."""

    def end(*_: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sys.exit(0)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def workers(count: int) -> Iterator[None]:
    """Worker processes beside this one; one that dies is started again."""
    ending = threading.Event()
    watchers = [threading.Thread(target=_keep_one, args=(ending,), daemon=True) for _ in range(count)]
    for watcher in watchers:
        watcher.start()
    try:
        yield
    finally:
        ending.set()
        for watcher in watchers:
            watcher.join(PATIENCE_S * 2)


@contextmanager
def backups(config: Config) -> Iterator[None]:
    """Backups whenever they are due, where the setting `backup_every_hours` asks for them."""
    ending = threading.Event()
    keeper = threading.Thread(target=_keep_backed_up, args=(config, ending), daemon=True)
    if config.backup_every_hours:
        keeper.start()
    try:
        yield
    finally:
        ending.set()


def _keep_backed_up(config: Config, ending: threading.Event) -> None:
    """One command at a time, at most one a minute; one that fails is told, and tried again."""
    copied_at = None
    while not ending.is_set():
        now = datetime.now(UTC)
        if words := timing.due(config, shelf.kept(config.backups), copied_at, now):
            done = subprocess.run([sys.executable, "-m", "kantor", *words], capture_output=True, text=True, check=False)
            if done.returncode:
                say(f"A backup failed: {done.stderr.strip()[-500:]}")
            copied_at = now
        ending.wait(BACKUPS_EVERY_S)


def _keep_one(ending: threading.Event) -> None:
    while not ending.is_set():
        command = [sys.executable, "-m", "kantor", "worker", "--parent", str(os.getpid())]
        process = subprocess.Popen(command, start_new_session=True)
        while process.poll() is None and not ending.wait(0.2):
            pass
        if ending.is_set():
            _end(process)
        else:
            say(f"A worker ended with status {process.returncode}; it is started again.")
            ending.wait(PAUSE_S)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.wait()
