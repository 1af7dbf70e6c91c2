"""Screens stay true while somebody looks at them: what others do and what comes in shows by itself, and nothing moves under one's hands."""

from dataclasses import replace

import pytest
from playwright.sync_api import expect
from tests.engines.einvoice.drafts import GERMAN, POLISH
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down

pytestmark = pytest.mark.browser
WAITING = "#waiting tbody tr[data-row]"


def test_what_comes_in_shows_without_asking(desk: Desk) -> None:
    office, page = desk.office, desk.page
    sit_down(desk, "anna")
    with page.expect_response("**/live") as stream:
        page.goto(f"{desk.address}/queue/")
    assert stream.value.headers["content-type"] == "text/event-stream"
    before = page.locator(WAITING).count()
    office.bring(replace(GERMAN, number="LIVE-1"))
    expect(page.locator(WAITING)).to_have_count(before + 1)
    expect(page.locator(".promise")).to_contain_text(f"/ {before + 1}")

    # a row that somebody stands on stays where it is until they leave it
    page.locator(WAITING).first.locator("a").first.focus()
    office.bring(replace(POLISH, number="LIVE/2"))
    expect(page.locator(".promise")).to_contain_text(f"/ {before + 2}")
    assert page.locator(WAITING).count() == before + 1
    page.evaluate("document.activeElement.blur()")
    expect(page.locator(WAITING)).to_have_count(before + 2)
    assert desk.barriers() == []


def test_home_counts_on(desk: Desk) -> None:
    sit_down(desk, "anna")
    with desk.page.expect_response("**/live"):
        desk.page.goto(desk.address)
    desk.office.bring(replace(GERMAN, number="LIVE-3"))
    expect(desk.page.locator("#home")).to_contain_text("LIVE-3")
