"""The documentation is true: the reference is what the program says of itself, links lead somewhere, commands that are named exist."""

import re
from typing import Any

import typer
from tests.house.sources import ROOT, tracked

from kantor.site.cli import application, reference

PAGES = [name for name in tracked() if name.endswith(".md")]
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"\./kantor ([a-z][a-z-]+)")
CALL = re.compile(r"\./kantor ([^\n`|#>]+)")


def test_the_reference_is_what_the_program_says() -> None:
    stale = [name for name, text in reference.pages().items() if not _is(name, text)]
    assert stale == [], "run ./kantor reference"


def test_every_command_and_option_says_what_it_does() -> None:
    silent: list[str] = []
    _walk(typer.main.get_command(application()), "kantor", silent)
    assert silent == []


def test_links_lead_somewhere() -> None:
    broken = []
    for name in PAGES:
        for target in LINK.findall((ROOT / name).read_text(encoding="utf-8")):
            if not re.match(r"[a-z]+:", target) and not (ROOT / name).parent.joinpath(target).exists():
                broken.append(f"{name}: {target}")
    assert broken == []


def test_commands_that_are_named_exist() -> None:
    known = set(typer.main.get_command(application()).commands)  # type: ignore[attr-defined]
    named = {(name, command) for name in PAGES for command in COMMAND.findall((ROOT / name).read_text(encoding="utf-8"))}
    assert sorted((name, command) for name, command in named if command not in known) == []


def test_options_that_are_named_exist() -> None:
    root = typer.main.get_command(application())
    named = {(name, call) for name in PAGES for call in CALL.findall((ROOT / name).read_text(encoding="utf-8").replace("\\\n", " "))}
    assert len(named) > 30
    assert sorted(f"{name}: ./kantor {call}: {option}" for name, call in named for option in _unknown(root, call)) == []


def _unknown(root: Any, call: str) -> list[str]:
    """The options in this call that the command it names does not have; `kantor test` hands everything on to pytest."""
    words, command = call.split(), root
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]
    if command.name == "test":
        return []
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    return [word for word in words if word.startswith("--") and word.split("=")[0] not in known]


def _is(name: str, text: str) -> bool:
    path = reference.FOLDER / name
    return path.exists() and path.read_text(encoding="utf-8") == text


def _walk(command: object, name: str, silent: list[str]) -> None:
    if len(getattr(command, "help", None) or "") < 10:
        silent.append(name)
    silent += [f"{name} {parameter.name}" for parameter in getattr(command, "params", []) if not getattr(parameter, "help", None)]
    for below, inner in getattr(command, "commands", {}).items():
        _walk(inner, f"{name} {below}", silent)
