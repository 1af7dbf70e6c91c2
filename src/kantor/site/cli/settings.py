"""`kantor config`: each setting, its value and where it comes from."""

import json
from typing import Annotated

import typer

from kantor.site import config


def register(app: typer.Typer) -> None:
    app.command("config")(show)


def show(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of a table.")] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each setting means.")] = False,
) -> None:
    """Print every setting with its value and its origin (environment, file, default). Secrets are not shown."""
    rows = config.shown(config.load())
    helps = {name: help for name, help, _ in config.settings()}
    if as_json:
        print(json.dumps({name: {"value": value, "origin": origin, "help": helps[name]} for name, value, origin in rows}, indent=1))
        return
    width = max(len(value) for _, value, _ in rows)
    for name, value, origin in rows:
        print(f"{name:18} {value:{width}}  {origin}")
        if explain:
            print(f"{'':18} {helps[name]}\n")
