"""Runs a command of `kantor` in this process, against the database of the tests."""

import json
from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from kantor.site.cli import application


def kantor(*arguments: object, stdin: str = "") -> Result:
    """The result: `exit_code`, `stdout`, `stderr`, and in `exception` what main() would have told as a sentence."""
    return CliRunner().invoke(application(), [str(argument) for argument in arguments], input=stdin)


def done(*arguments: object, stdin: str = "") -> str:
    """What a command that must succeed printed."""
    result = kantor(*arguments, stdin=stdin)
    assert result.exit_code == 0, f"{arguments}: {result.stdout}{result.stderr}{result.exception!r}"
    return result.stdout


def told(*arguments: object) -> tuple[int, list[dict[str, Any]]]:
    """Exit status and the JSON lines that a command printed."""
    result = kantor(*arguments)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def office(code: str = "nord", country: str = "DE") -> None:
    """An office with one person who has every role for one client."""
    done("init", "--email", "anna@office.example", "--name", "Anna", "--password-stdin", stdin="kjh2938-Qwer9x\n")
    done("client", "add", code, "--name", "Nordlicht GmbH", "--country", country, "--person", "anna@office.example")
