"""`kantor test`: every check and every test of the project."""

import os
import sys
from pathlib import Path

import typer

CLONE = Path(__file__).resolve().parents[4]


def register(app: typer.Typer) -> None:
    app.command("test", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(test)


def test(context: typer.Context) -> None:
    """Run all checks and tests; arguments go to pytest: `kantor test tests/kit -k money -x`."""
    given = context.args
    processes = [] if any(argument.startswith("-n") for argument in given) else ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    os.chdir(CLONE)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "pytest", *processes, *given])  # noqa: S606 - our own Python
