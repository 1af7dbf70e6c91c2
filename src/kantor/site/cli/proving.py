"""`kantor verify-trail`: prove that nothing in the audit trail was changed, removed or inserted."""

import json
from datetime import UTC, datetime
from typing import Annotated

import typer

from kantor.site.cli.start import ready

FAULTY = 1


def register(app: typer.Typer) -> None:
    app.command("verify-trail")(verify_trail)


def verify_trail(
    client: Annotated[str, typer.Option("--client", help="Code of one client; without it all of them and the house itself.")] = "",
    seal: Annotated[bool, typer.Option("--seal", help="Seal first what waits for the sealer.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line: client, records, heads, head, faults.")] = False,
) -> None:
    """Compute the audit trail again from its records and compare it with the sealed log, its signed heads and their copies.

    Finds every record that was changed, removed or inserted after it was sealed. Exit status 0: intact; 1: something is not as it was.
    """
    with ready() as known:
        from kantor.site import taking_on
        from kantor.site.working import steps
        from kantor.spine import access, trail

        now = datetime.now(UTC)
        if seal:
            access.seal_trails(trail.signer(known.signing_key_file), now, anchors=steps.anchors(known))
        chosen = [taking_on.client_named(client, at=now).id] if client else None
        keys = trail.public_keys([trail.signer(known.signing_key_file)])
        intact = True
        for report in access.verify_trails(keys, now, clients=chosen, anchors=steps.anchors(known)):
            intact = intact and report.is_intact
            print(_line(report) if as_json else "\n".join(report.lines()))
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
