"""The turnover that reports read is the sum of the postings at every moment, wherever its marks stand and whoever posts meanwhile."""

import threading
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from typing import NamedTuple

import psycopg
import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.rows import namedtuple_row
from tests.spine.ledger.books import AT, CHART, filed, invoice, new_client, opened, post, reversing

from kantor.kit.money import Money
from kantor.spine import ledger
from kantor.spine.access import acting
from kantor.spine.ledger import turnover
from kantor.words import Entry, Posting

NUMBERS = [account.number for account in CHART]
Key = tuple[str, str, str, str, str, str]
"""(first day of the period, account, ledger, tax code, cost centre, project)."""
Sums = dict[Key, tuple[int, int, int]]
"""Debit, credit in cents, number of postings."""
TURNED = """
    SELECT p.starts_on::text, a.number, t.ledger, t.tax_code, t.cost_centre, t.project, sum(t.dr)::bigint, sum(t.cr)::bigint,
        sum(t.lines)::bigint
    FROM ledger_turned t
    JOIN ledger_period p ON p.client_id = t.client_id AND p.id = t.period_id
    JOIN ledger_account a ON a.client_id = t.client_id AND a.id = t.account_id
    WHERE t.client_id = %s
    GROUP BY 1, 2, 3, 4, 5, 6
"""


class Written(NamedTuple):
    """A line as a test drew it."""

    account: str
    cents: int
    is_debit: bool
    tax_code: str
    cost_centre: str
    project: str


class Step(NamedTuple):
    """Post these entries as one batch, undo one of those before (`undo`, of as many as there are), or carry on so many entries."""

    what: str
    entries: list[tuple[str, str, int, list[Written]]]
    """Ledger, series, days since New Year, lines."""
    number: int


LINES = st.builds(
    Written,
    account=st.sampled_from(NUMBERS),
    cents=st.integers(-9_999, 9_999),
    is_debit=st.booleans(),
    tax_code=st.sampled_from(["", "V19", "V7"]),
    cost_centre=st.sampled_from(["", "admin", "shop"]),
    project=st.sampled_from(["", "P-1"]),
)
ENTRIES = st.tuples(
    st.sampled_from(["main", "main", "tax"]), st.sampled_from(["PI", "BK"]), st.integers(0, 364), st.lists(LINES, min_size=1, max_size=4)
)
STEPS = st.builds(
    Step,
    what=st.sampled_from(["post", "post", "undo", "carry"]),
    entries=st.lists(ENTRIES, min_size=1, max_size=4),
    number=st.integers(1, 5),
)


def turned(client_id: int) -> Sums:
    with connection.cursor() as cursor:
        cursor.execute(TURNED, [client_id])
        return {tuple(row[:6]): tuple(row[6:]) for row in cursor.fetchall()}


def balanced(lines: list[Written]) -> list[Written]:
    rest = sum(line.cents if line.is_debit else -line.cents for line in lines)
    return [*lines, Written("1600", rest, False, "", "", "")]


def drawn(name: str, series: str, day: int, lines: list[Written]) -> Entry:
    on = date(2026, 1, 1) + timedelta(days=day)
    postings = tuple(
        Posting(
            account=line.account,
            debit=Money.from_minor(line.cents, "EUR") if line.is_debit else None,
            credit=None if line.is_debit else Money.from_minor(line.cents, "EUR"),
            tax_code=line.tax_code,
            cost_centre=line.cost_centre,
            project=line.project,
        )
        for line in lines
    )
    return Entry(series=series, booked_on=on, document_on=on, text="", postings=postings, ledger=name)


def add(sums: Sums, entry: Entry, *, sign: int, on: date) -> None:
    for one in entry.postings:
        key = (on.replace(day=1).isoformat(), one.account, entry.ledger, one.tax_code, one.cost_centre, one.project)
        dr, cr, lines = sums.get(key, (0, 0, 0))
        debit, credit = (side.minor * sign if side else 0 for side in (one.debit, one.credit))
        sums[key] = (dr + debit, cr + credit, lines + 1)


@given(st.lists(STEPS, min_size=1, max_size=12))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_whatever_is_posted_undone_and_carried_on_the_turnover_is_its_sum(database: None, steps: list[Step]) -> None:
    """Entries come late, into months that were carried on long ago, and are undone in the month of the day on which somebody does so."""
    with acting(clients=(new_client(),), person_id=None, at=AT) as actor:
        (client_id,) = actor.clients
        opened(actor)
        expected: Sums = {}
        standing: list[tuple[int, list[Entry]]] = []
        for step in steps:
            if step.what == "post":
                (document,) = filed(actor)
                written = [drawn(name, series, day, balanced(lines)) for name, series, day, lines in step.entries]
                post(actor, [document], *written)
                standing.append((document, written))
                for one in written:
                    add(expected, one, sign=1, on=one.booked_on)
            elif step.what == "undo" and standing:
                document, written = standing.pop(step.number % len(standing))
                (counter,) = filed(actor)
                ledger.EntryParts().reverse(reversing(actor, counter, document), actor)
                for one in written:
                    add(expected, one, sign=-1, on=AT.date())
            elif step.what == "carry":
                ledger.carry_turnover(client_id, lambda: AT, most=step.number)
            assert turned(client_id) == expected
        assert ledger.differences(client_id) == []


@pytest.fixture
def client_id(committed_database: str) -> Iterator[int]:
    client_id = new_client()
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        opened(actor)
    yield client_id
    connection.close()


