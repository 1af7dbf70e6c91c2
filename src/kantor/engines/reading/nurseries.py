"""The processes that fork a reader for each order: how they are started (in namespaces of their own, given bubblewrap) and heard."""

import contextlib
import json
import os
import selectors
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from kantor.engines.reading.patience import Patience, in_line_s
from kantor.engines.reading.refusal import Refused

_NURSERY = Path(__file__).with_name("nursery.py")
_CHUNK_BYTES = 1 << 18
_STATUS_BYTES = 64
# A machine under load takes its time to load our readers into a new nursery; no file has to answer for that.
_START_S = 90.0
_LENGTH_BYTES = 8
# All of the environment: libraries for arithmetic do not start threads, which no reader could have.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
# Nothing of the machine but its files, and those cannot be written to; the reader itself sees none of them (`walls`).
_NAMESPACE = ("--unshare-all", "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one file may cost. wall_s bounds the waiting of the caller for an answer, without the time for which a busy machine gave the
    process no processor; the others what the process is given.

    In a batch wall_s is for each file, and cpu_s for all of them together.
    """

    cpu_s: int = 10
    wall_s: float = 20.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 64 << 20


@cache
def bubblewrap() -> str:
    """The program that gives a process namespaces of its own; '' where there is none, or where this machine does not let it."""
    program = shutil.which("bwrap") if sys.platform == "linux" else None
    if program is None:
        return ""
    tried = subprocess.run([program, *_NAMESPACE, sys.executable, "-I", "-c", ""], capture_output=True, check=False, env={})
    return program if tried.returncode == 0 else ""


class Nursery:
    """A process that forks a child for each order, one after the other."""

    def __init__(self, environment: Mapping[str, str] = MappingProxyType({})) -> None:
        """environment: what it is given beside the variables of every nursery."""
        self.owner = os.getpid()
        self.control, theirs = socket.socketpair()
        around = [bubblewrap(), *_NAMESPACE] if bubblewrap() else []
        with theirs:
            self.process = subprocess.Popen(
                [*around, sys.executable, "-I", str(_NURSERY), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                cwd="/",
                env={**_ONE_THREAD, **environment},
                start_new_session=True,
            )

    def run(self, order: dict[str, Any], files: Sequence[bytes], limits: Limits) -> Iterator[Any]:
        """The answer about each file in their order, a Refused where there is none, as they come; ends early where the child does.

        Raises Refused where a file takes too long or says too much, or where the child was ended; OSError where the nursery is gone or
        does not begin.
        """
        order = {**order, "sizes": [len(data) for data in files]}
        hearing, saying = os.pipe()
        try:
            with _scratch() as source, open(saying, "wb", buffering=0):
                source.writelines(files)
                source.flush()
                source.seek(0)
                socket.send_fds(self.control, [json.dumps(order).encode()], [source.fileno(), saying])
            self._hear(1, _START_S)  # it has loaded what the order needs
            for answer in listen(hearing, limits, Patience(limits.wall_s, lambda: in_line_s(self.process.pid))):
                yield _understand(answer)
        finally:
            os.close(hearing)
        try:
            status = self._hear(_STATUS_BYTES, max(0.1, limits.wall_s))
        except TimeoutError:
            raise Refused("reading_too_long", limit=f"{limits.wall_s:g}") from None
        if code := int(status):
            # SIGXCPU, and SIGKILL a second later, are how the kernel ends a process that has used up its time.
            raise Refused("reading_too_long" if code in (-signal.SIGXCPU, -signal.SIGKILL) else "reading_failed", code=str(code))

    def _hear(self, most_bytes: int, patience_s: float) -> bytes:
        """What the nursery itself says. Raises OSError where it says nothing in time, or has ended."""
        self.control.settimeout(patience_s)
        said = self.control.recv(most_bytes)
        if not said:
            raise ConnectionResetError("the process that starts readers has ended")
        return said

    def is_mine(self) -> bool:
        """False after a fork of this process, whose nurseries belong to the parent, and for one that has died."""
        return self.owner == os.getpid() and self.process.poll() is None

    def close(self) -> None:
        """End the nursery and the child it may have."""
        self.control.close()
        if self.owner == os.getpid():
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def _scratch() -> IO[bytes]:
    """A file without a name, in memory where the system has such."""
    return os.fdopen(os.memfd_create("order"), "w+b") if sys.platform == "linux" else tempfile.TemporaryFile()


def listen(pipe: int, limits: Limits, patience: Patience) -> Iterator[memoryview]:
    """Each answer, within the time and the size that one is given."""
    heard = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while (is_heard := ready.select(patience.left_s())) or patience.is_granted_more():
            if not is_heard:
                continue
            chunk = os.read(pipe, _CHUNK_BYTES)
            if not chunk:
                return
            heard += chunk
            while len(heard) >= _LENGTH_BYTES:
                size_bytes = int.from_bytes(heard[:_LENGTH_BYTES])
                if size_bytes > limits.output_bytes:
                    raise Refused("reading_too_large", limit=str(limits.output_bytes))
                if len(heard) < _LENGTH_BYTES + size_bytes:
                    break
                answer = bytes(memoryview(heard)[_LENGTH_BYTES : _LENGTH_BYTES + size_bytes])
                del heard[: _LENGTH_BYTES + size_bytes]
                yield memoryview(answer)
                patience.begin_anew()
    raise Refused("reading_too_long", limit=f"{limits.wall_s:g}")


def _understand(answer: memoryview) -> Any:
    """What was said, or the Refused it names. Raises Refused where it makes no sense: nothing a captured process says is taken on trust."""
    try:
        (size_bytes,) = struct.unpack_from(">I", answer)
        raw, at = [], 4 + size_bytes
        while at < len(answer):
            (length,) = struct.unpack_from(">I", answer, at)
            raw.append(bytes(answer[at + 4 : at + 4 + length]))
            at += 4 + length
        said = json.loads(bytes(answer[4 : 4 + size_bytes]), object_hook=(lambda value: _restored(value, raw)) if raw else None)
        if "refused" in said:
            return Refused(str(said["refused"]), **{str(name): str(value) for name, value in said["evidence"].items()})
        return said["answer"]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, struct.error, RecursionError):
        raise Refused("reading_failed", code="answer") from None


def _restored(value: dict[str, Any], raw: list[bytes]) -> Any:
    return raw[value["bytes"]] if value.keys() == {"bytes"} else value
