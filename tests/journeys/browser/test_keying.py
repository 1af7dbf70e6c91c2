"""A known supplier's PDF passes unseen; one that is drawn is keyed again blind, a difference is decided, a rule that errs stops."""

from collections.abc import Mapping

import pytest
from tests.journeys.browser.conftest import PASSWORD, Desk
from tests.journeys.browser.steps import OVERFLOWING, sit_down
from tests.journeys.office import hire
from tests.journeys.papers import bring, drawn, known_office, on_the_page

from kantor.spine import access

pytestmark = pytest.mark.browser
HEADS = ("office.clerk", "office.approver", "payables.clerk")


def fits(desk: Desk) -> None:
    assert desk.barriers() == []
    assert not desk.page.evaluate(OVERFLOWING)


def keyed_again(desk: Desk, document: int, right: Mapping[str, str]) -> None:
    """dora keys all but the number as it stands there, and says that hers is right."""
    page = desk.page
    sit_down(desk, "dora", "de")
    desk.press("t")
    page.wait_for_url(f"**/documents/{document}/")
    page.locator("[name='keyed:iban']:focus").wait_for()
    assert right["gross"] not in page.content()
    fits(desk)
    while (name := page.evaluate("document.activeElement.name || ''")).startswith("keyed:"):
        key = name.removeprefix("keyed:")
        text = {"number": "RE-2026-0998"}.get(key, right[key])
        if page.evaluate("document.activeElement.matches('select')"):
            page.select_option(f"[name='{name}']", text)
        else:
            page.keyboard.type(text)
        desk.press("Enter")
    desk.press("Control+Enter")

    page.locator(".difference").wait_for()
    page.locator(".difference .cut canvas").wait_for()
    assert page.locator(".difference b").all_inner_texts() == [right["number"], "RE-2026-0998"]
    fits(desk)
    desk.press("Tab")  # out of what is focused first, and back again: the choice is a radio group
    desk.press("Shift+Tab")
    desk.press("Space", "ArrowDown")
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: f"/documents/{document}/" not in url)


def stopped(desk: Desk) -> None:
    """emil sees that the rule errs, looks at the document behind the figure, and asks to let the rule pass again; frida agrees."""
    page = desk.page
    sit_down(desk, "emil", "de")
    page.goto(f"{desk.address}/spot-checks/")
    page.locator(".stopped .notice").wait_for()
    fits(desk)
    page.locator("tr", has_text="2,50 – 100,00 %").get_by_role("link").nth(2).click()
    page.get_by_role("link", name="RE-2026-0998").wait_for()
    page.goto(f"{desk.address}/spot-checks/")
    page.locator("[name=reason]").focus()
    page.keyboard.type("Der Lieferant zählt neu.")
    desk.press("Enter")
    page.locator(".stopped", has_text="zählt neu").wait_for()
    assert page.locator(".stopped button").count() == 0

    sit_down(desk, "frida", "pl")
    page.goto(f"{desk.address}/spot-checks/")
    fits(desk)
    page.locator(".stopped button").focus()
    desk.press("Enter")
    page.locator(".stopped").wait_for(state="detached")


def test_what_passes_unseen_is_keyed_again_counted_and_stopped_where_it_errs(desk: Desk) -> None:
    office = known_office(desk.office)
    hire(office, "emil", {"DE": HEADS})
    hire(office, "frida", {"DE": HEADS})
    for name in ("dora", "emil", "frida"):
        access.set_password(office.people[name], PASSWORD, at=office.now(), by=None)
    assert "effect" in {one.outcome for one in bring(office, count=4)}
    document = drawn(office, first=990)
    right = on_the_page(office, document)
    keyed_again(desk, document, right)
    stopped(desk)
