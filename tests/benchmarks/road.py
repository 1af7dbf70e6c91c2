"""How many invoices an hour the house takes from bytes to effect: the whole road through the door, on one and on two processes.

Unit: a distinct XRechnung with three lines of a known supplier that goes straight through: sealed on disk, read, judged by all official and
own rules, posted with its open item, in the audit trail. CPU: this process and its database backend. Run as a program it does the work of
one of several processes: `python -m tests.benchmarks.road CLIENT FIRST COUNT`.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.benchmarks.invoices import BUYER, SUPPLIERS, TODAY, account, drafts, supplier
from tests.benchmarks.spending import Spent, spending

from kantor.channels.door import Door, File, take_in
from kantor.departments.accounting import open_books
from kantor.engines.einvoice.writers import specifications, ubl
from kantor.spine import access, cases, parties
from kantor.words.authority import NewClient
from kantor.words.party import Account, NewParty

AT = datetime(2026, 6, 30, 8, tzinfo=UTC)
WARM = 200
CLERK = "clerk@bench.example"


def run(sizes: Sequence[int] = (500, 3000)) -> dict[str, Any]:
    """Measure each size on one process, and the larger one on two, each process with a client of its own."""
    measured = [_alone(size) for size in sizes]
    return {"road": measured, "two_processes": _together(sizes[-1])}


def _alone(size: int) -> dict[str, Any]:
    client_id = prepared()
    files = [*_files(0, WARM + size)]
    _through(files[:WARM], client_id)
    spent = Spent()
    with spending(spent):
        through = _through(files[WARM:], client_id)
    return {
        "invoices": size,
        "straight_through": through,
        "per_cpu_s": round(size / spent.cpu_s, 1),
        "per_wall_s": round(size / spent.wall_s, 1),
        "client_cpu_ms": round(1000 * spent.client_cpu_s / size, 4),
        "server_cpu_ms": round(1000 * spent.server_cpu_s / size, 4),
    }


def _together(size: int) -> dict[str, Any]:
    """Two processes, started together once both are warm; the slower one ends the measurement."""
    start = [sys.executable, "-m", "tests.benchmarks.road"]
    workers = [
        subprocess.Popen([*start, str(prepared()), str(size)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ)
        for _ in range(2)
    ]
    for worker in workers:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "warm\n"
    began = time.perf_counter()
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    told = [json.loads(worker.communicate()[0]) for worker in workers]
    wall_s = time.perf_counter() - began
    return {
        "invoices": 2 * size,
        "straight_through": sum(one["through"] for one in told),
        "per_wall_s": round(2 * size / wall_s, 1),
        "per_cpu_s": round(2 * size / sum(one["cpu_s"] for one in told), 1),
    }


def prepared() -> int:
    """A client whose suppliers are known and have been booked before; its id."""
    number = len(access.every_client()) + 1
    new = NewClient(
        code=f"bench{number}",
        name=BUYER.name,
        country="DE",
        currency="EUR",
        language="de",
        chart="skr03",
        from_on=TODAY.replace(month=1, day=1),
        vat_id=BUYER.vat_id,
        people=((CLERK, "payables.clerk"),),
    )
    clerk = access.create_person(email=CLERK, name="Clerk", at=AT)
    client_id = access.create_client(new, at=AT)
    with access.acting(clients=[client_id], person_id=None, at=AT) as actor:
        open_books(TODAY, actor)
        parties.create_parties([_party(place) for place in range(SUPPLIERS)], actor)
    for outcome in _carried(list(_files(9_000_000, SUPPLIERS)), client_id):
        with access.acting(clients=[client_id], person_id=clerk, at=AT) as actor:
            cases.save(outcome.document_id, {f"lines.{line}.account": "4930" for line in range(3)}, actor)
            cases.approve(outcome.document_id, actor)
    cases.finish_ready(client_id=client_id, document_ids=None, person_id=None, now=lambda: AT + timedelta(minutes=5))
    return client_id


def _party(place: int) -> NewParty:
    seller = supplier(place)
    return NewParty(
        name=seller.name,
        country="DE",
        from_on=TODAY.replace(month=1, day=1),
        identifiers=(("vat", seller.vat_id),),
        accounts=(Account(iban=account(place).iban),),
    )


def _files(first: int, count: int) -> Iterator[File]:
    for draft in drafts(count, first=first):
        yield File(name=f"{draft.number}.xml", data=ubl.write(draft, specifications.XRECHNUNG))


def _carried(files: Sequence[File], client_id: int) -> Iterator[Any]:
    now: Callable[[], datetime] = lambda: AT + timedelta(minutes=10)  # noqa: E731
    yield from take_in(files, Door(channel="bench", person_id=None, client_id=client_id, fallback_client_id=client_id, now=now))


def carry(client_id: int, first: int, count: int) -> int:
    """The invoices from `first` on, unmeasured; answers how many went straight through."""
    return _through([*_files(first, count)], client_id)


def _through(files: Sequence[File], client_id: int) -> int:
    return Counter(outcome.outcome for outcome in _carried(files, client_id))["effect"]


def main() -> None:
    from kantor.site.cli.start import set_up_django

    set_up_django()
    client_id, size = int(sys.argv[1]), int(sys.argv[2])
    files = [*_files(0, WARM + size)]
    _through(files[:WARM], client_id)
    print("warm", flush=True)
    sys.stdin.readline()
    spent = Spent()
    with spending(spent):
        through = _through(files[WARM:], client_id)
    print(json.dumps({"through": through, "cpu_s": spent.cpu_s}))


if __name__ == "__main__":
    main()
