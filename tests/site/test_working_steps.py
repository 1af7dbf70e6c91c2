"""The steps and the dispatcher: all that waits is seen and done, twice is as good as once, and no step touches another client."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, connections
from procrastinate.contrib.django import app
from tests.journeys.office import Office, open_office
from tests.site import waiting_work as work

from kantor.channels import folder, print
from kantor.site.working import dispatching, jobs, leaving, steps
from kantor.spine import access, documents, trail
from kantor.spine.access import acting
from kantor.words import Refusal

KINDS = {"take_effect", "resume", "wake", "send", "seal", "carry"}
FOR_PROGRAMS = {"take_bundles", "tell", "tidy"}  # tried in tests/channels
FOR_WITNESSES = {"testify"}  # tried in test_witnesses
FOR_SCANS = {"read_scans"}  # tried in tests/journeys/test_scan_story.py
OF_MAILBOXES = {"fetch"}  # tried in tests/channels/mail
OF_MODELS = {"train"}  # tried in tests/spine/schooling
OF_PLANS = {"file_planned", "file_runs"}  # tried in tests/journeys/test_plans_story.py and test_billing_story.py
OF_SUPPLIERS = {"compare"}  # tried in tests/spine/parties
OF_AUDITORS = {"make_books"}  # tried in tests/journeys/test_books_on_the_desk.py
OF_BANKS = {"match_lines"}  # tried in tests/departments/treasury
OF_BOOKS = {"sum_up"}  # tried in tests/spine/ledger


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own, in which files count as quiet at once."""
    from dataclasses import replace

    from django.conf import settings

    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, data=tmp_path))
    work.lain_for_a_while(monkeypatch)
    return tmp_path


@pytest.fixture
def office(committed_database: str, data: Path) -> Iterator[Office]:
    opened = open_office()
    for client_id in opened.clients.values():
        assert steps.compare(client_id, lambda: True) > 0
    yield opened
    connections.close_all()


def waiting(client_id: int) -> dict[str, int]:
    return {one.step: one.number for one in dispatching.waiting() if one.client_id == client_id}


def test_all_that_waits_is_seen_and_done(office: Office, data: Path) -> None:
    client_id = office.clients["DE"]
    work.every_kind(office, "DE")
    assert waiting(client_id) == {"take_effect": 3, "resume": 2, "wake": 1, "send": 2, "seal": 1, "carry": 1}
    others = FOR_PROGRAMS | FOR_WITNESSES | FOR_SCANS | OF_MAILBOXES | OF_MODELS | OF_PLANS | OF_SUPPLIERS | OF_BANKS | OF_BOOKS
    others |= OF_AUDITORS
    assert steps.STEPS.keys() == jobs.JOBS.keys() == KINDS | others
    done = {step: steps.STEPS[step](client_id, lambda: True) for step in sorted(KINDS - {"seal"})}
    assert done == {"take_effect": 3, "resume": 2, "wake": 1, "send": 2, "carry": 1}
    assert steps.seal(client_id, lambda: True) > 20
    assert waiting(client_id) == {}
    assert work.states(client_id) == {"effective": 3, "refused": 3, "waiting": 1}
    assert sorted(path.suffix for path in (data / "outbox" / "de").iterdir() if not path.name.startswith(".")) == [".pdf", ".xml"]
    assert [path.name for path in (data / "inbox" / "de" / "done").iterdir()] == ["invoice.xml"]
    assert not list((data / "cache" / "letters").iterdir())


