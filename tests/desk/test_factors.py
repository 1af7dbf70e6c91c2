"""The second factor: set up by its person, asked for at log-in, required of whoever releases payments, and reset by two people."""

import base64
import hashlib
import hmac
import re
import struct
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from tests.desk.seat import text
from tests.desk.test_log_ins import PASSWORD, is_in, logged_in
from tests.journeys.office import Office

from kantor.spine import access, trail
from kantor.spine.access import HOUSE

TYPE = "office.factor_reset"


@pytest.fixture
def people(office: Office) -> Iterator[Office]:
    """The office, everybody with a password."""
    for person_id in office.people.values():
        access.set_password(person_id, PASSWORD, at=office.now(), by=None)
    yield office
    cache.clear()


@pytest.fixture
def guarded(people: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The rule as it is by default."""
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, second_factor_for="guarded"))
    return people


def app_code(written: str, ahead: int = 0) -> str:
    """What an authenticator app shows, by RFC 6238 as written there and nothing of the house's; ahead: steps of half a minute."""
    count = struct.pack(">Q", int(time.time()) // 30 + ahead)
    mac = hmac.new(base64.b32decode(written), count, hashlib.sha1).digest()
    (number,) = struct.unpack(">I", mac[mac[19] & 15 :][:4])
    return str((number & 0x7FFFFFFF) % 1_000_000).zfill(6)


def set_up(browser: Client) -> tuple[str, list[str]]:
    """An app and the recovery codes that come with it."""
    (secret,) = re.findall(r"data-secret>([A-Z2-7]{32})<", text(browser.get("/second-factor/")))
    page = text(browser.post("/second-factor/app", {"code": app_code(secret)}))
    return secret, re.findall(r"data-code>([\w-]+)<", page)


def password_typed(person: str) -> Client:
    browser = Client()
    browser.post("/login/", {"login": f"{person}@office.example", "password": PASSWORD})
    return browser


def happened(office: Office) -> list[tuple[str, str]]:
    with access.acting(clients=(HOUSE,), person_id=None, at=office.now()):
        records = [one for one in trail.latest(HOUSE) if "factor" in one.kind or "recovery" in one.kind]
    return [(one.kind.removeprefix("access."), str(one.content.get("factor", ""))) for one in records][::-1]


def test_an_app_that_shows_the_right_code_is_asked_for_from_then_on(people: Office) -> None:
    browser, other = logged_in("anna"), logged_in("anna")
    secret, codes = set_up(browser)
    assert len(set(codes)) == 10
    assert (is_in(browser), is_in(other)) == (True, False)
    again = password_typed("anna")
    assert again.get("/").headers["Location"].startswith("/login/")
    assert again.post("/login/second-factor/", {"code": "000000"}).status_code == 422
    assert not is_in(again)
    assert again.post("/login/second-factor/", {"code": app_code(secret, ahead=1)}).status_code == 302
    assert "password + authenticator app" in text(again.get("/log-ins/"))
    assert happened(people) == [("factor_added", "totp"), ("recovery_codes_made", ""), ("factor_failed", "code"), ("factor_used", "totp")]


def test_whoever_has_no_factor_here_makes_room_for_the_next(people: Office) -> None:
    set_up(logged_in("anna"))
    browser = password_typed("anna")
    assert browser.get("/login/").headers["Location"] == "/login/second-factor/"
    assert browser.post("/login/second-factor/", {"leave": "1"}).headers["Location"] == "/login/"
    browser.post("/login/", {"login": "bert@office.example", "password": PASSWORD})
    assert browser.session["_auth_user_id"] == str(people.people["bert"])


def test_a_wrong_code_sets_nothing_up_and_the_picture_stays(people: Office) -> None:
    browser = logged_in("anna")
    before = re.findall(r"data-secret>(\w+)<", text(browser.get("/second-factor/")))
    answer = browser.post("/second-factor/app", {"code": "123"})
    assert answer.status_code == 422
    assert re.findall(r"data-secret>(\w+)<", answer.content.decode()) == before
    assert access.factors_of(people.people["anna"]).any is False


def test_a_code_opens_once_even_within_its_half_minute(people: Office) -> None:
    secret, _ = set_up(logged_in("anna"))
    code = app_code(secret, ahead=1)
    assert password_typed("anna").post("/login/second-factor/", {"code": code}).status_code == 302
    assert password_typed("anna").post("/login/second-factor/", {"code": code}).status_code == 422


def test_a_recovery_code_opens_once_however_it_is_typed(people: Office) -> None:
    _, codes = set_up(logged_in("anna"))
    typed = codes[0].upper().replace("-", " ")
    browser = password_typed("anna")
    assert browser.post("/login/second-factor/", {"code": typed}).status_code == 302
    assert is_in(browser)
    assert password_typed("anna").post("/login/second-factor/", {"code": codes[0]}).status_code == 422
    assert access.factors_of(people.people["anna"]).codes_left == 9


def test_neither_the_secret_nor_a_code_stands_in_the_database(people: Office) -> None:
    secret, codes = set_up(logged_in("anna"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM access_totp")
        ((kept,),) = cursor.fetchall()
        cursor.execute("SELECT hash FROM access_recovery_code")
        hashes = [bytes(row[0]) for row in cursor.fetchall()]
    assert base64.b32decode(secret) not in bytes(kept)
    assert sorted(hashes) == sorted(hashlib.sha256(code.replace("-", "").encode()).digest() for code in codes)


def test_a_secret_opens_for_its_own_person_alone(people: Office) -> None:
    sealed, secret = access.begin_totp(people.people["anna"])
    assert access.begun_totp(people.people["anna"], sealed) == secret
    with pytest.raises(OSError, match="does not open"):
        access.begun_totp(people.people["bert"], sealed)


def test_after_five_wrong_codes_even_the_right_one_waits(people: Office) -> None:
    secret, _ = set_up(logged_in("anna"))
    browser = password_typed("anna")
    for _ in range(5):
        browser.post("/login/second-factor/", {"code": "000000"})
    answer = browser.post("/login/second-factor/", {"code": app_code(secret, ahead=1)})
    assert answer.status_code == 422
    assert "Too many attempts" in answer.content.decode()


def test_whoever_releases_payments_sets_one_up_before_anything_else(guarded: Office) -> None:
    browser = logged_in("bert")
    answer = browser.get("/documents/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/second-factor/?next=/documents/")
    assert browser.post("/keys/", {"name": "Shop", "days": "30"}).status_code == 302
    assert browser.get("/documents/", headers={"HX-Request": "true"}).headers["HX-Redirect"].startswith("/second-factor/")
    assert "Set up a second factor before you go on" in text(browser.get(answer.headers["Location"]))
    set_up(browser)
    assert 'href="/documents/"' in text(browser.get("/second-factor/"))
    assert browser.get("/documents/").status_code == 200


def test_whoever_may_do_nothing_of_that_needs_none(guarded: Office) -> None:
    from tests.journeys.office import hire

    hire(guarded, "dora", {"DE": ("payables.clerk", "office.auditor")})
    access.set_password(guarded.people["dora"], PASSWORD, at=guarded.now(), by=None)
    assert logged_in("dora").get("/documents/").status_code == 200


def test_a_role_that_comes_later_asks_for_it_at_the_next_click(guarded: Office) -> None:
    from tests.journeys.office import hire

    hire(guarded, "dora", {"DE": ("payables.clerk",)})
    access.set_password(guarded.people["dora"], PASSWORD, at=guarded.now(), by=None)
    browser = logged_in("dora")
    assert browser.get("/documents/").status_code == 200
    hire(guarded, "dora", {"DE": ("treasury.approver",)})
    assert browser.get("/documents/").status_code == 302


def test_who_needs_a_factor_keeps_the_last_one(guarded: Office) -> None:
    browser = logged_in("bert")
    set_up(browser)
    answer = browser.post("/second-factor/app/remove")
    assert answer.status_code == 422
    assert "Add another one" in answer.content.decode()
    assert access.factors_of(guarded.people["bert"]).any


def test_one_that_is_given_up_is_not_asked_for_and_its_codes_go(people: Office) -> None:
    browser = logged_in("anna")
    set_up(browser)
    assert browser.post("/second-factor/app/remove").status_code == 302
    assert access.factors_of(people.people["anna"]).codes_left == 0
    assert is_in(password_typed("anna"))
    assert happened(people)[-1] == ("factor_removed", "totp")


def test_changing_the_log_in_asks_once_more_who_it_is(people: Office) -> None:
    browser = logged_in("anna")
    session = browser.session
    session["log_in"] = {**session["log_in"], "proved_at": time.time() - 16 * 60}
    session.save()
    assert browser.post("/second-factor/app", {"code": "1"}).headers["Location"] == "/confirm/?next=/second-factor/"
    assert browser.post("/confirm/", {"password": "not my password", "next": "/second-factor/"}).status_code == 422
    before = browser.cookies["sessionid"].value
    assert browser.post("/confirm/", {"password": PASSWORD, "next": "/second-factor/"}).headers["Location"] == "/second-factor/"
    assert browser.cookies["sessionid"].value != before
    assert browser.post("/second-factor/app", {"code": "1"}).status_code == 422


def test_two_people_reset_the_factor_of_a_third(people: Office) -> None:
    browser = logged_in("carla")
    set_up(browser)
    reset = people.type_in("DE", "anna", TYPE, {"email": "carla@office.example", "identified": "called back on the number in her file"})
    people.approve("DE", reset, "bert")
    people.finish("DE", reset)
    assert not is_in(browser)
    assert is_in(password_typed("carla"))
    with access.acting(clients=(HOUSE,), person_id=None, at=people.now()):
        (record,) = [one for one in trail.latest(HOUSE) if one.kind == "access.factors_reset"]
    assert record.content == {"person": people.people["carla"], "document": reset}


def test_nobody_resets_the_own_factor_with_anothers_help(people: Office) -> None:
    """Whoever gains by a document does not approve it."""
    from kantor.words import Refusal

    reset = people.type_in("DE", "anna", TYPE, {"email": "bert@office.example", "identified": "he says so himself"})
    with pytest.raises(Refusal):
        people.approve("DE", reset, "bert")
