"""`kantor run`, `web` and `worker`: the processes that serve people and do the work behind them."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from kantor.site.cli.start import ready, say
from kantor.site.config import Config

PAUSE_S = 2
PATIENCE_S = 10


def register(app: typer.Typer) -> None:
    app.command("run")(run)
    app.command("web")(web)
    app.command("worker")(worker)


def run() -> None:
    """Serve the desk and do the work: the web server and `workers` worker processes, until Ctrl-C."""
    with ready() as config, workers(config.workers):
        serve(config)


def web() -> None:
    """Serve the desk only; workers run elsewhere (`kantor worker`)."""
    with ready() as config:
        serve(config)


def worker(
    concurrency: Annotated[int, typer.Option(min=1, help="Jobs done at once by this process.")] = 1,
    until_idle: Annotated[bool, typer.Option("--until-idle", help="End when nothing is left to do.")] = False,
) -> None:
    """Do the work that waits: dispatch documents, seal the audit trail, send what is in the outbox, until Ctrl-C."""
    with ready():
        from kantor.site.working import worker as working

        if until_idle:
            working.run_until_idle(concurrency=concurrency)
        else:
            working.run(concurrency=concurrency)


def serve(config: Config) -> None:
    """The web server in this process, until it is told to end."""
    import uvicorn

    say(f"Kantor serves on http://{config.host}:{config.port} (Ctrl-C ends it)")
    trusted = "*" if config.public_url else "127.0.0.1"
    uvicorn.run(
        "kantor.site.asgi:application",
        host=config.host,
        port=config.port,
        log_level="warning",
        forwarded_allow_ips=trusted,
        server_header=False,
        timeout_graceful_shutdown=PATIENCE_S,
    )


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


def _keep_one(ending: threading.Event) -> None:
    while not ending.is_set():
        process = subprocess.Popen([sys.executable, "-m", "kantor", "worker"], start_new_session=True)
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
