"""`kantor bench`: how fast the house is on this machine, each figure beside the limit measured in the same run."""

import importlib
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kantor.site.cli.start import ready, say
from kantor.site.config import ConfigError

CLONE = Path(__file__).resolve().parents[4]
GOALS = {
    "parse_cpu_ms": 0.5,
    "rules_cpu_ms": 1.0,
    "road_per_cpu_s": 300,
    "posted_per_core_s": 2000,
    "share_of_copy": 0.10,
    "take_next_ms": 20,
    "screen_ms": 200,
    "trial_balance_ms": 10,
    "journal_rows_per_s": 50_000,
    "text_cpu_ms": 15,
    "scan_cpu_s": 5,
    "seconds_for_10000": 120,
    "posted_right_percent": 99.9,
    "recall_percent": 90,
    "in_three_percent": 90,
    "matching_cpu_s": 10,
    "line_on_screen_ms": 100,
    "report_s": 10,
}
QUICK: dict[str, dict[str, Any]] = {
    "reading": {"count": 50},
    "road": {"sizes": (100, 400)},
    "mail": {"count": 200},
    "posting": {"sizes": (500, 2000)},
    "booking": {"sizes": (500, 2000)},
}
FULL: dict[str, dict[str, Any]] = {"reading": {}, "road": {}, "mail": {}, "posting": {}, "booking": {}}
VOLUME: dict[str, dict[str, Any]] = {
    "load": {},
    "memory": {},
    "callers": {},
    "paper": {},
    "fields": {},
    "sales": {},
    "reconciling": {},
    "reports": {},
}
QUICK_VOLUME: dict[str, dict[str, Any]] = {
    "load": {"tasks": 20_000, "postings": 100_000, "times": 40},
    "memory": {"rounds": 2, "invoices": 100},
    "callers": {"sizes": ((20, 1), (40, 1)), "seconds": 10.0},
    "paper": {"pages": 2, "receipts": 3},
    "fields": {"papers": 48, "receipts": 200},
    "reconciling": {"sizes": (3_000, 10_000)},
    "sales": {"count": 1000},
    "reports": {"sizes": (20_000, 100_000)},
}
"""The house full of work takes minutes and gigabytes of disk, 200 callers all of the machine: measured when asked for."""


def register(app: typer.Typer) -> None:
    app.command("bench")(bench)


def bench(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object with every figure.")] = False,
    quick: Annotated[bool, typer.Option("--quick", help="Small sizes: a minute less, and less exact.")] = False,
    only: Annotated[
        str,
        typer.Option(
            "--only",
            help="One part: reading, road, mail, posting, booking (statement lines, customer invoices), load (a million tasks), memory, "
            "callers, paper (scans), fields, sales, reconciling, reports (ten million postings).",
        ),
    ] = "",
    keep: Annotated[
        Path | None, typer.Option("--keep", help="Work in this folder and leave it there: what it holds already is not filled again.")
    ] = None,
) -> None:
    """Measure reading and rules, the whole road from bytes to effect, and posting against COPY of the same rows.

    Works in a new embedded database in a temporary folder, which is removed afterwards unless it is to be kept; your own data is not
    touched. Each figure is taken at two sizes, so that growth shows. CPU time is that of the client processes and of their database
    backends.
    """
    if only and only not in FULL | VOLUME:
        raise typer.BadParameter(f"There is no part {only!r}. Known: {', '.join(FULL | VOLUME)}.", param_hint="--only")
    if not (CLONE / "tests" / "benchmarks").is_dir():
        raise ConfigError("The benchmarks lie beside the tests: run this command from a clone of the repository.")
    folder = str(keep.resolve()) if keep else tempfile.mkdtemp(prefix="kantor-bench-")
    try:
        _alone(folder)
        sizes = QUICK | QUICK_VOLUME if quick else FULL | VOLUME
        figures = _measured({part: given for part, given in sizes.items() if part == only or (not only and part in FULL)})
    finally:
        if not keep:
            shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(figures, indent=1) if as_json else "\n".join(_table(figures)))


def _alone(folder: str) -> None:
    """A database of our own, whatever this machine is set up for; the processes we start find the benchmarks, too."""
    for name in [name for name in os.environ if name.startswith("KANTOR_") and name != "KANTOR_SHARED_DATA"]:
        del os.environ[name]
    os.environ["KANTOR_DATA"] = folder
    os.environ["PYTHONPATH"] = os.pathsep.join((str(CLONE / "src"), str(CLONE)))
    sys.path.insert(0, str(CLONE))


def _measured(sizes: dict[str, dict[str, Any]]) -> dict[str, Any]:
    figures: dict[str, Any] = {"goals": GOALS, "machine": {"cores": os.cpu_count(), "python": sys.version.split()[0]}}
    with ready():
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version")
            figures["machine"]["postgresql"] = cursor.fetchone()[0]
        for part, given in sizes.items():
            say(f"Measuring {part} ...")
            figures |= importlib.import_module(f"tests.benchmarks.{part}").run(**given)
    return figures


