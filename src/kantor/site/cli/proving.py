"""`kantor verify-trail` and `kantor evidence`: prove that nothing was changed, to oneself and to others."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import IO, Annotated

import typer

from kantor.site.cli.start import ready, say

FAULTY = 1


def register(app: typer.Typer) -> None:
    app.command("verify-trail")(verify_trail)
    app.command("evidence")(evidence)


def verify_trail(
    client: Annotated[str, typer.Option("--client", help="Code of one client; without it all of them and the house itself.")] = "",
    seal: Annotated[bool, typer.Option("--seal", help="Seal first what waits for the sealer.")] = False,
    kept: Annotated[Path | None, typer.Option("--heads", help="Compare with the heads in this file instead of the data folder's.")] = None,
    whole: Annotated[bool, typer.Option("--documents", help="Compare every document, its bytes too, with its records.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line: client, records, heads, head, faults.")] = False,
) -> None:
    """Compute the audit trail again from its records and compare it with the sealed log, its signed heads and their copies.

    Finds every record that was changed, removed or inserted after it was sealed. Exit status 0: intact; 1: something is not as it was.
    """
    with ready() as known:
        from kantor.site import taking_on
        from kantor.site.config import anchors
        from kantor.spine import access, documents, trail

        now = datetime.now(UTC)
        if seal:
            access.seal_trails(trail.signer(known.signing_key_file), now, anchors=anchors(known))
        chosen = [taking_on.client_named(client, at=now).id] if client else None
        trust = trail.trust(known.signing_key_file, Path(known.timestamp_roots))
        intact = True
        for report in access.verify_trails(trust, now, clients=chosen, anchors=kept or anchors(known)):
            intact = intact and report.is_intact
            print(_line(report) if as_json else "\n".join(report.lines()))
            if whole:
                with access.acting(clients=[report.client_id], person_id=None, at=now, snapshot=True):
                    access.take_time()
                    for document_id, fault in documents.compare(report.client_id):
                        intact = False
                        told = json.dumps({"client": report.client_id, "document": document_id, "fault": fault})
                        print(told if as_json else f"  document {document_id}: {fault}")
    raise typer.Exit(0 if intact else FAULTY)


def _line(report: object) -> str:
    from kantor.spine.trail import Report

    assert isinstance(report, Report)
    return json.dumps(
        {
            "client": report.client_id,
            "intact": report.is_intact,
            "sealed": report.leaves,
            "unsealed": report.unsealed,
            "heads": report.heads,
            "head": report.head.as_json() if report.head else None,
            "faults": report.counts,
        }
    )


def evidence(
    document: Annotated[int, typer.Argument(help="Number of the document; leave it out for a whole period of a client.")] = 0,
    out: Annotated[Path, typer.Option("--out", "-o", help="ZIP file to write.")] = Path("evidence.zip"),
    client: Annotated[str, typer.Option("--client", help="Code of the client whose period it is.")] = "",
    since: Annotated[str, typer.Option("--from", help="First day of the period, as 2026-01-31, in UTC.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last day of the period, as 2026-01-31, in UTC.")] = "",
    kept: Annotated[
        Path | None, typer.Option("--heads", help="File with heads that were kept outside; that the log continues them is proved as well.")
    ] = None,
) -> None:
    """Write the evidence of a document, or of a whole period of a client, as one ZIP that proves itself to anybody.

    Bytes, readings, findings, decisions, effect, the sealed records, the proofs and a program that checks all of it without Kantor.
    """
    if bool(document) == bool(client):
        raise typer.BadParameter("Give the number of a document, or --client with --from and --to.")
    first, last = (_day(since), _day(until)) if client else (None, None)
    with ready() as known:
        from kantor.site.config import anchors
        from kantor.spine import access, documents, trail

        now = datetime.now(UTC)
        access.seal_trails(trail.signer(known.signing_key_file), now, anchors=anchors(known))
        client_id = client_of(document, client, now)
        trust = trail.trust(known.signing_key_file, Path(known.timestamp_roots))
        heads = trail.anchored(kept, client_id) if kept else []
        with access.acting(clients=[client_id], person_id=None, at=now, snapshot=True) as actor, _written(out) as file:
            access.take_time()
            period = None
            if first and last:
                ends = [datetime.combine(day, time(), UTC) for day in (first, last + timedelta(days=1))]
                period = documents.Period(from_on=first, to_on=last, positions=trail.positions_of(client_id, ends[0], ends[1]))
            count = documents.write_evidence(file, [document] if document else [], actor, trust=trust, period=period, kept=heads)
    say(f"Evidence of {count} {'document' if count == 1 else 'documents'} written to {out}.")


@contextmanager
def _written(out: Path) -> Iterator[IO[bytes]]:
    """The file appears whole or not at all."""
    making = out.with_name(f"{out.name}.making")
    try:
        with making.open("wb") as file:
            yield file
        making.replace(out)
    finally:
        making.unlink(missing_ok=True)


def client_of(document: int, code: str, at: datetime) -> int:
    from kantor.site import taking_on
    from kantor.site.config import ConfigError
    from kantor.spine import access, documents

    if code:
        return taking_on.client_named(code, at=at).id
    with access.acting(clients=access.every_client(), person_id=None, at=at):
        row = documents.document(document)
    if row is None:
        raise ConfigError(f"There is no document {document}.")
    return row.client_id


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day such as 2026-01-31; a period needs --from and --to.") from error
