"""`kantor chaos`: the house with everything going wrong around it, and whether all of it is right afterwards."""

import importlib
import sys
from pathlib import Path
from typing import Annotated

import typer

from kantor.site.config import ConfigError

CLONE = Path(__file__).resolve().parents[4]


def register(app: typer.Typer) -> None:
    app.command("chaos")(chaos)


def chaos(
    minutes: Annotated[float, typer.Option("--minutes", min=0.1, help="How long things go wrong, for each seed.")] = 2.0,
    seed: Annotated[list[int] | None, typer.Option("--seed", help="Seed of the generator of faults; may be given several times.")] = None,
) -> None:
    """Run database, web server, workers, clients and a bank while processes are killed and stopped, connections cut and disks filled.

    Works in a temporary folder with a database of its own; your data are not touched. Prints what was done, how soon the work of a killed
    worker was done again, and what is wrong afterwards. Exit status 0: nothing; 1: an invariant does not hold. Run as root it mounts a
    small file system to fill; else one process at a time is kept from writing.
    """
    if not (CLONE / "tests" / "chaos").is_dir():
        raise ConfigError("The harness lies beside the tests: run this command from a clone of the repository.")
    sys.path.insert(0, str(CLONE))
    run = importlib.import_module("tests.chaos.run")
    raise typer.Exit(run.main(60 * minutes, *(seed or [1])))
