"""`kantor doctor`: what is wrong with this house, and what cures it."""

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from kantor.site import config
from kantor.site.cli.start import ready

LOOK, STOP = 1, 2


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a trouble: name, severity, seen, cure.")] = False,
) -> None:
    """Examine disks, keys, backups, the walls around readers, the database and its roles, the queues and the audit trail; change nothing.

    Names each trouble and its cure. Exit status 0: all is well; 1: something should be looked at; 2: work is not safe or stands still.
    """
    from kantor.engines.reading import engine, engines
    from kantor.site.health.examining import examine
    from kantor.site.health.trouble import Case

    troubles, settings = [], config.load()
    for trouble in examine(Case(config=settings, now=_clock(), clock=_clock), ready(migrated=False)):
        troubles.append(trouble)
        print(json.dumps(asdict(trouble)) if as_json else f"{trouble.severity:<4} {trouble.name}: {trouble.seen}\n     {trouble.cure}")
    if not troubles and not as_json:
        print("All is well.")
    if not as_json:
        print(f"Scans are read by {engines(engine(settings.tessdata))}.")
    raise typer.Exit(STOP if any(trouble.severity == "stop" for trouble in troubles) else LOOK if troubles else 0)


def _clock() -> datetime:
    return datetime.now(UTC)
