"""People log in with address and password, not too often in vain, and the house's trail knows of it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
from django.core.cache import cache
from django.test import Client

from kantor.spine import access, trail
from kantor.spine.access import HOUSE, acting

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PASSWORD = "a long enough secret"
NUMBERS = count(1)


@pytest.fixture
def ada(database: None) -> Iterator[tuple[int, str]]:
    email = f"log-in-{next(NUMBERS)}@example.com"
    yield access.create_person(email=email, name="Ada", at=AT, password=PASSWORD), email
    cache.clear()


def log_in(browser: Client, email: str, password: str) -> int:
    return browser.post("/login/", {"login": email, "password": password}).status_code


def happened() -> list[tuple[str, int | None]]:
    with acting(clients=(HOUSE,), person_id=None, at=AT):
        return [(record.kind, record.person_id) for record in trail.latest(HOUSE) if record.kind.startswith("access.log")][::-1]


def test_coming_and_going_is_recorded(ada: tuple[int, str]) -> None:
    person, email = ada
    browser = Client()
    assert browser.get("/login/").status_code == 200
    assert log_in(browser, email.upper(), PASSWORD) == 302
    assert browser.session["_auth_user_id"] == str(person)
    assert browser.post("/logout/").status_code == 302
    assert "_auth_user_id" not in browser.session
    assert happened() == [("access.logged_in", person), ("access.logged_out", person)]


def test_a_wrong_password_is_recorded_without_what_was_typed(ada: tuple[int, str]) -> None:
    person, email = ada
    assert log_in(Client(), email, "not the secret at all") == 200
    assert log_in(Client(), "my-secret-password@example.com", PASSWORD) == 200
    assert happened() == [("access.log_in_failed", person), ("access.log_in_failed", None)]
    with acting(clients=(HOUSE,), person_id=None, at=AT):
        written = str([record.content for record in trail.latest(HOUSE)])
    assert "secret" not in written


def test_after_five_failures_even_the_right_password_waits(ada: tuple[int, str]) -> None:
    _, email = ada
    for _ in range(5):
        log_in(Client(), email, "wrong wrong wrong")
    assert log_in(Client(), email, PASSWORD) == 200
    assert [kind for kind, _ in happened()] == ["access.log_in_failed"] * 5


def test_who_may_no_longer_work_here_cannot_log_in(ada: tuple[int, str]) -> None:
    from kantor.spine.access.models import Person

    person, email = ada
    Person.objects.filter(pk=person).update(is_active=False)
    browser = Client()
    log_in(browser, email, PASSWORD)
    assert "_auth_user_id" not in browser.session
    assert happened() == [("access.log_in_failed", person)]


def test_a_changed_password_is_recorded_and_the_session_goes_on(ada: tuple[int, str]) -> None:
    person, email = ada
    browser = Client()
    log_in(browser, email, PASSWORD)
    new = {"oldpassword": PASSWORD, "password1": "quite another secret", "password2": "quite another secret"}
    assert browser.post("/password/", new).status_code == 302
    assert browser.session["_auth_user_id"] == str(person)
    assert browser.get("/password/").status_code == 200
    with acting(clients=(HOUSE,), person_id=None, at=AT):
        assert trail.latest(HOUSE)[0][2:5] == ("access.password_set", None, person)
    assert log_in(Client(), email, "quite another secret") == 302


def test_nobody_signs_up(database: None) -> None:
    assert Client().get("/signup/").status_code == 404
