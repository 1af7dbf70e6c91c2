"""How the house bears volume: a million open tasks and ten million postings, and what taking work, screens, intake and reports then cost.

The tasks hang on documents of many clients that one clerk works for; they are made by SQL as the server's superuser, without triggers,
because only their number matters here. Postings are made the same way for a client of its own, with the balances that belong to them.
Times are seconds on the clock as a person waits them, CPU is that of this process and its database backend.
"""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import psutil
import psycopg
from django.conf import settings
from django.db import connections
from django.test import Client
from tests.benchmarks import road
from tests.benchmarks.invoices import TODAY
from tests.benchmarks.spending import Spent, spending

from kantor.departments.accounting import open_books
from kantor.departments.accounting.reports import REPORTS, Asked, Report
from kantor.site import config
from kantor.site.database import embedded
from kantor.spine import access, cases, ledger
from kantor.words.authority import NewClient

CLIENTS = 20
CLERK = "load@bench.example"
ROLE = "payables.clerk"
INTAKE = 400
SHEET = 500_000
FILLS = Path(__file__).parent / "fills"


def run(*, tasks: int = 1_000_000, postings: int = 10_000_000, times: int = 100) -> dict[str, Any]:
    """Intake on the empty house, then with all that in it; 95th percentiles of what people wait for; the reports; memory."""
    empty = _intake()
    clerk, clients = _clerk()
    filled = _fill("tasks", clients=clients, tasks=tasks, at=road.AT)
    waits = {"take_next": _p95(lambda: cases.take_next(clerk, road.AT), times), **_screens(clerk, times)}
    full = _intake()
    books = clients[0]
    with access.acting(clients=[books], person_id=None, at=road.AT) as actor:
        open_books(TODAY, actor)
    _fill("postings", client_id=books, entries=postings // 5, year=TODAY.year)
    while ledger.carry_turnover(books, lambda: road.AT):
        pass
    return {
        "load": {
            "tasks": tasks,
            "postings": postings,
            "filled_s": round(filled, 1),
            "p95_ms": waits,
            "intake_per_cpu_s": {"empty": empty, "full": full, "ratio": round(full / empty, 3)},
            **_reports(books, times),
            "memory_mb": _memory(),
        }
    }


def _clerk() -> tuple[int, list[int]]:
    """A clerk who works for many clients; the person's id and theirs."""
    clerk = access.create_person(email=CLERK, name="Load", at=road.AT)
    first = len(access.every_client()) + 1
    clients = [access.create_client(_client(first + number), at=road.AT) for number in range(CLIENTS)]
    return clerk, clients


def _client(number: int) -> NewClient:
    return NewClient(
        code=f"load{number}",
        name=f"Lasthandel {number} GmbH",
        country="DE",
        currency="EUR",
        language="de",
        chart="skr03",
        from_on=TODAY.replace(month=1, day=1),
        people=((CLERK, ROLE), (CLERK, "accounting.clerk")),
    )


def _fill(what: str, **given: Any) -> float:
    """Run a filling script as the server's superuser; how long it took."""
    began = time.perf_counter()
    with psycopg.connect(**embedded(config.load()).login("kantor"), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        for statement in (FILLS / f"{what}.sql").read_text(encoding="utf-8").split(";\n"):
            if statement.strip():
                connection.execute(statement, given)
    return time.perf_counter() - began


def _intake() -> float:
    """Invoices a CPU second from bytes to effect, for a client of their own."""
    client_id = road.prepared()
    files = [*road._files(0, road.WARM + INTAKE)]
    road._through(files[: road.WARM], client_id)
    spent = Spent()
    with spending(spent):
        road._through(files[road.WARM :], client_id)
    return round(INTAKE / spent.cpu_s, 1)


def _p95(act: Callable[[], Any], times: int) -> float:
    """Milliseconds on the clock that 95 of 100 stay below."""
    waits = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        waits.append(time.perf_counter() - began)
    return round(1000 * statistics.quantiles(waits, n=20)[-1], 2)


def _screens(clerk: int, times: int) -> dict[str, float]:
    """The screens through all of the web's layers, as a browser without network would wait for them."""
    from django.contrib.auth import get_user_model

    settings.KANTOR_CLOCK_AHEAD = road.AT - datetime.now(UTC)
    browser = Client(SERVER_NAME="127.0.0.1")
    browser.force_login(get_user_model().objects.get(pk=clerk), backend=settings.AUTHENTICATION_BACKENDS[0])

    def fetched(address: str) -> Callable[[], None]:
        def act() -> None:
            answer = browser.get(address)
            assert answer.status_code == 200, (address, answer.status_code)

        return act

    pages = {"home": "/", "queue": "/queue/", "invoices": "/documents/"}
    return {name: _p95(fetched(address), times) for name, address in pages.items()}


def _reports(client_id: int, times: int) -> dict[str, Any]:
    whole = {"from_on": date(TODAY.year, 1, 1), "until_on": date(TODAY.year, 12, 31)}
    with access.acting(clients=[client_id], person_id=None, at=road.AT, snapshot=True):
        balance_ms = _p95(lambda: ledger.trial_balance(client_id, **whole), times)
        asked = Asked(client=access.client(client_id), **whole, today=TODAY)
        drawn = {key: _p95(lambda report=report: report.make(asked), 5) for key, report in REPORTS.items() if has(report, asked)}
        began, rows, after = time.perf_counter(), 0, None
        while rows < SHEET and (page := ledger.journal(client_id, **whole, after=after)):
            rows += sum(len(entry.postings) for entry in page)
            after = page[-1]
        streamed_s = time.perf_counter() - began
    return {
        "trial_balance_p95_ms": balance_ms,
        "reports_p95_ms": drawn,
        "journal_rows_per_s": round(rows / streamed_s),
        "journal_rows": rows,
    }


def has(report: Report, asked: Asked) -> bool:
    """Whether the client's country has the report at all."""
    try:
        report.make(asked)
    except LookupError:
        return False
    return True


def _memory() -> dict[str, int]:
    """Megabytes of this process alone and of its database backend alone (without the buffers all backends share)."""
    connections["default"].ensure_connection()
    backend = connections["default"].connection.info.backend_pid
    return {"client": psutil.Process().memory_full_info().uss >> 20, "backend": psutil.Process(backend).memory_full_info().uss >> 20}
