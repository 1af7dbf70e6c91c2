"""`kantor demo`: an office with four clients, a year of books and a full inbox, made on this machine and taken through the main job."""

import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kantor.site.cli.serving import serve, stopped_by_sigterm, workers
from kantor.site.cli.start import ready, say
from kantor.site.config import Config

if TYPE_CHECKING:
    from kantor.demo import Built, Summary
    from kantor.words import Finding

PERCENT = 100
STATES = {
    "effective": "effective",
    "waiting": "with a person",
    "refused": "refused",
    "split": "taken apart",
    "ready": "about to take effect",
}


def register(app: typer.Typer) -> None:
    app.command("demo")(demo)


def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help="End after the summary instead of serving the desk.")] = False,
    port: Annotated[int, typer.Option("--port", help="Port of the desk; by default the one of the settings.")] = 0,
    language: Annotated[str, typer.Option("--language", help="Language of the summary: en, de, pl or id.")] = "",
) -> None:
    """Make the demonstration, take its inbox through the main job, sum up, and serve the desk.

    A German, a Polish and an Indonesian company and the service provider that runs their offices; people with roles and limits; suppliers,
    orders and receipts; a year of history with the statements of their banks; and an inbox of invoices of all formats, good and bad,
    kept as files in the data folder. Run again, it recognises everything and does nothing twice.
    """
    began = time.monotonic()
    os.environ.setdefault("KANTOR_SECOND_FACTOR_FOR", "nobody")  # everybody's password is printed here anyway
    with stopped_by_sigterm(), ready() as known:
        from kantor import demo as play
        from kantor.spine import access, trail

        with _progress() as progress:
            doing = progress.add_task("People and clients", total=1.0)
            built = play.build(known.data, _now, lambda told, share: progress.update(doing, description=told, completed=share))
            outcomes = play.open_inbox(built, known.data, _now, lambda files: _shown(files, progress))
        access.seal_trails(trail.signer(known.signing_key_file), _now(), anchors=known.data / "trail_heads.jsonl")
        found = play.summary(built, outcomes, _now())
        config = replace(known, port=port) if port else known
        print("\n".join(_lines(found, language or known.language)))
        print("\n".join(_log_ins(built, config)))
        say(f"Ready after {time.monotonic() - began:.1f} s.")
        if not no_serve:
            with workers(config.workers):
                serve(config)


def _now() -> datetime:
    return datetime.now(UTC)


def _progress() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:<28}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True))


def _shown(files: Sequence[Any], progress: Any) -> Iterator[Any]:
    yield from progress.track(files, description="The inbox")


def _lines(found: "Summary", language: str) -> list[str]:
    total = found.effect + found.waiting_count + found.refused_count
    lines = ["", f"The inbox: {total} documents taken in now; there already: {found.duplicates}."]
    if found.standing:
        lines.append(f"  these stand now: {', '.join(f'{count} {STATES.get(state, state)}' for state, count in found.standing)}")
    if total:
        share = round(PERCENT * found.straight_through)
        lines.append(f"  {found.effect:>3} went straight through to their effect ({share} %)")
        lines.append(f"  {found.waiting_count:>3} wait for a person:")
        lines += _grouped(found.waiting, language)
        lines.append(f"  {found.refused_count:>3} were refused:")
        lines += _grouped(found.refused, language)
    lines.append("")
    for client in found.clients:
        balanced = not client.balance.amount and not client.differences
        verdict = "trial balance zero" if balanced else f"TRIAL BALANCE {client.balance}, {client.differences} differences"
        head = (
            f"{client.head.size} records, root {client.head.root.hex()[:16]}..., key {client.head.key_id}" if client.head else "not sealed"
        )
        lines += [f"{client.name} ({client.code}): {verdict} over {client.accounts} accounts", f"    audit trail: {head}"]
    return lines


def _grouped(reasons: "Sequence[tuple[Finding, int]]", language: str) -> list[str]:
    from kantor.site.intake import sentence

    return [f"      {count:>3}  {sentence(finding, language)}" for finding, count in reasons]


def _log_ins(built: "Built", config: Config) -> list[str]:
    lines = ["", f"Log in at http://{config.host}:{config.port} - everybody's password in this demonstration is  {built.password}"]
    for person in built.cast.people:
        roles = ", ".join(sorted({role for held in person.works.values() for role in held}))
        lines.append(f"  {person.email:<36} {' + '.join(person.works)}: {roles}")
    return [*lines, f"The inbox lies in {config.data / 'demo-inbox' / 'files'}, to be looked at and taken in again.", ""]
