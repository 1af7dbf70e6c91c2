"""`kantor new department` and `kantor new document`: folders to begin with."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from kantor.site import scaffolding
from kantor.site.cli.start import say

Title = Annotated[str, typer.Option("--title", help="What people call it; by default its name in words.")]


def register(app: typer.Typer) -> None:
    family = typer.Typer(help="Begin a department or a document type: a folder that runs, for you to shape.", no_args_is_help=True)
    family.command("department")(department)
    family.command("document")(document)
    app.add_typer(family, name="new")


def department(name: Annotated[str, typer.Argument(help="Its name in code: small letters, such as fleet.")], title: Title = "") -> None:
    """Lay down src/kantor/departments/NAME."""
    _tell(lambda: scaffolding.new_department(name, title or _in_words(name)))
    say(f"Next: ./kantor new document {name} NAME")


def document(
    department: Annotated[str, typer.Argument(help="The department it belongs to.")],
    name: Annotated[str, typer.Argument(help="Its name in code: small letters, such as travel_expense.")],
    title: Title = "",
) -> None:
    """Lay down src/kantor/departments/DEPARTMENT/NAME: fields, rules, process, effect, words and samples, all working."""
    written = _tell(lambda: scaffolding.new_document(department, name, title or _in_words(name)))
    if not any(path.name == "department.py" for path in written):
        say("Add to department.py: " + scaffolding.to_register(department, name))
    say("Next: change the samples to what should come of it, then fields, rules and effect, until ./kantor test tests/departments passes.")


def _tell(lay_down: Callable[[], list[Path]]) -> list[Path]:
    try:
        written = lay_down()
    except scaffolding.ScaffoldError as error:
        say(f"kantor: {error}")
        raise typer.Exit(2) from error
    for path in written:
        print(path)
    return written


def _in_words(name: str) -> str:
    return name.replace("_", " ").capitalize()
