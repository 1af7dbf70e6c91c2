"""`python -m tests.fuzz.process TARGET FOLDER [libFuzzer's options]`: one reader, led by coverage, until libFuzzer ends it."""

import contextlib
import sys
from collections.abc import Callable

import atheris
from tests.fuzz.changing import changed

FEW = 4
"""Of so many changes of XML one is of bytes."""


def main(name: str, *options: str) -> None:
    with atheris.instrument_imports(include=["kantor.engines"]):
        from tests.fuzz.targets import DECLARED, TARGETS, TRIAL
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
    main(*sys.argv[1:])
