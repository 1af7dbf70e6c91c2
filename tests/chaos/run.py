"""One run: a founded house, its town and its faults for so long; then everything is settled, and the invariants judge what is there."""

import json
import signal
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from tests import memory
from tests.chaos.bank import BANK
from tests.chaos.bugs import BUGS
from tests.chaos.faults import Faults
from tests.chaos.invariants import violations
from tests.chaos.notes import noted
from tests.chaos.picture import Picture, taken
from tests.chaos.place import Place
from tests.chaos.town import Town

EVERYBODY = ("web", "worker_1", "worker_2", "folder", "upload", "editors", "office", "bank")
SENDERS = ("folder", "upload", "editors", "office")
LATER_S = 2 * 86_400
"""What rests or was set aside is due by then."""
PATIENCE_S = 60
PATIENCE_WITH_A_BUG_S = 300
"""How long enough may take to happen; a machine with other work is slow, and with too little the bug cannot show."""


@dataclass(frozen=True, kw_only=True)
class Result:
    """faults: how many of which kind; again_s: for each worker killed in the middle of a job, seconds until its work was done by another
    and until its job was out of its hands; violations: by invariant."""

    seed: int
    seconds: float
    faults: Counter[str]
    counts: dict[str, int]
    again_s: list[tuple[float, float]]
    violations: dict[str, list[str]]
    picture: Picture

    def lines(self) -> list[str]:
        return [
            f"seed {self.seed}: {self.seconds:.0f} s, {sum(self.faults.values())} faults: "
            + ", ".join(f"{count} {name}" for name, count in sorted(self.faults.items())),
            "; ".join(f"{count} {name}" for name, count in self.counts.items()),
            *(f"work of a killed worker done again after {work:.1f} s, its job free after {job:.1f} s" for work, job in self.again_s),
            *(f"VIOLATION {name}: {len(told)}, such as {told[:3]}" for name, told in self.violations.items()),
            f"{sum(len(told) for told in self.violations.values())} violations",
        ]


@contextmanager
def founded() -> Iterator[Place]:
    """A house that others begin from; its processes have ended."""
    place = Place()
    try:
        Town(place, 0).run("found", "")
        yield place
    finally:
        place.remove()


def run(start: Place, seed: int, seconds: float, *, every_s: float = 0.6, probes: int = 0) -> Result:
    """Everybody at work, a fault about every so many seconds."""
    place = Place()
    place.take_over(start)
    town = Town(place, seed)
    faults = Faults(town, seed)
    began = time.monotonic()
    try:
        town.subscribe()
        town.open(EVERYBODY)
        at_work(town)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            time.sleep(faults.chance.uniform(0.1, 2 * every_s - 0.1))
            faults.one()
        faults.over()
        until(lambda: min(_happened(town, kind) for kind in ("bank", "saved", "told")) > 0)  # everybody has had a turn
        again_s = [measured for measured in (_killed_in_the_middle(town) for _ in range(probes)) if measured]
        picture = settled(town)
    finally:
        keep_for_a_look(town)
        town.close()
        _stop_database(town)
        place.remove()
    return _result(seed, time.monotonic() - began, faults.done, again_s, picture)


def run_with_bug(start: Place, name: str) -> Result:
    """The house with one seeded bug, without any fault that the bug does not bring along, until enough has happened for it to show."""
    place, bug = Place(), BUGS[name]
    place.take_over(start)
    town = Town(place, 1, bug=name)
    began = time.monotonic()
    try:
        town.server.hold()
        if bug.sql:
            with _superuser(town) as connection:
                connection.execute(bug.sql)
        kind, count = bug.enough
        enough = _happened(town, kind) + count  # what stands since the founding was done without the bug
        town.open(bug.actors)
        at_work(town)
        until(lambda: _happened(town, kind) >= enough, PATIENCE_WITH_A_BUG_S)
        picture = settled(town)
    finally:
        town.close()
        _stop_database(town)
        place.remove()
    return _result(1, time.monotonic() - began, Counter(), [], picture)


def _happened(town: Town, kind: str) -> int:
    if kind == "bank":
        return sum(1 for _ in (town.place.data / BANK).glob("*/*"))
    if kind == "heads":
        anchors = town.place.data / "trail_heads.jsonl"
        return len(anchors.read_text().splitlines()) if anchors.exists() else 0
    if kind == "entries":
        return int(_asked(town, "SELECT count(*) FROM ledger_entry"))
    if kind == "meetings":
        return _meetings(town.place.notes)
    return sum(1 for _ in noted(town.place.notes, kind))


def _meetings(notes: Path) -> int:
    """Into how many documents more than one seat typed; each seat has a field of its own."""
    seats: dict[int, set[str]] = defaultdict(set)
    for one in noted(notes, "saved"):
        seats[one["document"]].add(one["field"])
    return sum(len(fields) > 1 for fields in seats.values())


