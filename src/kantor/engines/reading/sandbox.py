"""Runs one function on one untrusted file in a process of its own that has little time, little memory and cannot open a file.

The processes are forked by nurseries (`nursery.py`): interpreters that have our readers loaded, which saves the start-up for every file.
"""

import atexit
import base64
import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kantor.engines.reading.refusal import Refused

_NURSERY = Path(__file__).with_name("nursery.py")
_SOURCE_ROOT = Path(__file__).parents[3]
_CHUNK_BYTES = 1 << 16
_STATUS_BYTES = 64
_IDLE_AT_MOST = 2


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one file may cost. wall_s bounds the waiting of the caller, the others what the child is given."""

    cpu_s: int = 10
    wall_s: float = 20.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 64 << 20


STANDARD = Limits()


class Nursery:
    """A process that forks a child for each order, one after the other."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.control, theirs = socket.socketpair()
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-I", str(_NURSERY), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd="/",
                env={},
                start_new_session=True,
            )

    def run(self, order: dict[str, Any], data: bytes, limits: Limits) -> tuple[bytes, int]:
        """What the child said, and how it ended (as `Popen.returncode`). Raises Refused, or OSError where the nursery itself is gone."""
        deadline = time.monotonic() + limits.wall_s
        hearing, saying = os.pipe()
        try:
            with tempfile.TemporaryFile() as source, open(saying, "wb", buffering=0):
                source.write(data)
                source.seek(0)
                socket.send_fds(self.control, [json.dumps(order).encode()], [source.fileno(), saying])
            answer = _listen(hearing, deadline, limits)
        finally:
            os.close(hearing)
        self.control.settimeout(max(0.1, deadline - time.monotonic()))
        try:
            status = self.control.recv(_STATUS_BYTES)
        except TimeoutError:
            raise Refused("reading_too_long", limit=f"{limits.wall_s:g}") from None
        if not status:
            raise Refused("reading_failed", code="nursery")
        return answer, int(status)

    def close(self) -> None:
        """End the nursery and the child it may have."""
        self.control.close()
        if self.owner == os.getpid():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


_idle: list[Nursery] = []


def run(function: str, data: bytes, *, limits: Limits = STANDARD, source_root: Path = _SOURCE_ROOT, **options: Any) -> Any:
    """The answer of `function(data, **options)`, a module's function by its dotted name; the answer is JSON, with bytes allowed in it.

    source_root: the folder in which the function's topmost package lies.
    Raises Refused: with the function's own key where it refused, else `reading_too_long`, `reading_too_large` or `reading_failed`.
    """
    order = {"function": function, "options": options, "source_root": str(source_root), "limits": asdict(limits)}
    nursery = _take()
    try:
        answer, code = nursery.run(order, data, limits)
    except OSError as error:
        nursery.close()
        raise Refused("reading_failed", code=type(error).__name__) from None
    except BaseException:
        nursery.close()
        raise
    if len(_idle) < _IDLE_AT_MOST:
        _idle.append(nursery)
    else:
        nursery.close()
    return _understand(answer, code)


def close() -> None:
    """End the nurseries that wait for work."""
    while _idle:
        _idle.pop().close()


atexit.register(close)


def _take() -> Nursery:
    while _idle:
        nursery = _idle.pop()
        # After a fork of this process its nurseries belong to the parent; one that has died is of no use to anybody.
        if nursery.owner == os.getpid() and nursery.process.poll() is None:
            return nursery
        nursery.close()
    return Nursery()


def _listen(pipe: int, deadline: float, limits: Limits) -> bytes:
    """All that the child says, within the time and the size it is given."""
    heard = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while ready.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(pipe, _CHUNK_BYTES)
            if not chunk:
                return bytes(heard)
            heard += chunk
            if len(heard) > limits.output_bytes:
                raise Refused("reading_too_large", limit=str(limits.output_bytes))
    raise Refused("reading_too_long", limit=f"{limits.wall_s:g}")


def _understand(answer: bytes, code: int) -> Any:
    try:
        said = json.loads(answer, object_hook=_restore_bytes)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        # SIGXCPU, and SIGKILL a second later, are how the kernel ends a process that has used up its time.
        raise Refused("reading_too_long" if code in (-signal.SIGXCPU, -signal.SIGKILL) else "reading_failed", code=str(code))
    if "refused" in said:
        raise Refused(said["refused"], **said["evidence"])
    return said["answer"]


def _restore_bytes(value: dict[str, Any]) -> Any:
    return base64.b64decode(value["base64"]) if value.keys() == {"base64"} else value
