"""`python -m tests.fuzz.process`: for each line of its input one reader, led by coverage, in a process of its own until libFuzzer ends it.

Watching where the engines go takes eight seconds of importing: it is done once, and every reader begins as a fork of what was imported.
"""

import contextlib
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import atheris
from tests.fuzz.changing import changed

with atheris.instrument_imports(include=["kantor.engines"]):
    from tests.fuzz.targets import DECLARED, TARGETS, TRIAL

FEW = 4
"""Of so many changes of XML one is of bytes."""


def main() -> None:
    """A line asks with [reader, file for what libFuzzer says, its options]; the answer is a line with the exit code."""
    for line in sys.stdin:
        name, told, *options = json.loads(line)
        child = os.fork()
        if child == 0:
            _fuzz(name, Path(told), options)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _fuzz(name: str, told: Path, options: list[str]) -> None:
    """Never returns: libFuzzer ends the process."""
    with told.open("wb") as file:
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    target = {**TARGETS, **TRIAL}[name]

    def once(data: bytes) -> None:
        with contextlib.suppress(*DECLARED):
            target.read(data)

    def change(data: bytes, most_bytes: int, seed: int) -> bytes:
        by_element = changed(data, most_bytes, seed) if seed % FEW else None
        return by_element if by_element is not None else bytes(atheris.Mutate(data, most_bytes))

    with_change: dict[str, Callable[..., bytes]] = {"custom_mutator": change} if target.is_xml else {}
    atheris.Setup([sys.argv[0], *options], once, **with_change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
