"""Which of two models that a house begins with is better: what each tells of papers and mails that no training saw."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from kantor.engines.correspondence import sort
from kantor.engines.extracting import Model
from kantor.engines.language import Classifier
from kantor.site.cli.bench import CLONE
from kantor.site.config import ConfigError

MAILS = ("mails", "terse")
"""Mails that were written for the benchmark; a test sees to it that no training knows their wording."""
_RIGHT = {"invoice": ("invoice", "cover"), "other": ("other", "")}


class Marks(NamedTuple):
    """right: what was read or told right; told: what was told surely enough to go on by itself; wrong: of this."""

    right: int
    told: int
    wrong: int

    def __str__(self) -> str:
        return f"{self.right} right, sure of {self.told}, of these {self.wrong} wrong"


def is_worse(new: Marks, before: Marks) -> bool:
    """Fewer are right, or of what it is sure of a larger share is wrong."""
    return new.right < before.right or new.wrong * before.told > before.wrong * new.told


def of_fields(model: Model) -> Marks:
    """On 144 papers of other layouts and another seed: values that are right, and those that pass by its gates."""
    from kantor.demo.papers.learning import held_out

    seen = held_out(model).values()
    return Marks(sum(one.right for one in seen), sum(one.passed for one in seen), sum(one.passed_wrong for one in seen))


def of_kinds(model: Classifier) -> Marks:
    """On papers in a wording kept for this alone."""
    from kantor.demo.papers.sorting import tried

    seen = tried(model)
    return Marks(seen.right, seen.sure, seen.sure - seen.right)


def of_mails(model: Classifier) -> Marks:
    """On the mails of the benchmark: kinds told right. ConfigError where they are not there."""
    told = [(sort(one["subject"], one["text"], files=_files(one), by=model).kind, one["kind"]) for one in _mails()]
    sure = [(kind, true) for kind, true in told if kind]
    right = sum(kind in _RIGHT.get(true, (true,)) for kind, true in sure)
    return Marks(right, len(sure), len(sure) - right)


def _mails() -> Iterator[dict[str, Any]]:
    for name in MAILS:
        path = Path(CLONE) / "tests" / "benchmarks" / f"{name}.toml"
        if not path.is_file():
            raise ConfigError("The mails that a model is judged by lie beside the tests: run this command from a clone of the repository.")
        yield from tomllib.loads(path.read_text("utf-8"))["mail"]


def _files(one: dict[str, Any]) -> list[str]:
    return [*one.get("files", ()), *["scan.pdf"] * one.get("enclosed", 0)]
