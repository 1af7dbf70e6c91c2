"""One's own webhooks on the desk: made with a secret that is shown once, listed with what they follow and why they ended."""

import re

import pytest
from tests.channels.api.caller import Caller, told
from tests.desk.seat import seat, text
from tests.journeys.office import Office

from kantor.channels import hooks
from kantor.spine import access

URL = "https://hooks.example.com/in"


def test_a_webhook_is_made_looked_at_and_ended_by_its_person_alone(office: Office) -> None:
    anna = seat(office, "anna")
    made = text(anna.post("/hooks/", {"url": URL, "for": str(office.clients["PL"]), "kind": ["document.received"]}))
    assert re.search(r"data-secret>whsec_[\w+/=]+<", made)
    listed = text(anna.get("/hooks/"))
    assert "whsec_" not in listed
    (end,) = re.findall(r"/hooks/\d+/end", listed)
    with office.acting("PL", "anna") as actor:
        (found,) = hooks.hooks_of(actor)
    assert (found.url, found.kinds, found.token_id) == (URL, ("document.received",), None)
    assert "Nothing was sent yet." in text(anna.get(f"/hooks/{found.id}/"))
    bert = seat(office, "bert")
    assert bert.get(f"/hooks/{found.id}/").status_code == 404
    assert bert.post(end).status_code == 404
    assert anna.post(end).status_code == 302
    assert "/end" not in text(anna.get("/hooks/"))


def test_those_of_keys_are_listed_with_why_they_ended(office: Office) -> None:
    program = Caller(office, "anna")
    made = told(program.post(f"/webhooks?client={office.clients['DE']}", {"url": URL, "kinds": ["*"]}), 201)
    access.revoke_token(program.token_id, person_id=office.people["anna"], at=office.now(), by=None)
    hooks.deliver(office.clients["DE"], office.now, to_private=False)
    for language, sentence in (("en", "The key it was made with was ended."), ("pl", "Klucz, którym go utworzono, został zakończony.")):
        listed = text(seat(office, "anna", language).get("/hooks/"))
        assert sentence in listed
        assert sentence in text(seat(office, "anna", language).get(f"/hooks/{made['id']}/"))


@pytest.mark.parametrize("url", ["http://hooks.example.com/", "https://127.0.0.1/", "ftp://x", "", "https://user:x@example.com/"])
def test_what_is_no_address_is_said_above_the_form_and_kept(office: Office, url: str) -> None:
    answer = seat(office, "anna").post("/hooks/", {"url": url, "for": str(office.clients["DE"])})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert f'value="{url}"' in answer.content.decode()
