"""The child's side of the sandbox: limit this process, run one function on the data from standard input, say the answer, leave."""

import base64
import codecs
import ctypes
import importlib
import json
import resource
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

_SET_PARENT_DEATH_SIGNAL = 1
_SET_DUMPABLE = 4
_SET_NO_NEW_PRIVILEGES = 38
_KILL = 9
# Python loads these on first use, which would mean opening a file.
_CODECS = ("ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be")


def main() -> None:
    line, _, data = sys.stdin.buffer.read().partition(b"\n")
    order = json.loads(line)
    sys.path.insert(0, order["source_root"])
    module, _, name = order["function"].rpartition(".")
    leave_out_faces(Path(order["source_root"]), module)
    function = getattr(importlib.import_module(module), name)
    for codec in _CODECS:
        codecs.lookup(codec)
    # From here on nothing of what runs may open a file: the target's modules are loaded, and three descriptors are in use.
    limit_process(**order["limits"])
    said = answer(function, data, order["options"])
    sys.stdout.write(json.dumps(said, default=lambda value: {"base64": base64.b64encode(value).decode()}))
    sys.stdout.flush()


def leave_out_faces(source_root: Path, module: str) -> None:
    """Stand in for the packages around the module: their faces would load much that one file does not need."""
    *packages, _ = module.split(".")
    for depth in range(1, len(packages) + 1):
        package = ModuleType(".".join(packages[:depth]))
        package.__path__ = [str(source_root.joinpath(*packages[:depth]))]
        sys.modules[package.__name__] = package


def limit_process(cpu_s: int, memory_bytes: int, **_: Any) -> None:
    """Take away what a reader of one file does not need; there is no way back from it."""
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        prctl(_SET_PARENT_DEATH_SIGNAL, _KILL, 0, 0, 0)
        prctl(_SET_DUMPABLE, 0, 0, 0, 0)
        prctl(_SET_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))


def answer(function: Any, data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    """What to say: the function's answer, or the reason for which there is none."""
    try:
        return {"answer": function(data, **options)}
    except MemoryError:
        return {"refused": "reading_too_large", "evidence": {}}
    except Exception as error:
        if hasattr(error, "key") and hasattr(error, "evidence"):
            return {"refused": error.key, "evidence": error.evidence}
        return {"refused": "reading_failed", "evidence": {"code": type(error).__name__}}


if __name__ == "__main__":
    main()
