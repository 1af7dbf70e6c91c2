"""The other side of the sandbox: a process that loads our readers once, never touches a file, and for each file forks a child that does.

The child limits itself, runs one function on the data, says the answer and ends. Nothing it does reaches the next file's child.
"""

import base64
import codecs
import ctypes
import importlib
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

_SET_PARENT_DEATH_SIGNAL = 1
_SET_DUMPABLE = 4
_SET_NO_NEW_PRIVILEGES = 38
# Python loads these on first use, which would mean opening a file.
_CODECS = ("ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be")
_ORDER_BYTES = 1 << 16


def main() -> None:
    """Take orders from the socket named on the command line, each with a file to read from and a pipe to answer into."""
    control = socket.socket(fileno=int(sys.argv[1]))
    for codec in _CODECS:
        codecs.lookup(codec)
    system = ctypes.CDLL(None)
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, _ORDER_BYTES, 2)
        if not message:
            return
        order = json.loads(message)
        function = load(order["function"], Path(order["source_root"]))
        child = os.fork()
        if child == 0:
            _be_the_child(function, order, descriptors, system)
        for descriptor in descriptors:
            os.close(descriptor)
        _, status = os.waitpid(child, 0)
        control.sendall(json.dumps(os.waitstatus_to_exitcode(status)).encode())


def load(function: str, source_root: Path) -> Callable[..., Any]:
    """The function of that dotted name, loaded without the faces of its packages: they would bring much that one file does not need."""
    if str(source_root) not in sys.path:
        sys.path.insert(0, str(source_root))
    module, _, name = function.rpartition(".")
    *packages, _ = module.split(".")
    for depth in range(1, len(packages) + 1):
        package = ModuleType(".".join(packages[:depth]))
        package.__path__ = [str(source_root.joinpath(*packages[:depth]))]
        sys.modules.setdefault(package.__name__, package)
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def _be_the_child(function: Callable[..., Any], order: dict[str, Any], descriptors: list[int], system: ctypes.CDLL) -> None:
    try:
        for place, descriptor in enumerate(descriptors):
            os.dup2(descriptor, place)
        os.closerange(3, 256)
        with open(0, "rb", closefd=False) as source:
            data = source.read()
        limit_process(system, **order["limits"])
        said = json.dumps(answer(function, data, order["options"]), default=lambda value: {"base64": base64.b64encode(value).decode()})
        _say(said.encode())
        os._exit(0)
    finally:
        os._exit(1)


def limit_process(system: ctypes.CDLL, *, cpu_s: int, memory_bytes: int, **_: Any) -> None:
    """Take away what a reader of one file does not need; there is no way back from it."""
    if sys.platform == "linux":
        system.prctl(_SET_PARENT_DEATH_SIGNAL, int(signal.SIGKILL), 0, 0, 0)
        system.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
        system.prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    # Three descriptors are open: no number is free for a file or a socket.
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


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


def _say(said: bytes) -> None:
    while said:
        said = said[os.write(1, said) :]


if __name__ == "__main__":
    main()
