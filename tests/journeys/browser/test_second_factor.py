"""The second factor in a real browser: an app by its QR code's key, a passkey of a virtual device, and a log-in that was ended."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import CDPSession
from tests.desk.test_factors import app_code
from tests.journeys.browser.conftest import PASSWORD, Desk

from kantor.spine import access

pytestmark = pytest.mark.browser


@pytest.fixture
def device(desk: Desk) -> CDPSession:
    """A device with a passkey store and a finger that is always right, as Chromium's DevTools protocol plays it."""
    desk.address = desk.address.replace("127.0.0.1", "localhost")  # passkeys are made for names
    session = desk.page.context.new_cdp_session(desk.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True, "isUserVerified": True}
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, "automaticPresenceSimulation": True}})
    return session


def log_out(desk: Desk) -> None:
    desk.page.click("details.me > summary")
    desk.page.click("text=Log out")
    desk.page.wait_for_url("**/login/")


def type_log_in(desk: Desk, person: str) -> None:
    desk.page.fill("[name=login]", f"{person}@office.example")
    desk.page.fill("[name=password]", PASSWORD)
    desk.page.keyboard.press("Enter")


def test_an_app_is_set_up_and_asked_for(desk: Desk) -> None:
    page = desk.page
    desk.log_in("bert")
    page.goto(f"{desk.address}/second-factor/")
    assert page.locator("svg.qr path").get_attribute("d")
    assert desk.barriers() == []
    secret = page.locator("[data-secret]").inner_text()
    page.fill("[name=code]", app_code(secret))
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-code]")
    assert page.locator("[data-code]").count() == 10
    assert desk.barriers() == []
    log_out(desk)
    type_log_in(desk, "bert")
    page.wait_for_url("**/login/second-factor/")
    assert desk.barriers() == []
    page.keyboard.type(app_code(secret, ahead=1))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{desk.address}/")


def test_a_passkey_is_a_second_factor_and_a_log_in_of_its_own(desk: Desk, device: CDPSession) -> None:
    page = desk.page
    desk.log_in("bert")
    page.goto(f"{desk.address}/second-factor/")
    page.fill("[name=name]", "My laptop")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-code]")
    assert [one.name for one in access.passkeys_of(desk.office.people["bert"])] == ["My laptop"]
    log_out(desk)
    type_log_in(desk, "bert")
    page.wait_for_url("**/login/second-factor/")
    page.click("text=Use passkey")
    page.wait_for_url(f"{desk.address}/")
    log_out(desk)
    page.click("text=Log in with a passkey")
    page.click("text=Use passkey")
    page.wait_for_url(f"{desk.address}/")
    (passkey,) = access.passkeys_of(desk.office.people["bert"])
    assert passkey.sign_count > 1
    (session,) = access.sessions_of(desk.office.people["bert"], passkey.made_at)
    assert session.proved_by == ("passkey",)


def test_a_copy_of_a_passkey_opens_nothing(desk: Desk, device: CDPSession) -> None:
    """Its count does not go on from where the real one is."""
    page = desk.page
    desk.log_in("bert")
    page.goto(f"{desk.address}/second-factor/")
    page.fill("[name=name]", "My laptop")
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-code]")
    from django.apps import apps

    apps.get_model("access", "Passkey").objects.update(sign_count=1000)
    log_out(desk)
    page.click("text=Log in with a passkey")
    page.click("text=Use passkey")
    page.wait_for_selector("text=This passkey was not accepted")
    desk.complaints.clear()  # the browser tells of the 422
    assert not access.sessions_of(desk.office.people["bert"], datetime.now(UTC))


def test_a_log_in_that_was_ended_asks_anew_at_the_next_click(desk: Desk) -> None:
    page = desk.page
    desk.log_in("anna")
    person = desk.office.people["anna"]
    access.end_sessions(person, at=desk.office.now(), by=None, reason="ended_by_colleague")
    page.click("footer >> text=/F1/")  # what is on the page already still works
    page.keyboard.press("Escape")
    page.goto(f"{desk.address}/documents/")
    assert page.url == f"{desk.address}/login/?next=/documents/"
    type_log_in(desk, "anna")
    page.wait_for_url(f"{desk.address}/documents/")
