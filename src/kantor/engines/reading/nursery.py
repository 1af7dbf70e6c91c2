"""The other side of the sandbox: a process that loads our readers once, never touches a file, and for each order forks a child that does.

The child puts walls around itself, runs one function on the file it is given, or on one after the other of a batch, says the answers a
few at a time, and ends. Nothing it does reaches the next order's child.
"""

import codecs
import gc
import importlib
import json
import os
import socket
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

# Python loads these on first use, which would mean opening a file.
_CODECS = ("ascii", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "idna", "unicode_escape")
_ORDER_BYTES = 1 << 16
# What an order may have us hold back of the answers, so that not each costs a call to the system on both sides.
_SAID_TOGETHER_BYTES = 1 << 15
_SOURCE_ROOT = Path(__file__).resolve().parents[3]


def main() -> None:
    """Take orders from the socket named on the command line, each with a file to read from and a pipe to answer into."""
    control = socket.socket(fileno=int(sys.argv[1]))
    for codec in _CODECS:
        codecs.lookup(codec)
    wall_in = load("kantor.engines.reading.walls.wall_in", _SOURCE_ROOT)
    known: dict[str, Callable[..., Any]] = {}
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, _ORDER_BYTES, 2)
        if not message:
            return
        order = json.loads(message)
        for name in (order["function"], *order["loads"]):
            if name not in known:
                known[name] = load(name, Path(order["source_root"]))
                gc.collect()
                gc.freeze()  # what is loaded stays shared between us and our children
        control.sendall(b"+")
        child = os.fork()
        if child == 0:
            _be_the_child(known[order["function"]], order, descriptors, wall_in)
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        control.sendall(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def load(function: str, source_root: Path) -> Callable[..., Any]:
    """The function of that dotted name. Where its module has a `prepare`, it is run: it opens what reading would open later."""
    if str(source_root) not in sys.path:
        sys.path.insert(0, str(source_root))
    module, _, name = function.rpartition(".")
    home = importlib.import_module(module)
    getattr(home, "prepare", lambda: None)()
    found: Callable[..., Any] = getattr(home, name)
    return found


def _be_the_child(function: Callable[..., Any], order: dict[str, Any], descriptors: list[int], wall_in: Callable[..., Any]) -> None:
    try:
        for place, descriptor in enumerate(descriptors):
            os.dup2(descriptor, place)
        os.closerange(3, 256)
        wall_in(cpu_s=order["limits"]["cpu_s"], memory_bytes=order["limits"]["memory_bytes"])
        gc.disable()  # this process ends before garbage could matter, and its memory is limited anyway
        said = b""
        for size_bytes in order["sizes"]:
            said += framed(answer(function, _take(size_bytes), order["options"]))
            if not order["hold_back"] or len(said) > _SAID_TOGETHER_BYTES:
                _say(said)
                said = b""
        _say(said)
        os._exit(0)
    finally:
        os._exit(1)


def _take(size_bytes: int) -> bytes:
    """The next file of the order; they lie one behind the other."""
    pieces = []
    while size_bytes and (piece := os.read(0, size_bytes)):
        pieces.append(piece)
        size_bytes -= len(piece)
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def answer(function: Callable[..., Any], data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """What to say: the function's answer, or the reason for which there is none."""
    try:
        return {"answer": function(data, **options)}
    except MemoryError:
        return {"refused": "reading_too_large", "evidence": {}}
    except Exception as error:
        if hasattr(error, "key") and hasattr(error, "evidence"):
            return {"refused": error.key, "evidence": error.evidence}
        return {"refused": "reading_failed", "evidence": {"code": type(error).__name__}}


def framed(said: dict[str, Any]) -> bytes:
    """An answer for the pipe: its length, the length of its JSON, the JSON, and behind it the bytes that JSON only points at."""
    raw: list[bytes] = []

    def point_at(value: Any) -> dict[str, int]:
        raw.append(bytes(value))
        return {"bytes": len(raw) - 1}

    text = json.dumps(said, default=point_at, separators=(",", ":")).encode()
    pieces = [struct.pack(">I", len(text)), text]
    for data in raw:
        pieces += [struct.pack(">I", len(data)), data]
    return struct.pack(">Q", sum(map(len, pieces))) + b"".join(pieces)


def _say(said: bytes) -> None:
    rest = memoryview(said)
    while rest:
        rest = rest[os.write(1, rest) :]


if __name__ == "__main__":
    main()
