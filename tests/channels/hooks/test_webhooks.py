"""Webhooks to a program outside: signed by the specification, tried again, replayed, logged - and never sent to where they must not go."""

import ipaddress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from standardwebhooks import Webhook
from tests.channels.api.caller import Caller, problem, told
from tests.channels.api.serving import Receiver
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office

from kantor.channels import hooks
from kantor.channels.hooks import Unsendable, checked_url
from kantor.channels.hooks.posting import is_public, post
from kantor.channels.hooks.sending import PAUSES
from kantor.site.working import worker


def subscribed(office: Office, url: str, *kinds: str) -> tuple[Caller, dict[str, Any]]:
    office.now.at = datetime.now(UTC)  # workers look at the clock of the machine
    anna = Caller(office, "anna", days=60)
    return anna, told(anna.post(f"/webhooks?client={office.clients['DE']}", {"url": url, "kinds": list(kinds)}), 201)


def deliver(office: Office, ahead: timedelta = timedelta()) -> None:
    """What a worker does, so much later."""
    while hooks.deliver(office.clients["DE"], lambda: datetime.now(UTC) + ahead, to_private=True):
        pass


def test_a_program_is_told_by_the_specification(office: Office, receiver: Receiver) -> None:
    anna, hook = subscribed(office, receiver.url, "document.received", "document.decided")
    (outcome,) = office.bring(replace(GERMAN, number="H-1"))
    assert worker.run_until_idle() == []
    message = next(body for headers, body in receiver.got)
    headers = receiver.got[0][0]
    checked = Webhook(hook["secret"]).verify(message, headers)
    assert checked["type"] == "document.received"
    assert checked["data"]["document"] == outcome.document_id
    assert set(checked["data"]) == {"record", "client", "document", "document_type"}  # what it says is asked for with a key
    with pytest.raises(Exception, match="No matching signature"):
        Webhook(hook["secret"]).verify(message.replace("received", "reversed"), headers)
    log = told(anna.get(f"/webhooks/{hook['id']}/deliveries"))["rows"]
    assert {(one["state"], one["status"]) for one in log} == {("sent", 200)}
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == len(receiver.got) == len(log)


def test_webhooks_go_nowhere_but_to_hosts_that_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, outgoing_hosts=("*.bank.example",)))
    assert checked_url("https://hooks.bank.example/in", to_private=False).hostname == "hooks.bank.example"
    for url in ("https://evil.example/in", "https://203.0.113.7/in"):
        with pytest.raises(Unsendable, match="not_listed"):
            checked_url(url, to_private=True)


def test_what_fails_is_tried_again_after_growing_pauses_and_may_be_replayed(office: Office, receiver: Receiver) -> None:
    anna, hook = subscribed(office, receiver.url, "document.received")
    receiver.statuses = [500, 302, 200]
    office.bring(replace(GERMAN, number="H-2"))
    path = f"/webhooks/{hook['id']}/deliveries"
    deliver(office)
    (first,) = told(anna.get(path))["rows"]
    assert (first["state"], first["tries"], first["status"], first["reason"]) == ("waiting", 1, 500, "HTTP 500")
    deliver(office)
    assert len(receiver.got) == 1  # it rests
    deliver(office, timedelta(seconds=6))  # a redirect is not followed and is no success
    deliver(office, timedelta(minutes=2))
    (sent,) = told(anna.get(path))["rows"]
    assert (sent["state"], sent["tries"], sent["status"]) == ("sent", 3, 200)
    told(anna.post(f"{path}/{sent['id']}/replay"), 202)
    deliver(office, timedelta(minutes=3))
    assert len(receiver.got) == 4
    assert len({headers["webhook-id"] for headers, _ in receiver.got}) == 1
    assert list(PAUSES) == sorted(PAUSES)


def test_what_is_in_vain_has_failed_and_what_is_gone_ends(office: Office, receiver: Receiver) -> None:
    anna, hook = subscribed(office, receiver.url, "document.received")
    receiver.statuses = [503]
    office.bring(replace(GERMAN, number="H-3"))
    for days in range(len(PAUSES) + 1):
        deliver(office, timedelta(days=2 * days))
    (failed,) = told(anna.get(f"/webhooks/{hook['id']}/deliveries?state=failed"))["rows"]
    assert failed["tries"] == len(PAUSES) + 1
    receiver.statuses = [410]
    told(anna.post(f"/webhooks/{hook['id']}/deliveries/{failed['id']}/replay"), 202)
    deliver(office, timedelta(days=40))
    (over,) = told(anna.get("/webhooks"))["webhooks"]
    assert (over["ended_at"] is not None, over["ended_why"]) == (True, "HTTP 410")


def test_a_webhook_tells_of_nothing_that_its_person_may_not_see(office: Office, receiver: Receiver) -> None:
    anna, hook = subscribed(office, receiver.url, "*")
    office.bring(replace(GERMAN, number="H-4"), client="PL")
    deliver(office)
    assert receiver.got == []
    bert = Caller(office, "bert")
    assert problem(bert.get(f"/webhooks/{hook['id']}/deliveries"), 404) == "not_found"
    told(anna.send("DELETE", f"/webhooks/{hook['id']}"))
    office.bring(replace(GERMAN, number="H-5"))
    deliver(office)
    assert receiver.got == []


def test_webhooks_go_to_public_addresses_over_https_alone(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, webhooks_to_private=False))
    anna = Caller(office, "anna")
    for url in ("http://example.com/", "https://127.0.0.1/", "https://[::1]/", "https://10.0.0.7/", "https://user:x@example.com/"):
        answer = anna.post(f"/webhooks?client={office.clients['DE']}", {"url": url, "kinds": ["*"]})
        assert problem(answer, 422) == "not_understood", url


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"),
    ],
)
def test_private_addresses_are_known_in_every_disguise(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def test_public_addresses_are_public() -> None:
    assert all(is_public(ipaddress.ip_address(one)) for one in ("1.1.1.1", "2606:4700:4700::1111"))


def test_a_name_that_leads_inside_is_found_out_when_it_is_looked_up(receiver: Receiver) -> None:
    port = receiver.url.split(":")[2].split("/")[0]
    checked_url(f"https://localhost:{port}/", to_private=False)  # a name says nothing yet
    with pytest.raises(Unsendable, match="not_public"):
        post(f"https://localhost:{port}/", "{}", secret="whsec_MTIz", message_id="1", at=datetime.now(UTC), to_private=False)
    assert receiver.got == []


@pytest.mark.parametrize(
    "url", ["ftp://example.com/", "https://", "https://exa mple.com/", "https://example.com:0/", "https://example.com:x/"]
)
def test_what_is_no_address_is_refused(url: str) -> None:
    with pytest.raises(Unsendable, match="no_address"):
        checked_url(url, to_private=True)
