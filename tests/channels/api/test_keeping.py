"""What is kept for programs: encrypted as originals are, no longer than was said, and one pace for a key over all web processes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.apps import apps
from tests.channels.api.caller import Caller, told
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file

from kantor.channels.api import bundles, tidying
from kantor.channels.api.once import KEPT
from kantor.channels.api.pace import Pace
from kantor.spine import documents

INVOICE = "payables.supplier_invoice"


def rows(office: Office, model: str) -> list[Any]:
    with office.acting("DE"):
        return list(apps.get_model("api", model).objects.order_by("id"))


def has_any_of(plain: bytes, stored: bytes) -> bool:
    """Whether a piece of the plain bytes can be read in what is stored."""
    return any(plain[start : start + 16] in stored for start in range(0, len(plain) - 16, 16))


def test_a_kept_answer_says_nothing_to_who_reads_the_table(office: Office) -> None:
    anna, key = Caller(office, "anna"), uuid4().hex
    path = f"/documents/{office.waiting('DE', INVOICE)}/confirm"
    first = anna.post(path, {"addresses": ["number"]}, idempotency_key=key)
    (kept,) = rows(office, "Answer")
    assert kept.sealed
    assert not has_any_of(first.content, bytes(kept.body))
    assert anna.post(path, {"addresses": ["number"]}, idempotency_key=key).content == first.content


def test_a_file_that_waits_says_nothing_and_is_read_as_it_came(office: Office) -> None:
    anna, draft = Caller(office, "anna"), replace(GERMAN, number="B-1")
    bundle = told(anna.hand_in(draft, f"/bundles?client={office.clients['DE']}"), 202)
    (kept,) = rows(office, "BundleFile")
    assert kept.sealed
    assert not has_any_of(as_file(draft).data, bytes(kept.data))
    assert bundles.take_one(office.clients["DE"], office.now) == 1
    (one,) = told(anna.get(f"/bundles/{bundle['id']}"))["files"]
    assert one["documents"][0]["outcome"] == "task"
    assert documents.original(office.row("DE", one["documents"][0]["document"])) == as_file(draft).data
    assert rows(office, "BundleFile")[0].data is None


def test_what_was_kept_as_one_thing_opens_as_no_other(office: Office) -> None:
    with office.acting("DE") as actor:
        keeper = documents.Keeper(actor.clients[0], actor.at)
        sealed = keeper.seal(b"an answer", "answer 1 a")
        assert keeper.open(sealed, "answer 1 a") == b"an answer"
        for about in ("answer 1 b", "answer 2 a"):
            try:
                keeper.open(sealed, about)
            except OSError:
                continue
            raise AssertionError(about)


def test_answers_and_results_are_removed_when_their_time_is_over(office: Office) -> None:
    anna, client = Caller(office, "anna"), office.clients["DE"]
    told(anna.post(f"/documents/{office.waiting('DE', INVOICE)}/confirm", {"addresses": ["number"]}))
    for number in ("B-2", "B-3"):
        told(anna.hand_in(replace(GERMAN, number=number), f"/bundles?client={client}"), 202)
    assert bundles.take_one(client, office.now) == 1  # the other one waits on
    at = office.now.at
    assert tidying.waiting(at + KEPT) == []
    later = at + KEPT + timedelta(hours=2)
    assert [one.client_id for one in tidying.waiting(later)] == [client]
    assert tidying.tidy(client, lambda: later) == 3  # the answers to all three
    assert rows(office, "Answer") == []
    assert tidying.waiting(later) == []
    much_later = at + timedelta(days=31)
    assert tidying.tidy(client, lambda: much_later) == 2  # the file that was done, and its bundle
    assert [one.done_at for one in rows(office, "BundleFile")] == [None]
    assert tidying.waiting(much_later) == []


def test_the_pace_of_a_key_holds_over_all_processes(office: Office) -> None:
    """Three processes and one key: together they let through what one would, and what each has in hand at most beyond."""
    key = Caller(office, "anna").token_id
    processes = [Pace(), Pace(), Pace()]
    passed = sum(not processes[turn % 3].wait_s(key, 60) for turn in range(300))
    assert 60 <= passed <= 62  # one a second comes back while this runs
    assert 1 <= processes[0].wait_s(key, 60) <= 2
    other = Caller(office, "bert").token_id
    assert processes[0].wait_s(other, 60) == 0


def test_a_process_takes_a_seconds_worth_at_a_time(office: Office) -> None:
    pace, key = Pace(), Caller(office, "anna").token_id
    assert [pace.wait_s(key, 600) for _ in range(10)] == [0] * 10
    row = apps.get_model("api", "PaceRow").objects.get(pk=key)
    assert (row.granted, row.remaining) == (10, 590)
