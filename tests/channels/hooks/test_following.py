"""A webhook sees what its key sees when it is sent, and ends with it, with a record and a reason; one of the desk follows its person."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tests.channels.api.caller import Caller, problem, told
from tests.channels.api.serving import Receiver
from tests.engines.einvoice.drafts import GERMAN, POLISH
from tests.journeys.office import Office

from kantor.channels import hooks
from kantor.spine import access, trail
from kantor.spine.access import AssignmentEnd

SEE = "payables.supplier_invoice.see"


def subscribed(office: Office, caller: Caller, client: str, url: str) -> int:
    answer = caller.post(f"/webhooks?client={office.clients[client]}", {"url": url, "kinds": ["document.received"]})
    return int(told(answer, 201)["id"])


def on_the_desk(office: Office, person: str, client: str, url: str) -> int:
    with office.acting(client, person) as actor:
        return hooks.subscribe(url, ["document.received"], actor, to_private=True)[0].id


def deliver(office: Office, **ahead: int) -> None:
    """What workers do for every client, so much later than the office's time."""
    for client_id in office.clients.values():
        while hooks.deliver(client_id, lambda: office.now.at + timedelta(**ahead), to_private=True):
            pass


def told_of(receiver: Receiver) -> list[int]:
    return [json.loads(body)["data"]["document"] for _, body in receiver.got]


def ended(office: Office, client: str) -> list[dict[str, Any]]:
    """What the audit trail says about webhooks that ended."""
    with office.acting(client):
        return [one.content for one in trail.latest(office.clients[client], kind="hooks.ended")]


def both(office: Office, number: str) -> dict[str, int]:
    """An invoice for the German and one for the Polish client."""
    german, polish = office.bring(replace(GERMAN, number=f"{number}-DE"), replace(POLISH, number=f"{number}-PL"))
    return {"DE": german.document_id, "PL": polish.document_id}


def test_a_webhook_of_a_key_tells_of_no_client_that_the_key_does_not_have(office: Office, receiver: Receiver) -> None:
    polish = Caller(office, "anna", clients=(office.clients["PL"],))
    refused = polish.post(f"/webhooks?client={office.clients['DE']}", {"url": receiver.url, "kinds": ["*"]})
    assert problem(refused, 403) == "not_this_client"
    subscribed(office, polish, "PL", receiver.url)
    brought = both(office, "A")
    deliver(office)
    assert told_of(receiver) == [brought["PL"]]


def test_a_webhook_of_a_key_tells_of_no_documents_that_the_key_does_not_see(office: Office, receiver: Receiver) -> None:
    for client in ("DE", "PL"):
        subscribed(office, Caller(office, "anna", permissions=("ledger.see",)), client, receiver.url)
    sees = Caller(office, "anna", permissions=(SEE,), clients=(office.clients["DE"],))
    subscribed(office, sees, "DE", receiver.url)
    brought = both(office, "B")
    deliver(office)
    assert told_of(receiver) == [brought["DE"]]


def test_a_webhook_ends_when_its_key_is_revoked_and_says_so(office: Office, receiver: Receiver) -> None:
    first, other = Caller(office, "anna", permissions=(SEE,)), Caller(office, "anna", permissions=(SEE,))
    receiver.statuses = [500, 200]
    german, polish = subscribed(office, first, "DE", receiver.url), subscribed(office, other, "PL", receiver.url)
    office.bring(replace(GERMAN, number="C-1"))
    deliver(office)  # in vain; it is to be tried again
    assert access.revoke_token(first.token_id, person_id=office.people["anna"], at=office.now(), by=None)
    brought = both(office, "C")
    deliver(office, hours=1)
    assert told_of(receiver)[1:] == [brought["PL"]]
    (record,) = ended(office, "DE")
    assert record == {"subscription": german, "reason": "hooks.key_revoked"}
    assert ended(office, "PL") == []
    (listed,) = [one for one in hooks_of(office, "anna", "DE") if one.id == german]
    assert (listed.ended_at is not None, listed.ended_why) == (True, "hooks.key_revoked")
    assert [one["id"] for one in told(other.get("/webhooks"))["webhooks"] if one["ended_at"] is None] == [polish]


