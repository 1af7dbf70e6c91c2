"""What a report over a year of postings costs, beside the least that any of them could: one sum over the same rows, in the same run.

A year of a client of its own is filled at each size, with what is owed and paid, cost centres, projects and a budget that holds, and
added up as workers do; every report of the house is then made as its screen makes it, and the aged lists as of past days, too. Seconds are
those on the clock, the median of a few runs each.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import connection
from tests.benchmarks import load, road
from tests.benchmarks.invoices import TODAY

from kantor.departments.accounting import open_books
from kantor.departments.accounting.budget.document import KEY as BUDGET
from kantor.departments.accounting.budget.document import MONTHS
from kantor.departments.accounting.reports import REPORTS, Asked
from kantor.kit.money import total
from kantor.spine import access, cases, ledger
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value
from kantor.words.authority import NewClient

CLERK, APPROVER = "plans@bench.example", "agrees@bench.example"
CENTRES = ("", "100", "200", "300")
AGED = {"aged_payables": ("payables", -1), "aged_receivables": ("receivables", 1)}
"""Of each list the role of its account, and the sign of what is owed there."""
DAYS = (date(TODAY.year, 12, 31), date(TODAY.year, 11, 30), date(TODAY.year, 6, 30), date(TODAY.year, 1, 31))
"""The end of what was booked, of the month before it, half a year back, of the year's first month."""
BARE_SUM = "SELECT sum(dr), sum(cr), count(*) FROM ledger_posting WHERE client_id = %s"
GROUPED = "SELECT account_id, cost_centre, sum(dr - cr) FROM ledger_posting WHERE client_id = %s GROUP BY account_id, cost_centre"


def run(*, sizes: tuple[int, ...] = (1_000_000, 10_000_000), times: int = 3) -> dict[str, Any]:
    """sizes: postings, a client each. A row a size: seconds of the two sums, of each report, and of adding the postings up for them.
    Books that are there already, in a folder that was kept, are not filled again."""
    known = _known()
    return {"reports": [_row(size, known.get(_client(size).code), times) for size in sizes]}


def _known() -> dict[str, int]:
    every = access.every_client()
    with access.acting(clients=every, person_id=None, at=road.AT):
        return {client.code: client.id for client in access.clients(every)}


def _filled(postings: int) -> int:
    """A client with a year of postings and a plan; its id."""
    people = {email: _person(email) for email in (CLERK, APPROVER)}
    client_id = access.create_client(_client(postings), at=road.AT)
    with access.acting(clients=[client_id], person_id=None, at=road.AT) as actor:
        open_books(TODAY, actor)
    _budget(client_id, people)
    load._fill("postings", client_id=client_id, entries=postings // 5, year=TODAY.year)
    return client_id


def _person(email: str) -> int:
    known = access.person_by_email(email)
    return known.id if known else access.create_person(email=email, name=email, at=road.AT)


def _row(postings: int, known: int | None, times: int) -> dict[str, Any]:
    began = time.perf_counter()
    client_id = known or _filled(postings)
    filled_s = time.perf_counter() - began
    began = time.perf_counter()
    while ledger.carry_turnover(client_id, lambda: road.AT):
        pass
    summed_up_s = time.perf_counter() - began
    whole = {"from_on": date(TODAY.year, 1, 1), "until_on": date(TODAY.year, 12, 31)}
    with access.acting(clients=[client_id], person_id=None, at=road.AT, snapshot=True):
        asked = Asked(client=access.client(client_id), **whole, today=TODAY)
        bare_s, grouped_s = (_median(lambda statement=statement: _asked(statement, client_id), times) for statement in (BARE_SUM, GROUPED))
        made = {key: _median(lambda report=report: report.make(asked), times) for key, report in REPORTS.items() if load.has(report, asked)}
        aged = {on.isoformat(): {key: _aged(key, replace(asked, from_on=on, until_on=on), times) for key in AGED} for on in DAYS}
    return {
        "postings": postings,
        "filled_s": round(filled_s, 1),
        "summed_up_s": round(summed_up_s, 1),
        "bare_sum_s": bare_s,
        "grouped_sum_s": grouped_s,
        "report_s": made,
        "aged_s": aged,
    }


def _aged(key: str, asked: Asked, times: int) -> float:
    """Seconds of an aged list, which must be the balance of its account."""
    role, sign = AGED[key]
    (owed,) = (line.cells[-1] for line in REPORTS[key].make(asked).lines if line.style == "sum")
    balances = ledger.trial_balance(asked.client.id, from_on=asked.until_on.replace(day=1), until_on=asked.until_on)
    kept = total((row.closing for row in balances if role in row.role.split()), asked.client.currency)
    if owed != kept * sign:
        raise RuntimeError(f"{key} of {asked.until_on}: {owed}, on the account {kept}")
    return _median(lambda: REPORTS[key].make(asked), times)


def _client(number: int) -> NewClient:
    return NewClient(
        code=f"reports{number}",
        name=f"Berichte {number} GmbH",
        country="DE",
        currency="EUR",
        language="de",
        chart="skr03",
        from_on=TODAY.replace(month=1, day=1),
        people=((CLERK, "accounting.clerk"), (APPROVER, "accounting.approver")),
    )


def _budget(client_id: int, people: dict[str, int]) -> None:
    """A plan of the year for every account of the result and each cost centre."""
    typed = Source("person")
    with access.acting(clients=[client_id], person_id=people[CLERK], at=road.AT) as actor:
        accounts = [one.number for one in ledger.accounts(client_id) if one.kind in ("revenue", "expense")]
        months = {month: Value("1000", typed) for month in MONTHS}
        lines = tuple(
            {"account": Value(number, typed), "cost_centre": Value(centre, typed), **months} for number in accounts for centre in CENTRES
        )
        told = {"version": "Plan", "year": str(TODAY.year), "basis": "plan", "control": "none", "currency": "EUR"}
        reading = Reading(reader="person", values={key: Value(text, typed) for key, text in told.items()}, tables={"lines": lines})
        filing = Filing(type=BUDGET, key="plan", reading=reading, channel="desk", made_by=actor.person_id)
        ((document_id, _),) = cases.file([filing], actor)
    with access.acting(clients=[client_id], person_id=people[APPROVER], at=road.AT) as actor:
        cases.approve(document_id, actor)
    after = road.AT + timedelta(minutes=5)
    if cases.finish_ready(client_id=client_id, document_ids=[document_id], person_id=None, now=lambda: after) != {document_id}:
        raise RuntimeError("the budget took no effect")


def _asked(statement: str, client_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [client_id])
        cursor.fetchall()


def _median(act: Callable[[], Any], times: int) -> float:
    """Seconds on the clock."""
    waits = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        waits.append(time.perf_counter() - began)
    return round(statistics.median(waits), 3)
