"""Choosing a password by a code: it opens nothing but that, once, for one person, and whoever gave it never knows the password."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.desk.test_log_ins import PASSWORD, is_in, logged_in
from tests.journeys.office import Office

from kantor.spine import access, trail
from kantor.spine.access import HOUSE

EMAIL = "anna@office.example"
NEW = "rain over the harbour"


@pytest.fixture(autouse=True)
def attempts(office: Office) -> Iterator[None]:
    yield
    cache.clear()


def code_for(office: Office, person: str = "anna", ahead: timedelta = timedelta()) -> str:
    return access.give_password_code(office.people[person], at=datetime.now(UTC) + ahead, by=None)


def chosen(code: str, password: str = NEW, *, email: str = EMAIL, again: str | None = None) -> Any:
    given = {"email": email, "code": code, "password": password, "again": password if again is None else again}
    return Client().post("/login/code/", given)


def test_a_code_chooses_a_password_once_and_logs_nobody_in(office: Office) -> None:
    access.set_password(office.people["anna"], PASSWORD, at=office.now(), by=None)
    elsewhere = logged_in("anna")
    code = code_for(office)
    assert is_in(elsewhere)  # a code that was only given changes nothing
    answer = chosen(code.upper().replace("-", " "))
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login/")
    assert authenticate(username=EMAIL, password=NEW) is not None
    assert not is_in(elsewhere)
    assert chosen(code, "another quiet evening").status_code == 422
    assert authenticate(username=EMAIL, password=NEW) is not None
    with access.acting(clients=(HOUSE,), person_id=None, at=office.now()):
        kinds = [one.kind for one in trail.latest(HOUSE) if one.kind.startswith("access.password")]
    assert kinds[::-1] == [f"access.password_{what}" for what in ("set", "code_given", "set", "code_failed")]


@pytest.mark.parametrize("email", ["bert@office.example", "nobody@office.example", ""])
def test_a_code_is_good_for_its_own_person_alone(office: Office, email: str) -> None:
    answer = chosen(code_for(office), email=email)
    assert answer.status_code == 422
    assert "do not fit together" in answer.content.decode()
    assert authenticate(username=email, password=NEW) is None


def test_a_code_ends_after_three_days_and_with_the_next_one(office: Office) -> None:
    over, first = code_for(office, "bert", -timedelta(days=3, seconds=1)), code_for(office)
    second = code_for(office)
    assert chosen(over, email="bert@office.example").status_code == 422
    assert chosen(first).status_code == 422
    assert chosen(second).status_code == 302


def test_what_is_easily_guessed_or_mistyped_leaves_the_code_good(office: Office) -> None:
    code = code_for(office)
    for password, again, said in (("anna@office.example", None, "similar"), ("short", None, "12"), (NEW, "rain over the harbor", "differ")):
        answer = chosen(code, password, again=again)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert chosen(code).status_code == 302


def test_after_five_failures_even_the_right_code_waits(office: Office) -> None:
    code = code_for(office)
    for _ in range(5):
        assert chosen("wrong").status_code == 422
    assert "Too many attempts" in chosen(code).content.decode()
    assert authenticate(username=EMAIL, password=NEW) is None


def test_the_code_stands_nowhere_in_the_database(office: Office) -> None:
    code = code_for(office)
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM access_password_code c")
        ((kept,),) = cursor.fetchall()
    assert code not in kept
    with access.acting(clients=(HOUSE,), person_id=None, at=office.now()):
        assert code not in str([one.content for one in trail.latest(HOUSE)])
