"""What the commands need to take files in: the files below a path, the door for them, and findings as sentences."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from django.utils import translation

from kantor.channels.door import Door
from kantor.desk.sentences import label, numbered
from kantor.engines.reading import megabytes
from kantor.site.config import ConfigError
from kantor.spine import access
from kantor.spine.cases import Outcome
from kantor.words import Finding, Severity


def files_below(paths: Sequence[Path]) -> list[Path]:
    """Every file at or below the paths, in order of their names, hidden ones left out."""
    found: list[Path] = []
    for path in paths:
        found += [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file() and not one.name.startswith("."))
    return found


def too_large(path: Path, most_bytes: int) -> Outcome | None:
    """What becomes of a file that is too large: it is not read, and stays where it is. None where it is not."""
    size_bytes = path.stat().st_size
    if size_bytes <= most_bytes:
        return None
    evidence = {"size": megabytes(size_bytes), "limit": megabytes(most_bytes)}
    finding = Finding(key="reading.file_too_large", severity=Severity.STOP, evidence=evidence)
    return Outcome(document_id=0, name=path.name, sha256="", type="", outcome="refused", findings=(finding,))


def folder_door(code: str, *, confidential: bool = False) -> Door:
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
    return Door(
        channel="folder",
        person_id=None,
        client_id=chosen,
        fallback_client_id=min(every),
        now=now,
        confidential=confidential,
        reads_scans=True,
    )


def now() -> datetime:
    return datetime.now(UTC)


def sentence(finding: Finding, language: str, *, field_of: str = "") -> str:
    """A finding as people read it on the desk; what its key begins with is the type whose fields it names.

    field_of: the document's type, where the field's label shall stand in front unless the sentence names it: away from the form nobody
    sees beside which field it stands.
    """
    with translation.override(language):
        said = numbered(finding, finding.key.rpartition(".")[0])
        named = label(field_of, finding.field) if field_of and finding.field else ""
        return said if named in said else f"{named}: {said}"