def _result(seed: int, seconds: float, faults: Counter[str], again_s: list[tuple[float, float]], picture: Picture) -> Result:
    states = Counter(row.state for row in picture.rows["documents"])
    counts = {
        "files handed in": len(picture.handed_in),
        **{f"documents {state}": count for state, count in sorted(states.items())},
        "fields typed and saved": len(picture.notes["saved"]),
        "files at the bank": len(picture.bank),
        "webhooks heard there": len(picture.notes["told"]),
        "payments": len(picture.rows["payments"]),
    }
    return Result(
        seed=seed, seconds=seconds, faults=faults, counts=counts, again_s=again_s, violations=violations(picture), picture=picture
    )


def _superuser(town: Town) -> psycopg.Connection[Any]:
    return psycopg.connect(**town.server.login("kantor"), autocommit=True, connect_timeout=10)


def at_work(town: Town) -> None:
    """Wait until the house does something."""
    until(lambda: (town.place.notes / "folder.jsonl").exists() and _asked(town, "SELECT count(*) FROM documents_document") > 30)


def _asked(town: Town, text: str) -> Any:
    try:
        with _superuser(town) as connection:
            row = connection.execute(text).fetchone()
            return row[0] if row else 0
    except (psycopg.Error, OSError):
        return 0


def until(true: Any, seconds: float = PATIENCE_S, *, every_s: float = 0.2) -> bool:
    """Whether it has come true in time; who asks the database connects anew each time, which takes the work away from those at work."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(every_s)
    return False


def settled(town: Town) -> Picture:
    """Nobody sends any more; what is left is done as an operator does it, the bank fetches the rest, and the picture is taken."""
    town.let_go([name for name in SENDERS if name in town.kept], number=signal.SIGKILL)
    town.let_go(["web", "worker_1", "worker_2"])
    told = town.place.notes / "reckoning.json"
    time.sleep(2.1)  # the last file lies quietly
    town.run("reckon", str(told), clock_s=LATER_S)
    until(lambda: not [path for path in (town.place.data / "outbox").glob("*/*") if path.is_file()] or "bank" not in town.kept, 10)
    town.server.hold()
    return taken(town.place.data, town.place.notes, json.loads(told.read_text()))


def _stop_database(town: Town) -> None:
    town.server.hold()
    town.server.release()


def keep_for_a_look(town: Town) -> None:
    """The logs of the last run, in case somebody wants to know."""
    place = memory.lasting() / "kantor-chaos-logs"
    place.mkdir(exist_ok=True)
    for path in town.place.notes.glob("*.log"):
        (place / path.name).write_bytes(path.read_bytes())
    if (log := town.server.log).exists():
        (place / log.name).write_bytes(log.read_bytes())


def _killed_in_the_middle(town: Town) -> tuple[float, float] | None:
    """Kill a worker that has a job in hand; seconds until another has done a job of that kind and until that job is out of its hands.

    Sealing is left out: its work gathers for ten seconds on purpose."""
    known = set(_workers(town))
    town.kept["worker_1"].signal(signal.SIGKILL)
    fresh: set[int] = set()
    until(lambda: bool(fresh.update(set(_workers(town)) - known) or fresh))
    doing = (
        "SELECT (SELECT json_build_array(id, task_name, args->>'client_id') FROM procrastinate_jobs"
        f" WHERE status = 'doing' AND task_name <> 'seal' AND worker_id = {max(fresh, default=0)} LIMIT 1)"
    )
    job: list[Any] = []
    until(lambda: bool(job.extend(_asked(town, doing) or ()) or job), every_s=0.05)
    if not job:
        return None
    log = town.place.notes / "worker_2.log"
    told = log.stat().st_size
    town.kept["worker_1"].signal(signal.SIGKILL)
    began = time.monotonic()
    line = f"job={job[1]} client={job[2]} "
    until(lambda: any(line in one and "outcome=done" in one for one in log.read_text()[told:].splitlines()), every_s=0.05)
    work_s = time.monotonic() - began
    held = f"SELECT count(*) FROM procrastinate_jobs WHERE id = {job[0]} AND status = 'doing' AND worker_id = {max(fresh)}"
    until(lambda: not _asked(town, held), every_s=0.05)
    return work_s, time.monotonic() - began


def _workers(town: Town) -> Sequence[int]:
    return _asked(town, "SELECT array_agg(id) FROM procrastinate_workers") or ()


def main(seconds: float, *seeds: int) -> int:
    """A run for each seed, told; 1 where an invariant does not hold after any of them."""
    worst = 0
    with founded() as start:
        for seed in seeds:
            result = run(start, seed, seconds, probes=3)
            print("\n".join(result.lines()), flush=True)
            worst |= bool(result.violations)
    return worst
