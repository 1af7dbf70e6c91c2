"""`kantor check`: read and judge electronic invoices without storing anything; needs neither database nor Django."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from kantor.engines.einvoice import RULE_SETS
from kantor.engines.einvoice.report import report

FAULTY, UNREADABLE = 1, 2
MOST_BYTES = 100 << 20


def register(app: typer.Typer) -> None:
    app.command("check")(check)


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="Invoices: XML of any known syntax, or PDF with XML inside.")
    ] = None,
    files_from: Annotated[
        str, typer.Option("--files-from", metavar="LIST", help="A file with one path a line; - reads the list from standard input.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line: file, syntax, profile, findings, model.")] = False,
    language: Annotated[str, typer.Option("--language", help="Language of the messages: en, de, pl or id.")] = "en",
    rules: Annotated[
        list[str] | None,
        typer.Option(
            "--rules",
            help=f"Rule set to apply instead of those of the invoice's own specification: {', '.join(RULE_SETS)}. May be repeated.",
        ),
    ] = None,
) -> None:
    """Check e-invoices against EN 16931, XRechnung, Peppol BIS 3, KSeF FA(3) and Coretax.

    Nothing is stored. Exit status 0: no fatal finding; 1: a file breaks a fatal rule; 2: a file is no readable invoice.
    """
    if unknown := sorted(set(rules or ()) - set(RULE_SETS)):
        raise typer.BadParameter(f"There is no rule set {', '.join(unknown)}. Known: {', '.join(RULE_SETS)}.", param_hint="--rules")
    worst = 0
    count = 0
    for path in _paths(files or [], files_from):
        count += 1
        found = _report(path, language, tuple(rules) if rules else None)
        print(json.dumps(found, ensure_ascii=False) if as_json else _text(found), flush=True)
        worst = max(worst, _status(found))
    if not count:
        raise typer.BadParameter("Name at least one file, or a list with --files-from.")
    raise typer.Exit(worst)


def _paths(files: list[Path], files_from: str) -> Iterator[Path]:
    yield from files
    if files_from:
        lines = sys.stdin if files_from == "-" else Path(files_from).read_text(encoding="utf-8").splitlines()
        yield from (Path(line.rstrip("\r\n")) for line in lines if line.strip())


def _report(path: Path, language: str, rules: tuple[str, ...] | None) -> dict[str, Any]:
    try:
        if (size_bytes := path.stat().st_size) > MOST_BYTES:
            message = f"{path} has {size_bytes >> 20} MB; files are checked up to {MOST_BYTES >> 20} MB."
            return _without(path, message)
        data = path.read_bytes()
    except OSError as error:
        return _without(path, f"{path}: {error.strerror}.")
    return report(data, str(path), language, rules)


def _without(path: Path, message: str) -> dict[str, Any]:
    """The report on a file that is not read."""
    finding = {"rule": "KANTOR-FILE", "severity": "fatal", "path": "", "message": message}
    return {"file": str(path), "syntax": None, "profile": None, "findings": [finding], "model": None}


def _status(found: dict[str, Any]) -> int:
    if found["syntax"] is None:
        return UNREADABLE
    return FAULTY if any(finding["severity"] == "fatal" for finding in found["findings"]) else 0


def _text(found: dict[str, Any]) -> str:
    counts = [sum(finding["severity"] == severity for finding in found["findings"]) for severity in ("fatal", "warning")]
    head = f"{found['file']}: {found['syntax'] or 'not readable'}, {found['profile'] or '-'}, {counts[0]} fatal, {counts[1]} warnings"
    lines = [
        f"  {finding['severity']:<11} {finding['rule']:<22} {finding['message']}"
        + (f"\n{'':<14}{finding['path']}" if finding["path"] else "")
        for finding in found["findings"]
    ]
    return "\n".join([head, *lines])
