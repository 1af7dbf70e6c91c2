"""`kantor fuzz`: hands the readers of strangers' files what nobody thought of."""

import importlib
import importlib.util
import sys
from pathlib import Path
from typing import Annotated

import typer

from kantor.site.config import ConfigError

CLONE = Path(__file__).resolve().parents[4]


def register(app: typer.Typer) -> None:
    app.command("fuzz")(fuzz)


def fuzz(
    seconds: Annotated[int, typer.Option("--seconds", min=1, help="How long, for all readers together.")] = 60,
    reader: Annotated[list[str] | None, typer.Option("--reader", help="Only this reader; may be given several times.")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="What leads to new places becomes part of the corpus.")] = False,
) -> None:
    """Fuzz the readers of strangers' files by coverage, beginning with the corpus in `tests/fuzz/corpus`.

    Only declared exceptions may come out of a reader, within 10 seconds and 2 GB. What breaks one becomes part of the corpus, so that the
    tests fail until the reader is mended. Exit status 0: all held; 1: a reader was broken. Needs the development packages.
    """
    if not (CLONE / "tests" / "fuzz").is_dir() or importlib.util.find_spec("atheris") is None:
        raise ConfigError("Fuzzing needs a clone of the repository and its development packages: start it there as ./kantor fuzz.")
    sys.path.insert(0, str(CLONE))
    targets = importlib.import_module("tests.fuzz.targets").TARGETS
    if unknown := set(reader or ()) - targets.keys():
        raise typer.BadParameter(f"{', '.join(sorted(unknown))}: the readers are {', '.join(targets)}.", param_hint="--reader")
    raise typer.Exit(importlib.import_module("tests.fuzz.fuzzing").main(seconds, reader or [], keep=keep))
