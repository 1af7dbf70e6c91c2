"""Deliveries go out side by side, those about one document in turn, and none is kept longer than a month."""

import json
import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.apps import apps
from tests.channels.api.caller import Caller, told
from tests.channels.api.serving import Receiver
from tests.channels.hooks.test_following import deliver, told_of
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office

from kantor.channels import hooks
from kantor.channels.hooks.tidying import KEPT, SELDOM

DAYS = 90


def subscribed(office: Office, url: str, *kinds: str) -> tuple[Caller, int]:
    anna = Caller(office, "anna", days=DAYS)
    body = {"url": url, "kinds": list(kinds)}
    return anna, int(told(anna.post(f"/webhooks?client={office.clients['DE']}", body), 201)["id"])


def brought(office: Office, *numbers: str) -> list[int]:
    return [outcome.document_id for outcome in office.bring(*(replace(GERMAN, number=one) for one in numbers))]


def records_of(receiver: Receiver, document: int) -> list[int]:
    """The records of a document in the order in which they came."""
    found = [json.loads(body)["data"] for _, body in receiver.got]
    return [one["record"] for one in found if one["document"] == document]


def log(caller: Caller, hook: int) -> list[dict[str, Any]]:
    return list(told(caller.get(f"/webhooks/{hook}/deliveries"))["rows"])


def test_several_documents_are_told_of_at_once(office: Office, receiver: Receiver) -> None:
    """The program answers none before all four are there: one after the other, each would wait for the next in vain."""
    subscribed(office, receiver.url, "document.received")
    receiver.together = threading.Barrier(4)
    documents = brought(office, "S-1", "S-2", "S-3", "S-4")
    deliver(office)
    assert not receiver.together.broken
    assert sorted(told_of(receiver)) == sorted(documents)


def test_what_happened_to_one_document_comes_in_the_order_in_which_it_happened(office: Office, receiver: Receiver) -> None:
    subscribed(office, receiver.url, "document.*")
    first, second = brought(office, "S-5", "S-6")
    deliver(office)
    for document in (first, second):
        records = records_of(receiver, document)
        assert len(records) > 2
        assert records == sorted(records)


def test_nothing_overtakes_what_was_in_vain_and_other_documents_go_on(office: Office, receiver: Receiver) -> None:
    anna, hook = subscribed(office, receiver.url, "document.*")
    receiver.statuses = [500, 200]
    (held,) = brought(office, "S-7")
    deliver(office)
    assert len(records_of(receiver, held)) == 1
    assert {one["state"] for one in log(anna, hook)} == {"waiting"}
    assert [one for one in hooks.waiting(office.now.at) if one.number] == []  # nobody is called for what has to wait
    (other,) = brought(office, "S-8")
    deliver(office)
    assert len(records_of(receiver, other)) > 2
    deliver(office, seconds=10)
    records = records_of(receiver, held)
    assert records[1:] == sorted(set(records))
    assert {one["state"] for one in log(anna, hook)} == {"sent"}


def test_the_log_is_kept_for_a_month_and_what_waits_longer(office: Office, receiver: Receiver) -> None:
    anna, hook = subscribed(office, receiver.url, "document.received")
    brought(office, "S-9")
    deliver(office)
    receiver.statuses = [500]
    (waits,) = brought(office, "S-10")
    deliver(office)
    client = office.clients["DE"]
    assert hooks.over(office.now.at + KEPT) == []
    later = office.now.at + KEPT + SELDOM + timedelta(minutes=1)
    assert [(one.client_id, one.number) for one in hooks.over(later)] == [(client, 1)]
    assert hooks.tidy(client, lambda: later) == 1
    assert [one["state"] for one in log(anna, hook)] == ["waiting"]
    with office.acting("DE"):
        (left,) = apps.get_model("hooks", "Delivery").objects.all()
    assert left.content["data"]["document"] == waits
    told(anna.send("DELETE", f"/webhooks/{hook}"))
    assert hooks.tidy(client, lambda: later) == 1
    assert (hooks.over(later), log(anna, hook)) == ([], [])
