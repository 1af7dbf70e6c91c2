"""One's own keys for programs: shown once, listed without their secret, ended at once - and nobody ends another's."""

import re

from django.test import Client
from tests.desk.seat import seat, text
from tests.journeys.office import Office


def test_a_key_is_shown_once_and_ended_by_its_person_alone(office: Office) -> None:
    anna = seat(office, "anna")
    made = text(anna.post("/keys/", {"name": "Shop", "days": "30", "permission": ["ledger.see"]}))
    found = re.search(r"data-secret>(kantor_[\w-]{43})<", made)
    assert found
    program = {"authorization": f"Bearer {found[1]}"}
    assert Client().get("/api/open-items", headers=program).status_code == 200
    assert Client().get("/api/suppliers", headers=program).status_code == 403
    listed = text(anna.get("/keys/"))
    assert "Shop" in listed
    assert found[1] not in listed
    (revoke,) = re.findall(r"/keys/\d+/revoke", listed)
    assert seat(office, "bert").post(revoke).status_code == 404
    assert anna.post(revoke).status_code == 302
    assert Client().get("/api/open-items", headers=program).status_code == 401


def test_what_is_no_key_is_said_above_the_form(office: Office) -> None:
    answer = seat(office, "anna").post("/keys/", {"name": "Shop", "days": "9999"})
    assert answer.status_code == 422
    assert "at most 366 days" in answer.content.decode()
