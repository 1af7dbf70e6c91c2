"""The command line `kantor`: one module per family of commands, each with a `register(app)`."""

import importlib
import pkgutil
import sys

import typer

from kantor import __version__
from kantor.site.cli.start import explained

HELP = "Kantor, the open-source back office: documents come in, take effect exactly once, and can be proved afterwards."


def application() -> typer.Typer:
    """The application with the commands of every module of this package that has some."""
    app = typer.Typer(
        name="kantor", help=HELP, no_args_is_help=True, rich_markup_mode="markdown", pretty_exceptions_enable=False, add_completion=False
    )

    @app.callback(invoke_without_command=True)
    def kantor(version: bool = typer.Option(False, "--version", help="Print the version and end.")) -> None:
        if version:
            print(f"kantor {__version__}")
            raise typer.Exit

    for found in sorted(pkgutil.iter_modules(__path__), key=lambda found: found.name):
        module = importlib.import_module(f"{__name__}.{found.name}")
        if hasattr(module, "register"):
            module.register(app)
    return app


def main() -> None:
    """Run the command of sys.argv; an error that a person can mend is one sentence, not a traceback."""
    with explained():
        application()(prog_name="kantor")
    sys.exit(0)
