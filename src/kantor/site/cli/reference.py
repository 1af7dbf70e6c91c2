"""`kantor reference`: writes docs/reference from the program itself, so that every command and setting is documented as it is."""

from pathlib import Path
from typing import Any

import typer

from kantor.site import config

FOLDER = Path(__file__).resolve().parents[4] / "docs" / "reference"
HEAD = "<!-- Written by `./kantor reference`; change the program, not this page. -->\n\n"


def register(app: typer.Typer) -> None:
    app.command("reference")(reference)


def reference() -> None:
    """Write docs/reference (commands, settings) from the program itself; for developers."""
    print("\n".join(str(path) for path in write()) or "docs/reference is up to date.")


def pages() -> dict[str, str]:
    """File name -> text of every generated page."""
    return {"commands.md": _commands(), "settings.md": _settings()}


def write() -> list[Path]:
    """Write the pages; the ones that changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in pages().items():
        path = FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def _settings() -> str:
    lines = [
        HEAD + "# Settings\n",
        "Read from `kantor.toml` in the data folder (or the file that `KANTOR_CONFIG` names) and from the environment, which wins:",
        "`port` in the file is `KANTOR_PORT` in the environment. `./kantor config` prints each value in force and where it comes from.\n",
    ]
    known = config.read({"KANTOR_DATA": "/data"}, home=Path("/"))
    for name, help, secret in config.settings():
        default = {"data": "the user's data folder"}.get(name, str(getattr(known, name)) or "empty")
        shown = "" if secret else f" Default: `{default}`." if isinstance(getattr(known, name), int | Path) or getattr(known, name) else ""
        lines.append(f"- **`{name}`** (`KANTOR_{name.upper()}`): {help}{shown}")
    return "\n".join(lines) + "\n"


def _commands() -> str:
    from kantor.site.cli import application  # the application registers this module among others

    command = typer.main.get_command(application())
    return HEAD + "# Commands\n\n" + "\n".join(_sections(command, "./kantor", depth=2))


def _sections(command: Any, name: str, *, depth: int) -> list[str]:
    text = " ".join((command.help or "").replace("\b", "").split())
    lines = [f"{'#' * depth} `{name}`\n", text + "\n"]
    for parameter in sorted(command.params, key=lambda parameter: parameter.param_type_name):
        if parameter.name != "help":
            lines.append(_parameter(parameter))
    if lines[-1].startswith("- "):
        lines[-1] += "\n"
    for below in sorted(getattr(command, "commands", {}).items()):
        if not below[1].hidden:
            lines += _sections(below[1], f"{name} {below[0]}", depth=min(depth + 1, 4))
    return lines


def _parameter(parameter: Any) -> str:
    called = parameter.name.upper() if parameter.param_type_name == "argument" else ", ".join(parameter.opts)
    default = parameter.default if isinstance(parameter.default, int | str) and not isinstance(parameter.default, bool) else None
    return f"- `{called}`: {parameter.help or ''}" + (f" Default: {default}." if default not in (None, "") else "")
