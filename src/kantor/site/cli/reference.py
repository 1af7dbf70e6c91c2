"""`kantor reference`: write the generated pages of the documentation."""

import typer


def register(app: typer.Typer) -> None:
    app.command("reference")(reference)


def reference() -> None:
    """Write docs/reference (commands, settings) from the program itself; for developers."""
    from kantor.site import reference as pages

    changed = pages.write()
    print("\n".join(str(path) for path in changed) or "docs/reference is up to date.")
