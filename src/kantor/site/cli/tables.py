"""`kantor migrate`: bring the tables up to date."""

from typing import Annotated

import typer

from kantor.site.cli.start import make_missing_keys, ready


def register(app: typer.Typer) -> None:
    app.command("migrate")(migrate)


def migrate(
    check: Annotated[bool, typer.Option("--check", help="Only say what is pending; exit status 1 where something is.")] = False,
) -> None:
    """Bring the tables up to date, and make the keys of an office that has none yet.

    Every command that needs them does so by itself; this one is for upgrades done on purpose.
    """
    with ready(migrated=False) as known:
        from kantor.site import migrating

        if check:
            waiting = migrating.pending()
            print("\n".join(waiting) or "Nothing is pending.")
            raise typer.Exit(1 if waiting else 0)
        count = migrating.up_to_date(say=lambda _: None)
        make_missing_keys(known)
        print(f"{count} migrations applied." if count else "The tables are up to date.")
