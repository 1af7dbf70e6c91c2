"""`kantor separator-sheet`: the sheet that lies between documents when a pile of paper is scanned in one go."""

from pathlib import Path
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    app.command("separator-sheet")(separator_sheet)


def separator_sheet(
    to: Annotated[Path, typer.Argument(metavar="FILE", help="Where the PDF is written.")] = Path("separator-sheet.pdf"),
) -> None:
    """Write a sheet to be printed and laid between documents: a pile scanned in one go is divided at every such sheet.

    The sheet carries a code that scanners and cameras see in any direction; it becomes part of no document.
    """
    from kantor.engines.codes import sheet

    to.write_bytes(sheet())
    print(f"Wrote {to}. Print it on plain paper, as often as needed.")
