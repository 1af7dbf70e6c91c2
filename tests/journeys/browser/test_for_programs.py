"""Keys and webhooks in the browser: made and ended by keyboard, in light and dark, without barriers, at 1366 pixels."""

import pytest
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("de", "dark"), ("pl", "light"), ("id", "dark")])
def test_keys_and_webhooks_are_made_by_keyboard(desk: Desk, language: str, scheme: str) -> None:
    page = desk.page
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    sit_down(desk, "anna", language)
    page.goto(f"{desk.address}/keys/")
    page.focus("input[name=name]")
    page.keyboard.type("Shop")
    desk.press("Enter")
    page.locator("[data-secret]").wait_for()
    assert desk.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.goto(f"{desk.address}/hooks/")
    page.focus("input[name=url]")
    page.keyboard.type("https://hooks.example.com/in")
    desk.press("Enter")
    page.locator("[data-secret]").wait_for()
    assert desk.barriers() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366
    page.locator("table a").first.click()
    page.wait_for_url("**/hooks/*/")
    assert desk.barriers() == []