def _table(figures: dict[str, Any]) -> list[str]:
    lines = []
    for row in figures.get("reading", ()):
        lines.append(
            f"{row['syntax']} with {row['lines']:>2} lines ({row['bytes']} bytes): parse {row['parse_cpu_ms']:.3f} ms, "
            f"rules {row['rules_cpu_ms']:.3f} ms CPU an invoice (goals {GOALS['parse_cpu_ms']} and {GOALS['rules_cpu_ms']})"
        )
    for row in figures.get("road", ()):
        lines.append(
            f"bytes to effect, {row['invoices']} invoices: {row['per_cpu_s']} per CPU second (client {row['client_cpu_ms']:.2f} + "
            f"PostgreSQL {row['server_cpu_ms']:.2f} ms), {row['per_wall_s']} per second on one process (goal {GOALS['road_per_cpu_s']})"
        )
    if both := figures.get("two_processes"):
        lines.append(
            f"bytes to effect, {both['invoices']} invoices on two processes: {both['per_wall_s']} per second, "
            f"{both['per_cpu_s']} per CPU second"
        )
    if row := figures.get("mail"):
        lines.append(
            f"mail, {row['mails']:,} taken apart and sorted: {row['per_s']} per second on one process, "
            f"{row['seconds_for_10000']} s for 10,000 "
            f"(goal {GOALS['seconds_for_10000']}); {100 * row['told_apart']:.1f} % by kind and language as they were made"
        )
    lines += _posting(figures.get("posting", ()))
    lines += _booking(figures)
    if volume := figures.get("load"):
        lines += _volume(volume)
    lines += _memory(figures.get("memory", ()), figures.get("memory_growth", {}))
    for row in figures.get("callers", ()):
        lines += _callers(row)
    if paper := figures.get("paper"):
        lines += _paper(paper)
    for part, told in figures.get("fields", {}).items():
        lines += _fields(part, told)
    for row in figures.get("sales", ()):
        lines.append(
            f"customer invoices of {row['country']}, {row['invoices']:,} at random: {row['differences']} differ from plain arithmetic, "
            f"{row['cpu_s']} s CPU"
        )
    lines += [line for row in figures.get("reconciling", ()) for line in _reconciling(row)]
    lines += [line for row in figures.get("reports", ()) for line in _reports(row)]
    return [*lines, *_growth(figures)]


def _posting(rows: Sequence[dict[str, Any]]) -> list[str]:
    lines = []
    for row in rows:
        lines.append(
            f"posting alone, {row['documents']} invoices: {row['posted_per_core_s']} per core second, {row['posted_per_s']} per second; "
            f"COPY of the same rows with their keys and indexes {row['copied_per_core_s']}: {100 * row['share_of_copy']:.1f} % of it "
            f"(goals {GOALS['posted_per_core_s']} and {100 * GOALS['share_of_copy']:.0f} %); without any index "
            f"{row['copied_bare_per_core_s']}: {100 * row['share_of_bare_copy']:.1f} %; log {row['wal_bytes']} bytes an invoice"
        )
        lines.append(
            f"  of that the audit trail {row['trail_cpu_ms']} ms CPU an invoice, {100 * row['trail_share']:.1f} % (goal 10 %); "
            f"encrypting an original of 12 kB, apart from posting: {row['encryption_cpu_ms']} ms"
        )
    return lines


def _booking(figures: dict[str, Any]) -> list[str]:
    rates = [
        f"{row['kind']}, {row['count']:,}: {row['posted_per_core_s']} posted per core second ({row['cpu_s']} s CPU; client "
        f"{row['client_cpu_ms']} + PostgreSQL {row['server_cpu_ms']} ms each); COPY of the same rows with their keys and indexes "
        f"{row['copied_per_core_s']}: {100 * row['share_of_copy']:.1f} % of it (goal {100 * GOALS['share_of_copy']:.0f} %)"
        for row in figures.get("booking", ())
    ]
    shown = [
        f"what one line could be, on screen, beside {row['items']:,} open items: {row['p95_ms']} ms (95th percentile of {row['lines']} "
        f"lines, goal {GOALS['line_on_screen_ms']})"
        for row in figures.get("on_screen", ())
    ]
    return [*rates, *shown]


def _reconciling(row: dict[str, Any]) -> list[str]:
    low, high = row["precision_between"]
    return [
        f"{row['lines']:,} statement lines to {row['items']:,} open items, {row['style']} way of writing: {row['posted']:,} posted, "
        f"{row['wrong']} wrong: {100 * row['precision']:.3f} % right (surely {100 * low:.3f} to {100 * high:.3f}; goal "
        f"{GOALS['posted_right_percent']}), {100 * row['recall']:.1f} % of all that pay something (goal {GOALS['recall_percent']}), of the "
        f"{row['asks']:,} others {100 * row['in_three']:.1f} % among three suggestions (goal {GOALS['in_three_percent']})",
        f"  indexing {row['index_cpu_s']} s + matching {row['match_cpu_s']} s CPU (goal {GOALS['matching_cpu_s']}); one line on screen "
        f"{row['screen_p95_ms']} ms (95th percentile, goal {GOALS['line_on_screen_ms']}); wrong: {row['wrong_by'] or 'none'}",
    ]