def test_a_webhook_ends_when_its_key_expires_even_where_nothing_happens(office: Office, receiver: Receiver) -> None:
    anna = Caller(office, "anna", days=2)
    hook = subscribed(office, anna, "PL", receiver.url)
    later = office.now.at + timedelta(days=3)
    assert {work.client_id for work in hooks.waiting(later)} == {office.clients["PL"]}
    deliver(office, days=3)
    assert ended(office, "PL") == [{"subscription": hook, "reason": "hooks.key_expired"}]
    assert hooks.waiting(later) == []
    both(office, "D")
    deliver(office, days=3)
    assert receiver.got == []


def test_a_webhook_of_the_desk_follows_its_person(office: Office, receiver: Receiver) -> None:
    german, polish = (on_the_desk(office, "anna", client, receiver.url) for client in ("DE", "PL"))
    key = Caller(office, "anna")
    access.revoke_token(key.token_id, person_id=office.people["anna"], at=office.now(), by=None)
    first = both(office, "E")
    deliver(office)
    assert sorted(told_of(receiver)) == sorted(first.values())
    dismiss(office, "anna", "DE")
    second = both(office, "F")
    deliver(office)
    assert told_of(receiver)[2:] == [second["PL"]]
    assert [one.ended_at for one in (*hooks_of(office, "anna", "DE"), *hooks_of(office, "anna", "PL"))] == [None, None]
    assert german != polish


def test_what_waits_is_withheld_from_whoever_may_not_see_it_any_more(office: Office, receiver: Receiver) -> None:
    receiver.statuses = [500]
    hook = on_the_desk(office, "anna", "DE", receiver.url)
    office.bring(replace(GERMAN, number="G-1"))
    deliver(office)
    assert len(receiver.got) == 1
    dismiss(office, "anna", "DE")
    deliver(office, days=2)
    assert len(receiver.got) == 1
    with office.acting("DE", "anna") as actor:
        found = hooks.hook(hook, actor)
        assert found
        (delivery,) = hooks.deliveries(found, before=2**62, at_most=10)
    assert (delivery.state, delivery.reason, delivery.next_try_at) == ("failed", "hooks.not_seen", None)


def test_a_key_knows_only_the_webhooks_that_were_made_with_it(office: Office, receiver: Receiver) -> None:
    wide, narrow = Caller(office, "anna"), Caller(office, "anna", permissions=(SEE,))
    hook = subscribed(office, wide, "DE", receiver.url)
    on_the_desk(office, "anna", "DE", receiver.url)
    assert told(narrow.get("/webhooks"))["webhooks"] == []
    assert problem(narrow.get(f"/webhooks/{hook}/deliveries"), 404) == "not_found"
    assert problem(narrow.send("DELETE", f"/webhooks/{hook}"), 404) == "not_found"
    assert [one["id"] for one in told(wide.get("/webhooks"))["webhooks"]] == [hook]


def test_nothing_is_sent_again_to_a_webhook_that_has_ended(office: Office, receiver: Receiver) -> None:
    anna = Caller(office, "anna")
    hook = subscribed(office, anna, "DE", receiver.url)
    office.bring(replace(GERMAN, number="I-1"))
    deliver(office)
    (delivery,) = told(anna.get(f"/webhooks/{hook}/deliveries"))["rows"]
    assert told(anna.send("DELETE", f"/webhooks/{hook}"))["ended_at"] is not None
    refused = anna.post(f"/webhooks/{hook}/deliveries/{delivery['id']}/replay")
    assert problem(refused, 409) == "hooks.has_ended"


def hooks_of(office: Office, person: str, client: str) -> list[hooks.Hook]:
    with office.acting(client, person) as actor:
        return hooks.hooks_of(actor)


def dismiss(office: Office, person: str, client: str) -> None:
    """All roles of a person for a client ended yesterday."""
    email, today = f"{person}@office.example", office.now.at.date()
    with office.acting(client) as actor:
        held = access.roles_of(office.people[person], today)[office.clients[client]]
        access.end_assignment([AssignmentEnd(email=email, role=role, until_on=today - timedelta(days=1)) for role in held], actor)
