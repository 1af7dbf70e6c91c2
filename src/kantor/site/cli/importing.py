"""`kantor import`: partners, accounts, orders, receipts, invoices, usage, budgets, open items and entries from a sheet."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kantor.site.cli.start import ready, say

if TYPE_CHECKING:
    from kantor.channels.sheets import Import, Imported

BAD_ROWS, NO_SHEET = 1, 2
SHOWN = 20
HELP = {
    "suppliers": "Take up suppliers: name and country, and number, VAT id, tax number, address, payment days, bank account where known.",
    "customers": "Take up customers: name and country, and number, VAT id, address, payment days, invoice format, limit, discount.",
    "accounts": "Add accounts to the chart, or bring names and tax codes up to date: number, name, kind.",
    "orders": "Place open purchase orders, a row for each line: order number, supplier, date, name, quantity, price.",
    "receipts": "Take in goods that came before: receipt number, date, order number, line, quantity.",
    "invoices": "Write customer invoices, a row for each line: reference, customer, date, name, quantity, price, tax.",
    "open-items": "Take over what is open: supplier or customer, invoice number, dates, amount; posted against the opening balance.",
    "journal": "Post entries by hand, a row for each line: number, date, account, debit or credit, tax code, cost centre, text.",
    "usage": "Report what customers used or got, a row for each line and day: reference, contract, line, date, quantity or meter readings.",
    "budget": "File a version of a budget or forecast, a row for each account and cost centre: version, year, account, months 1 to 12.",
}
File = Annotated[Path, typer.Argument(metavar="FILE", help="CSV (; or , or tab, UTF-8 or CP1252, decimal comma or point) or XLSX.")]
Client = Annotated[str, typer.Option("--client", help="Code of the client it belongs to.")]
Preview = Annotated[bool, typer.Option("--preview", help="Only show what would be imported, and what is wrong.")]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Import the good rows although others are bad.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object: rows, good, faults, unknown columns, and what was imported.")]
Language = Annotated[str, typer.Option("--language", help="Language of the messages: en, de, pl or id.")]


def register(app: typer.Typer) -> None:
    family = typer.Typer(
        help="Import a sheet. Columns are found by their English key or by what they are called in English, German, Polish or Indonesian. "
        "Nothing is imported while any row is bad, unless --skip-bad. Exit status 0: imported; 1: rows are bad; 2: no such sheet.",
        no_args_is_help=True,
    )
    for kind, told in HELP.items():
        family.command(kind, help=told)(_command(kind))
    app.add_typer(family, name="import")


def _command(kind: str) -> Any:
    def run(
        file: File, client: Client, preview: Preview = False, skip_bad: SkipBad = False, as_json: AsJson = False, language: Language = ""
    ) -> None:
        _run(kind, file, client, preview=preview, skip_bad=skip_bad, as_json=as_json, language=language)

    return run


def _run(kind: str, file: Path, code: str, *, preview: bool, skip_bad: bool, as_json: bool, language: str) -> None:
    if not file.is_file():
        raise typer.BadParameter(f"There is no file {file}.")
    with ready() as known:
        from kantor.channels import sheets
        from kantor.engines.reading import megabytes
        from kantor.kit.say import say as sentence
        from kantor.site import taking_on
        from kantor.spine import access
        from kantor.words import Refusal

        spoken = language or known.language
        if (size_bytes := file.stat().st_size) > known.upload_limit_bytes:
            evidence = {"size": megabytes(size_bytes), "limit": megabytes(known.upload_limit_bytes)}
            say(f"kantor: {file.name}: {sentence('reading.file_too_large', spoken, evidence)}")
            raise typer.Exit(NO_SHEET)
        client = taking_on.client_named(code, at=_now())
        try:
            with access.acting(clients=[client.id], person_id=None, at=_now()) as actor:
                prepared = sheets.prepare(sheets.read_sheet(file.read_bytes()), kind, actor)
        except sheets.SheetUnreadable as error:
            say(f"kantor: {file.name}: {sentence(error.key, spoken, error.evidence)}")
            raise typer.Exit(NO_SHEET) from error
        done = None
        if not preview and prepared.things and (skip_bad or not prepared.faults):
            try:
                done = sheets.take_in(prepared, client_id=client.id, person_id=None, now=_now)
            except Refusal as refusal:
                say(f"kantor: {sentence(refusal.key, spoken, refusal.evidence)}")
                raise typer.Exit(BAD_ROWS) from refusal
        print(json.dumps(_as_json(prepared, done, spoken), ensure_ascii=False) if as_json else "\n".join(_text(prepared, done, spoken)))
    raise typer.Exit(BAD_ROWS if prepared.faults and not (done and skip_bad) else 0)


def _now() -> datetime:
    return datetime.now(UTC)


def _as_json(prepared: "Import", done: "Imported | None", language: str) -> dict[str, Any]:
    return {
        "kind": prepared.kind,
        "rows": len(prepared.lines) + len({fault.row for fault in prepared.faults}),
        "good": len(prepared.lines),
        "faults": [{"row": fault.row, "column": fault.column, "message": _message(fault, language)} for fault in prepared.faults],
        "unknown_columns": list(prepared.unknown),
        "imported": {"new": done.new, "known": done.known, "waiting": done.waiting} if done else None,
    }


def _text(prepared: "Import", done: "Imported | None", language: str) -> list[str]:
    bad = len({fault.row for fault in prepared.faults})
    lines = [f"{len(prepared.lines)} good rows, {bad} bad rows."]
    if prepared.unknown:
        lines.append(f"Columns that are not imported: {', '.join(prepared.unknown)}.")
    lines += [f"  row {fault.row}, {fault.column}: {_message(fault, language)}" for fault in prepared.faults]
    if done:
        told = f"Imported: {done.new} new, {done.known} were there already."
        return [*lines, told + (f" {done.waiting} documents wait for a person." if done.waiting else "")]
    lines += ["  " + " | ".join(value for value in line.values.values() if value) for line in prepared.lines[:SHOWN]]
    if len(prepared.lines) > SHOWN:
        lines.append(f"  ... and {len(prepared.lines) - SHOWN} more")
    return [*lines, "Nothing was imported."]


def _message(fault: Any, language: str) -> str:
    """The sentence of a fault; what in its evidence is a key is said in words, too."""
    from kantor.kit.say import known
    from kantor.kit.say import say as sentence

    told = {name: sentence(text, language) if known(text) else text for name, text in fault.evidence.items()}
    return sentence(fault.key, language, told)