def _reports(row: dict[str, Any]) -> list[str]:
    """Each report beside the sum over the same rows, the slowest first."""
    slowest = sorted(row["report_s"].items(), key=lambda one: -one[1])
    told = ", ".join(f"{key} {seconds} s ({seconds / row['bare_sum_s']:.2f})" for key, seconds in slowest)
    limits = f"{row['bare_sum_s']} s; summed by account and cost centre {row['grouped_sum_s']} s; all added up in {row['summed_up_s']} s"
    goal = f"goal {GOALS['report_s']} s; in brackets beside one sum over the same rows, {limits}"
    aged = "; ".join(f"{on} {', '.join(f'{key} {seconds} s' for key, seconds in lists.items())}" for on, lists in row["aged_s"].items())
    return [f"reports over {row['postings']:,} postings ({goal}): {told}", f"  at the end of a day: {aged}"]


def _paper(row: dict[str, Any]) -> list[str]:
    found = [
        f"{one['kind']}, {one['receipts']} receipts with {one['words']} words: {100 * one['recall']:.1f} % found, "
        f"{100 * one['recall_run_together']:.1f} % with those that run into others, {one['cpu_s']} s CPU each"
        if one["receipts"]
        else f"{one['kind']}: not measured, {one['absent']}"
        for one in row["found"]
    ]
    return [
        f"text of a PDF: {row['text_cpu_ms']} ms CPU a page of {row['text_words']} words (goal {GOALS['text_cpu_ms']})",
        f"scan: {row['scan_cpu_s']} s CPU a page of {row['scan_words']} words (goal {GOALS['scan_cpu_s']}); "
        f"{row['pages_a_minute_1']} pages a minute by one process, {row['pages_a_minute_2']} by two",
        *found,
    ]


def _volume(row: dict[str, Any]) -> list[str]:
    waits, intake = row["p95_ms"], row["intake_per_cpu_s"]
    return [
        f"{row['tasks']:,} open tasks: take-next {waits['take_next']} ms, home {waits['home']} ms, queue {waits['queue']} ms, invoices "
        f"{waits['invoices']} ms (95th percentiles; goals {GOALS['take_next_ms']} and {GOALS['screen_ms']})",
        f"intake beside them {intake['full']} invoices a CPU second, {intake['empty']} in an empty house: ratio {intake['ratio']}",
        f"{row['postings']:,} postings: trial balance {row['trial_balance_p95_ms']} ms (goal {GOALS['trial_balance_ms']}), "
        f"a year's journal {row['journal_rows_per_s']:,} rows a second (goal {GOALS['journal_rows_per_s']:,})",
        f"memory: this process {row['memory_mb']['client']} MB, its backend {row['memory_mb']['backend']} MB",
    ]


def _memory(rows: Sequence[dict[str, Any]], growth: dict[str, float]) -> list[str]:
    """Megabytes of each process after so many documents."""
    lines = [
        f"memory after {row['documents']:>6,} documents: "
        + ", ".join(f"{name.replace('_', ' ')} {row[name]:.0f} MB" for name in row if name != "documents")
        for row in rows
    ]
    more = ", ".join(f"{name.replace('_', ' ')} {mb:+.1f} MB" for name, mb in growth.items())
    return [*lines, *([f"growth in the second half, for 1,000 documents: {more}"] if more else [])]


def _callers(row: dict[str, Any]) -> list[str]:
    waits = ", ".join(f"{what} {ms['p50']} / {ms['p95']} ms" for what, ms in row["ms"].items())
    return [
        f"{row['callers']} callers for {row['seconds']:.0f} s on {row['web_processes']} web process(es): {row['answers_per_s']} answers a "
        f"second, {row['events_heard']} events heard, faults: {row['faults'] or 'none'}, stuck: {row['stuck']}",
        f"waits (half below / 95 of 100 below): {waits}",
        f"refused because somebody else was quicker, or a second person must look: {row['refused'] or 'none'}",
        f"memory (PSS, MB): {row['pss_mb']}",
    ]


def _fields(part: str, told: dict[str, Any]) -> list[str]:
    """Pairs are so many right of so many."""
    shown = [
        f"{name} {value[0]} of {value[1]} ({100 * value[0] / max(1, value[1]):.1f} %)" if isinstance(value, list) else f"{name} {value}"
        for name, value in told.items()
        if not isinstance(value, dict)
    ]
    below = [line for name, more in told.items() if isinstance(more, dict) for line in _fields(f"  {name}", more)]
    return [f"{part}: " + ", ".join(shown), *below]


def _growth(figures: dict[str, Any]) -> list[str]:
    """How a rate changes from the smaller to the larger size; 1.00 means that growth costs nothing."""
    lines = []
    for part, key in (("road", "per_cpu_s"), ("posting", "posted_per_core_s")):
        rows = figures.get(part, ())
        if len(rows) > 1:
            lines.append(f"growth: {part} at the larger size runs at {rows[-1][key] / rows[0][key]:.2f} of the rate at the smaller one")
    return lines
