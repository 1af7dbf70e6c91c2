"""Runs one function on one untrusted file in a process of its own that has little time, little memory and cannot open a file.

The child is a fresh interpreter (`inside.py`). It limits itself before it sees the data, and leaves after one answer.
"""

import base64
import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from kantor.engines.reading.refusal import Refused

_INSIDE = Path(__file__).with_name("inside.py")
_SOURCE_ROOT = Path(__file__).parents[3]
_CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one file may cost. wall_s bounds the waiting of the caller, the others what the child is given."""

    cpu_s: int = 10
    wall_s: float = 20.0
    memory_bytes: int = 1 << 30
    output_bytes: int = 64 << 20


STANDARD = Limits()


def run(function: str, data: bytes, *, limits: Limits = STANDARD, source_root: Path = _SOURCE_ROOT, **options: Any) -> Any:
    """The answer of `function(data, **options)`, a module's function by its dotted name; the answer is JSON, with bytes allowed in it.

    source_root: the folder in which the function's topmost package lies.

    Raises Refused: with the function's own key where it refused, else `reading_too_long`, `reading_too_large` or `reading_failed`.
    """
    order = {"function": function, "options": options, "source_root": str(source_root), "limits": asdict(limits)}
    with tempfile.TemporaryFile() as order_file:
        order_file.write(json.dumps(order).encode() + b"\n" + data)
        order_file.seek(0)
        child = subprocess.Popen(
            [sys.executable, "-I", str(_INSIDE)],
            stdin=order_file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env={},
            start_new_session=True,
        )
    assert child.stdout is not None
    try:
        answer = _listen(child.stdout, limits)
        child.wait(timeout=limits.wall_s)
    except subprocess.TimeoutExpired:
        raise Refused("reading_too_long", limit=f"{limits.wall_s:g}") from None
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
    return _understand(answer, child.returncode)


def _listen(pipe: IO[bytes], limits: Limits) -> bytes:
    """All that the child says, within the time and the size it is given."""
    deadline = time.monotonic() + limits.wall_s
    heard = bytearray()
    with selectors.DefaultSelector() as ready:
        ready.register(pipe, selectors.EVENT_READ)
        while ready.select(max(0.0, deadline - time.monotonic())):
            chunk = os.read(pipe.fileno(), _CHUNK_BYTES)
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
        # SIGXCPU and SIGKILL are how the kernel ends a process that has used up its time.
        raise Refused("reading_too_long" if code in (-24, -9) else "reading_failed", code=str(code))
    if "refused" in said:
        raise Refused(said["refused"], **said["evidence"])
    return said["answer"]


def _restore_bytes(value: dict[str, Any]) -> Any:
    return base64.b64decode(value["base64"]) if value.keys() == {"base64"} else value
