"""What screens count: exactly up to a thousand, from the rows that documents and tasks stand in."""

import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import CLERK, Office, open_office

from kantor.channels.door import File
from kantor.spine import access, cases


def _busy_office() -> Office:
    """Yesterday one invoice; today two that wait for somebody, and one file that nobody can read."""
    office = open_office()
    office.bring(replace(GERMAN, number="OLD", order_number=""))
    office.now.forward(days=1)
    office.bring(replace(GERMAN, number="A", order_number=""), replace(GERMAN, number="B", order_number=""))
    office.bring(File(name="note.txt", data=b"hello"), client="DE")
    return office


def test_arrivals_of_the_day_are_counted_once_each_by_what_became_of_them(database: None) -> None:
    office = _busy_office()
    client_id, at = office.clients["DE"], office.now.at
    with access.acting(clients=[client_id], person_id=None, at=at):
        (day,) = cases.arrivals([client_id], at - timedelta(hours=12))
        (both,) = cases.arrivals([client_id], at - timedelta(hours=36))
    assert (day.came_in, day.took_effect, day.under_way, day.refused) == (3, 0, 2, 1)
    assert (both.came_in, both.under_way) == (4, 3)


def test_a_client_to_whom_nothing_came_is_not_counted(database: None) -> None:
    office = open_office()
    with access.acting(clients=[office.clients["PL"]], person_id=None, at=office.now.at):
        assert cases.arrivals([office.clients["PL"]], office.now.at + timedelta(days=1)) == []


def test_a_queue_is_counted_with_what_is_late_and_when_the_next_is_due(database: None) -> None:
    office = _busy_office()
    client_id = office.clients["DE"]
    roles = {client_id: frozenset(CLERK)}
    with access.acting(clients=[client_id], person_id=None, at=office.now.at):
        first = min(cases.queue(roles), key=lambda task: task.due_at)
        (queue,) = [one for one in cases.workload(roles, first.due_at + timedelta(minutes=1)) if one.type == "payables.supplier_invoice"]
    assert (queue.open, queue.late, queue.next_due_at) == (3, 1, first.due_at)


def test_nothing_is_counted_beyond_the_limit(database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["kantor.spine.cases.workload"], "MOST", 2)
    office = _busy_office()
    client_id = office.clients["DE"]
    roles = {client_id: frozenset(CLERK)}
    with access.acting(clients=[client_id], person_id=None, at=office.now.at):
        (queue,) = [one for one in cases.workload(roles, office.now.at) if one.type == "payables.supplier_invoice"]
    assert queue.open == 2