def test_each_step_done_twice_does_nothing_twice(office: Office, data: Path) -> None:
    """Two at once, and both once more: the second finds nothing, or only what the first has not claimed."""
    client_id = office.clients["DE"]
    work.every_kind(office, "DE")
    expected = waiting(client_id) | {"seal": 0}
    for step in sorted(KINDS, key=lambda step: step == "seal"):
        counts = _at_once(step, client_id)
        assert steps.STEPS[step](client_id, lambda: True) == 0, step
        assert sum(counts) == expected[step] or step == "seal", step
    assert work.states(client_id) == {"effective": 3, "refused": 3, "waiting": 1}
    with acting(clients=[client_id], person_id=None, at=steps.now()), connection.cursor() as cursor:
        cursor.execute("SELECT kind, count(*) FROM trail_record WHERE kind IN ('document.took_effect', 'outbox.sent') GROUP BY kind")
        assert dict(cursor.fetchall()) == {"document.took_effect": 3, "outbox.sent": 2}
        cursor.execute("SELECT count(*), count(DISTINCT record_id), (SELECT count(*) FROM trail_record) FROM trail_leaf")
        leaves, sealed, records = cursor.fetchone()
    assert leaves == sealed == records
    (report,) = access.verify_trails(trail.trust(steps._config().signing_key_file), steps.now(), clients=[client_id])
    assert report.is_intact


def _at_once(step: str, client_id: int) -> list[int]:
    counts: list[int] = []
    begin = threading.Barrier(2)

    def one() -> None:
        begin.wait()
        try:
            counts.append(steps.STEPS[step](client_id, lambda: True))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(counts) == 2
    return counts


