"""What the commands need to take files in: the files below a path, the door for them, and findings as sentences."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from django.utils import translation

from kantor.channels.door import Door, File
from kantor.desk.sentences import numbered
from kantor.site.config import ConfigError
from kantor.spine import access
from kantor.words import Finding


def files_below(paths: Sequence[Path]) -> list[Callable[[], File]]:
    """Every file at or below the paths, in order of their names, hidden ones left out; read when it is its turn."""
    found: list[Path] = []
    for path in paths:
        found += [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    return [partial(_file, path) for path in found]


def _file(path: Path) -> File:
    return File(name=path.name, data=path.read_bytes())


def folder_door(code: str) -> Door:
    """The door of the command line: for one client by its code, else for whom the buyer's VAT id names; the first client gets the rest."""
    every = access.every_client()
    if not every:
        raise ConfigError("There is no client yet. Add one with: kantor client add")
    chosen = None
    if code:
        with access.acting(clients=every, person_id=None, at=now()):
            chosen = next((client.id for client in access.clients(every) if client.code == code), None)
        if chosen is None:
            raise ConfigError(f"There is no client with the code {code}. The command `kantor client list` shows them.")
    return Door(channel="folder", person_id=None, client_id=chosen, fallback_client_id=min(every), now=now)


def now() -> datetime:
    return datetime.now(UTC)


def sentence(finding: Finding, language: str) -> str:
    """A finding as people read it on the desk; what its key begins with is the type whose fields it names."""
    with translation.override(language):
        return numbered(finding, finding.key.rpartition(".")[0])
