"""`kantor process`: take one's own files and folders through the whole road, with a line for each document."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, Any

import typer

from kantor.site.cli.start import ready, say

REFUSED, WAITING, NOTHING = 1, 3, 4


def register(app: typer.Typer) -> None:
    app.command("process")(process)
    app.command("read-again")(read_again)


def process(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH...", help="Files and folders: XML, PDF, mails (.eml) with attachments, ZIP.")
    ],
    client: Annotated[str, typer.Option("--client", help="Code of the client they belong to; else the buyer's VAT id decides.")] = "",
    confidential: Annotated[bool, typer.Option("--confidential", help="Keep what is read in them encrypted.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line: file, sha256, type, outcome, findings.")] = False,
    language: Annotated[str, typer.Option("--language", help="Language of the messages: en, de, pl or id.")] = "",
) -> None:
    """Take documents in: read, check, post what nobody has to look at, and queue the rest for a person.

    Outcomes: `effect` (it is posted), `ready` (it is decided and takes effect with the next run, because something was in the way),
    `task` (it waits for a person, with the reasons), `refused` (it cannot be read), `duplicate` (the same bytes came before; what nobody
    could read then is read again). Exit status 0: everything took effect or was there already; 3: something waits for a person or the next
    run; 1: something was refused; 4: there was nothing to take in.
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise typer.BadParameter(f"There is no {', '.join(missing)}.")
    with ready() as known:
        from kantor.channels.door import take_in
        from kantor.site.intake import files_below, folder_door, too_large

        door = folder_door(client, confidential=confidential)
        files = files_below(paths)
        if not files:
            say("There is no file in these folders.")
            raise typer.Exit(NOTHING)
        turned_away = {path: outcome for path in files if (outcome := too_large(path, known.upload_limit_bytes))}
        outcomes = take_in(_shown([path for path in files if path not in turned_away], quiet=as_json), door)
        counts = _told(chain(turned_away.values(), outcomes), as_json=as_json, language=language or known.language)
    raise typer.Exit(_status(counts))


def read_again(
    client: Annotated[str, typer.Option("--client", help="Code of the one client whose refused documents are read again; else all.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, as `kantor process` prints it.")] = False,
    language: Annotated[str, typer.Option("--language", help="Language of the messages: en, de, pl or id.")] = "",
) -> None:
    """Read once more what was refused because nobody could read it: after an upgrade, say, that knows more formats.

    Scans at which people work are read once more by workers where no engine has read them, or an older one. What somebody declined stays
    declined. Prints and ends as `kantor process`; exit status 4: nothing lies refused.
    """
    with ready() as known:
        from kantor.channels import door as doors
        from kantor.site.intake import folder_door
        from kantor.spine import access

        door = folder_door(client)
        clients = access.every_client() if door.client_id is None else [door.client_id]
        counts = _told(doors.read_again(door, clients), as_json=as_json, language=language or known.language)
        if not counts:
            raise typer.Exit(NOTHING)
    raise typer.Exit(_status(counts))


def _told(outcomes: Iterable[Any], *, as_json: bool, language: str) -> Counter[str]:
    """A line for each outcome, and what they sum up to."""
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts[outcome.outcome] += 1
        print(_line(outcome, as_json=as_json, language=language), flush=True)
    say(", ".join(f"{counts[key]} {words}" for key, words in WORDS.items() if counts[key]) or "Nothing was taken in.")
    return counts


def _status(counts: Counter[str]) -> int:
    return REFUSED if counts["refused"] else WAITING if counts["task"] or counts["ready"] else 0


WORDS = {
    "reading": "are being read by workers",
    "effect": "took effect",
    "ready": "take effect with the next run (kantor worker)",
    "task": "wait for a person",
    "refused": "refused",
    "duplicate": "were there already",
}


def _shown(paths: list[Path], *, quiet: bool) -> Iterator[Any]:
    """The files one by one, each read when it is its turn, with a progress bar on standard error."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from kantor.channels.door import File

    columns = (TextColumn("Taking in"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=quiet) as progress:
        for path in progress.track(paths):
            yield File(name=path.name, data=path.read_bytes())


def _line(outcome: Any, *, as_json: bool, language: str) -> str:
    from kantor.site.intake import sentence

    findings = [finding for finding in outcome.findings if as_json or finding.severity != "ok"]
    if as_json:
        said = [{**finding.as_json(), "message": sentence(finding, language)} for finding in findings]
        return json.dumps(
            {
                "file": outcome.name,
                "sha256": outcome.sha256,
                "type": outcome.type,
                "outcome": outcome.outcome,
                "document": outcome.document_id,
                "findings": said,
            },
            ensure_ascii=False,
        )
    alike = Counter(finding.key for finding in findings)
    reasons = [sentence(finding, language, field_of=outcome.type if alike[finding.key] > 1 else "") for finding in findings]
    return "\n    ".join((f"{outcome.outcome:<10} {outcome.name}", *reasons))