def test_no_job_sees_or_changes_another_client(
    office: Office, data: Path, superuser_connection: psycopg.Connection[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for client in ("DE", "PL"):
        work.every_kind(office, client)
    ours, theirs = office.clients["DE"], office.clients["PL"]
    before, files = _rows_of(superuser_connection, theirs), _files(data, "pl")
    seen: list[tuple[str, str]] = []
    _watch(monkeypatch, seen)
    for step in sorted(KINDS):
        assert steps.STEPS[step](ours, lambda: True) > 0, step
    assert {clients for clients, _ in seen} == {str(ours)}
    assert {role for _, role in seen} == {"kantor_app"}
    assert _rows_of(superuser_connection, theirs) == before
    assert _files(data, "pl") == files
    assert _rows_of(superuser_connection, ours) != before


def _watch(monkeypatch: pytest.MonkeyPatch, seen: list[tuple[str, str]]) -> None:
    """Notes at every statement whose rows may be seen, and by which role."""
    from kantor.kit import sql

    original = sql._cursor

    def watched(text: str, shape: Any) -> Any:
        cursor = original(text, shape)
        found = cursor.connection.execute("SELECT current_setting('kantor.clients', true), current_user").fetchone()
        if found[0]:
            seen.append((found[0], found[1]))
        return cursor

    monkeypatch.setattr(sql, "_cursor", watched)


def _rows_of(superuser: psycopg.Connection[Any], client_id: int) -> dict[str, str]:
    """Table -> digest of all rows of a client."""
    tables = superuser.execute(
        "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'client_id'"
        " WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace"
    ).fetchall()
    digest = "SELECT coalesce(md5(string_agg(t::text, '' ORDER BY t::text)), '') FROM {} t WHERE client_id = %s"
    found = {table: superuser.execute(digest.format(table), [client_id]).fetchone() for (table,) in tables}
    return {table: row[0] for table, row in found.items() if row}


def _files(data: Path, code: str) -> list[str]:
    return sorted(str(path) for place in ("inbox", "outbox") for path in (data / place / code).rglob("*"))


def test_the_dispatcher_enqueues_each_job_once(office: Office, data: Path) -> None:
    for client in ("DE", "PL"):
        work.every_kind(office, client)

    async def twice() -> tuple[int, int]:
        with app.replace_connector(app.connector.get_worker_connector()) as ours:  # type: ignore[attr-defined]
            async with ours.open_async():
                return await dispatching.dispatch(ours), await dispatching.dispatch(ours)

    first, second = asyncio.run(twice())
    assert (first, second) == (2 * len(KINDS) + 2, 0)  # the third client and the house have records to seal
    queued = {job.queueing_lock for job in app.job_manager.list_jobs(status="todo")}
    assert queued >= {f"{step}:{office.clients[client]}" for step in KINDS for client in ("DE", "PL")}


def test_each_client_gets_a_watched_folder(office: Office, data: Path) -> None:
    assert dispatching.make_folders() == dispatching.make_folders() == 3
    assert sorted(path.name for path in (data / "inbox").iterdir()) == ["de", "id", "pl"]


def test_a_letter_that_cannot_be_written_is_kept_back_and_holds_up_no_other(office: Office, data: Path) -> None:
    client_id = office.clients["DE"]
    first, second = work.ready_orders(office, "DE", 2)
    work.approved_letter(office, "DE", first, template="unheard_of", values={})
    work.approved_letter(office, "DE", second)
    assert steps.send(client_id, lambda: True) == 2
    assert waiting(client_id).get("send") is None
    with acting(clients=[client_id], person_id=None, at=steps.now()), connection.cursor() as cursor:
        cursor.execute("SELECT document_id, state FROM documents_outbox")
        assert dict(cursor.fetchall()) == {first: "failed", second: "sent"}
        cursor.execute("SELECT content FROM trail_record WHERE kind = 'outbox.failed'")
        assert "there is no sentence unheard_of.subject" in cursor.fetchone()[0]


def test_killed_before_the_database_knew_a_letter_leaves_once(office: Office, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client_id = office.clients["DE"]
    (document_id,) = work.ready_orders(office, "DE", 1)
    work.payment_file(office, "DE", document_id)

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(trail, "append", dies)
        with pytest.raises(KeyboardInterrupt):
            steps.send(client_id, lambda: True)
    (left,) = [path for path in (data / "outbox" / "de").iterdir() if not path.name.startswith(".")]
    left.unlink()  # the bank has fetched it
    assert steps.send(client_id, lambda: True) == 1
    assert [path.name for path in (data / "outbox" / "de").iterdir() if not path.name.startswith(".")] == []
    assert waiting(client_id).get("send") is None


def test_whatever_happens_to_one_letter_the_others_leave_and_it_is_tried_again_later(
    office: Office, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    client_id, clock = office.clients["DE"], [steps.now()]
    first, second, third = work.ready_orders(office, "DE", 3)
    letter = work.approved_letter(office, "DE", first)
    work.approved_letter(office, "DE", second)
    work.payment_file(office, "DE", third)
    whole, hand_over = print.cached, folder.hand_over

    def broken(content: Any, *given: Any, **more: Any) -> Any:
        if content["key"] == f"sent_back:{first}":
            raise ValueError("no font for \x00 this script")
        return whole(content, *given, **more)

    def away(staged: folder.Staged) -> None:
        if staged.name.endswith(".xml"):
            raise PermissionError("the folder of the bank program")
        hand_over(staged)

    def send() -> int:
        return leaving.send(client_id, data, lambda: clock[0])

    with monkeypatch.context() as patched:
        patched.setattr(print, "cached", broken)
        patched.setattr(folder, "hand_over", away)
        assert send() == 2  # the whole letter left, the broken one was put off, the file's own fault does not count as done
        assert outbox() == {
            first: ("approved", "ValueError: no font for  this script", 1),
            second: ("sent", "", 0),
            third: ("approved", "PermissionError: the folder of the bank program", 1),
        }
        assert send() == 0  # they rest
        assert waiting(client_id).get("send") is None
        for _ in range(documents.sending.TRIES - 1):
            clock[0] += timedelta(hours=3)
            send()
    assert {state for state, _, _ in outbox().values()} == {"failed", "sent"}
    assert send() == 0
    with office.acting("DE", "bert") as actor:
        documents.try_again(letter, actor)
        with pytest.raises(Refusal, match="not_kept_back"):
            documents.try_again(letter, actor)
    assert waiting(client_id)["send"] == 1
    assert send() == 1
    assert outbox()[first] == ("sent", "", 0)
    with acting(clients=[client_id], person_id=None, at=steps.now()):
        kinds = [record.kind for record in trail.of_document(client_id, first)]
    assert kinds[-7:] == [*["outbox.postponed"] * 4, "outbox.failed", "outbox.tried_again", "outbox.sent"]


def outbox() -> dict[int, tuple[str, str, int]]:
    """By document: state, reason, and how often it was tried in vain."""
    with acting(clients=access.every_client(), person_id=None, at=steps.now()), connection.cursor() as cursor:
        cursor.execute("SELECT document_id, state, reason, tries FROM documents_outbox")
        return {document_id: (state, reason, tries) for document_id, state, reason, tries in cursor.fetchall()}
