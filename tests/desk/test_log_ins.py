"""Where people are logged in: seen by themselves, ended by themselves or by whoever manages people, and ended by idleness and age."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.desk.seat import text
from tests.journeys.office import Office

from kantor.desk.log_ins.devices import device
from kantor.spine import access, trail
from kantor.spine.access import HOUSE

PASSWORD = "a quiet desk by the window"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/604.1"
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0"


@pytest.fixture
def people(office: Office) -> Iterator[Office]:
    """The office, everybody with a password."""
    for person_id in office.people.values():
        access.set_password(person_id, PASSWORD, at=office.now(), by=None)
    yield office
    cache.clear()


def logged_in(person: str, agent: str = FIREFOX) -> Client:
    browser = Client(headers={"user-agent": agent})
    assert browser.post("/login/", {"login": f"{person}@office.example", "password": PASSWORD}).status_code == 302
    return browser


def is_in(browser: Client) -> bool:
    return browser.get("/log-ins/").status_code == 200


def ended(office: Office) -> list[tuple[int | None, str, int]]:
    with access.acting(clients=(HOUSE,), person_id=None, at=office.now()):
        records = [one for one in trail.latest(HOUSE) if one.kind == "access.sessions_ended"]
    return [(one.person_id, one.content["reason"], one.content["sessions"]) for one in records][::-1]


def age(person_id: int, **columns: timedelta) -> None:
    """Moments of a person's log-ins, moved into the past."""
    with connection.cursor() as cursor:
        for column, by in columns.items():
            cursor.execute(f"UPDATE access_session SET {column} = {column} - %s WHERE person_id = %s", [by, person_id])


def test_devices_are_named_as_people_know_them() -> None:
    assert [tuple(device(agent)) for agent in (FIREFOX, IPHONE, EDGE, "curl/8.5.0")] == [
        ("Firefox", "Linux"),
        ("Safari", "iPhone"),
        ("Edge", "Windows"),
        ("", ""),
    ]


def test_one_sees_where_one_is_logged_in_and_ends_the_others(people: Office) -> None:
    here, there = logged_in("anna"), logged_in("anna", IPHONE)
    listed = text(here.get("/log-ins/"))
    assert listed.count("Firefox · Linux") == 1
    assert listed.count("Safari · iPhone") == 1
    assert listed.count("127.0.0.1") == 2
    assert here.post("/log-ins/end").status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert ended(people)[-1] == (people.people["anna"], "ended", 1)


def test_one_log_in_is_ended_by_its_name_and_nobody_ends_anothers(people: Office) -> None:
    anna, bert = logged_in("anna"), logged_in("bert")
    (other,) = access.sessions_of(people.people["bert"], people.now())
    assert anna.post("/log-ins/end", {"key": other.key}).status_code == 404
    assert is_in(bert)
    assert bert.post("/log-ins/end", {"key": other.key}).status_code == 302
    assert not is_in(bert)


def test_the_cookie_stands_nowhere_in_the_database(people: Office) -> None:
    cookie = logged_in("anna").cookies["sessionid"].value
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_session s WHERE s::text LIKE %s", [f"%{cookie}%"])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM access_session WHERE key_hash = encode(sha256(convert_to(%s, 'UTF8')), 'hex')", [cookie])
        assert cursor.fetchone() == (1,)


def test_a_changed_password_ends_all_other_log_ins(people: Office) -> None:
    here, there = logged_in("anna"), logged_in("anna", IPHONE)
    new = "another quiet desk"
    answer = here.post("/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert (is_in(here), is_in(there)) == (True, False)
    assert ended(people)[-1] == (people.people["anna"], "password", 1)


def test_whoever_manages_people_ends_the_log_ins_of_a_colleague(people: Office) -> None:
    anna, bert = logged_in("anna"), logged_in("bert")
    assert bert.post(f"/office/people/{people.people['anna']}/end-log-ins").status_code == 302
    assert (is_in(anna), is_in(bert)) == (False, True)
    assert ended(people)[-1] == (people.people["bert"], "ended_by_colleague", 1)


def test_nobody_ends_the_log_ins_of_people_they_do_not_work_with(people: Office) -> None:
    stranger = access.create_person(email="stranger@example.com", name="Stranger", at=people.now(), password=PASSWORD)
    assert logged_in("bert").post(f"/office/people/{stranger}/end-log-ins").status_code == 404


def test_a_log_in_that_lies_idle_ends(people: Office) -> None:
    browser = logged_in("anna")
    age(people.people["anna"], seen_at=timedelta(minutes=59))
    assert is_in(browser)
    age(people.people["anna"], seen_at=timedelta(minutes=60))
    assert not is_in(browser)


def test_a_page_that_asks_by_itself_keeps_no_log_in_open(people: Office) -> None:
    browser = logged_in("anna")
    age(people.people["anna"], seen_at=timedelta(minutes=40))
    assert browser.get("/progress", headers={"X-By-Itself": "1"}).status_code == 200
    age(people.people["anna"], seen_at=timedelta(minutes=20))
    assert not is_in(browser)


def test_a_log_in_ends_by_age_however_busy(people: Office) -> None:
    browser = logged_in("anna")
    age(people.people["anna"], ends_at=timedelta(hours=11, minutes=59))
    assert is_in(browser)
    age(people.people["anna"], ends_at=timedelta(minutes=1))
    assert not is_in(browser)


def test_a_part_of_a_page_leads_to_the_log_in_and_a_clock_takes_nothing_away(people: Office) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/documents/?client=1"}
    answer = Client().get("/documents/", headers=asked)
    assert answer.headers["HX-Redirect"] == "/login/?next=/documents/%3Fclient%3D1"
    assert Client().get("/progress", headers={**asked, "X-By-Itself": "1"}).status_code == 204