def kept(client_id: int) -> int:
    """Postings in the table of sums itself."""
    with acting(clients=(client_id,), person_id=None, at=AT), connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(sum(lines), 0)::bigint FROM ledger_turnover")
        return int(cursor.fetchone()[0])


def test_it_is_exact_while_several_post_and_several_carry_on(client_id: int) -> None:
    done = threading.Event()
    gate = threading.Barrier(5)
    carried: Counter[int] = Counter()

    def writer(number: int) -> None:
        gate.wait()
        for _ in range(15):
            with acting(clients=(client_id,), person_id=None, at=AT) as actor:
                post(actor, filed(actor, 3), *invoice(f"{number + 1}00.00"))

    def carrier(number: int) -> None:
        gate.wait()
        while not done.is_set():
            carried[number] += ledger.carry_turnover(client_id, lambda: AT, most=7)
            with acting(clients=(client_id,), person_id=None, at=AT):
                assert ledger.differences(client_id) == []

    def closing(work: object, number: int) -> None:
        try:
            work(number)  # type: ignore[operator]
        finally:
            connection.close()

    with ThreadPoolExecutor(5) as pool:
        carriers = [pool.submit(closing, carrier, number) for number in range(2)]
        writers = [pool.submit(closing, writer, number) for number in range(3)]
        try:
            for one in writers:
                one.result()
        finally:
            done.set()
        for one in carriers:
            one.result()
    left = 0
    while chunk := ledger.carry_turnover(client_id, lambda: AT, most=7):
        left += chunk
    assert carried.total() + left == 3 * 15 * 3  # each entry once
    assert kept(client_id) == 3 * 15 * 3 * 3
    with acting(clients=(client_id,), person_id=None, at=AT):
        assert ledger.differences(client_id) == []


def test_who_carries_on_leaves_what_nobody_has_committed_yet(client_id: int) -> None:
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor, 2), *invoice())
    with ThreadPoolExecutor(1) as pool:
        with acting(clients=(client_id,), person_id=None, at=AT) as actor:
            post(actor, filed(actor, 3), *invoice())
            assert pool.submit(in_thread, client_id).result() == 2
            assert ledger.differences(client_id) == []
        assert pool.submit(in_thread, client_id).result() == 3
    assert kept(client_id) == 15


def in_thread(client_id: int) -> int:
    try:
        return ledger.carry_turnover(client_id, lambda: AT)
    finally:
        connection.close()


def test_it_is_made_anew_from_nothing(client_id: int, owner_connection: psycopg.Connection[object]) -> None:
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor, 5), *invoice())
    ledger.carry_turnover(client_id, lambda: AT)
    before = kept(client_id)
    owner_connection.execute("TRUNCATE ledger_turnover, ledger_turnover_mark")
    owner_connection.commit()
    assert kept(client_id) == 0
    with acting(clients=(client_id,), person_id=None, at=AT):
        assert ledger.differences(client_id) == []
    assert [ledger.carry_turnover(client_id, lambda: AT, most=2) for _ in range(4)] == [2, 2, 1, 0]
    assert kept(client_id) == before == 15
    with acting(clients=(client_id,), person_id=None, at=AT):
        assert ledger.differences(client_id) == []


def test_a_sum_that_is_not_that_of_its_postings_is_told(client_id: int, superuser_connection: psycopg.Connection[object]) -> None:
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor), *invoice())
    ledger.carry_turnover(client_id, lambda: AT)
    superuser_connection.execute("UPDATE ledger_turnover SET dr = dr + 1 WHERE client_id = %s AND dr = 10000", [client_id])
    superuser_connection.commit()
    with acting(clients=(client_id,), person_id=None, at=AT):
        (told,) = ledger.differences(client_id)
    assert told.startswith("turnover of account 4930")
    assert "10001/0 of 1 kept, 10000/0 of 1 posted" in told


def test_work_waits_when_there_is_enough_of_it(client_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnover, "LEAST", 3)

    def waits() -> dict[int, int]:
        return {one.client_id: one.entries for one in ledger.turnover_waiting(AT) if one.client_id == client_id}

    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor, 2), *invoice())
    assert waits() == {}
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor, 2), *invoice())
    assert waits() == {client_id: 4}
    assert ledger.carry_turnover(client_id, lambda: AT) == 4
    assert waits() == {}


def test_few_entries_behind_the_marks_are_read_and_no_more(client_id: int, superuser_connection: psycopg.Connection[object]) -> None:
    """By the plan: from each mark to the entries behind it by the index of vouchers, and from these to their postings."""
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor, 300), *invoice())
    ledger.carry_turnover(client_id, lambda: AT)
    with acting(clients=(client_id,), person_id=None, at=AT) as actor:
        post(actor, filed(actor, 4), *invoice())
    superuser_connection.execute("ANALYZE")
    superuser_connection.commit()
    with acting(clients=(client_id,), person_id=None, at=AT), connection.connection.cursor(row_factory=namedtuple_row) as cursor:
        cursor.execute("EXPLAIN (ANALYZE, FORMAT JSON) SELECT sum(dr) FROM ledger_turned WHERE client_id = %s", [client_id])
        (plan,) = (row[0][0]["Plan"] for row in cursor.fetchall())
    read: Counter[str] = Counter()
    for node in nodes(plan):
        read[node.get("Relation Name", "")] += (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    assert (read["ledger_entry"], read["ledger_posting"]) == (4, 12)


def nodes(plan: dict) -> Iterator[dict]:  # type: ignore[type-arg]
    yield plan
    for one in plan.get("Plans", ()):
        yield from nodes(one)
