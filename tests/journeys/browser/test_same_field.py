"""Two people in the same field, in the browser: both values are shown, one is chosen by keyboard, and nothing that was typed is lost."""

import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import sit_down, work_through

from kantor.spine import cases

pytestmark = pytest.mark.browser
ACCOUNT, CENTRE = "#f-lines-0-account", "#f-lines-0-cost_centre"


def meanwhile(desk: Desk, document: int, **changes: str) -> None:
    """Carla, who got the document when Anna's hold was over, saves and goes on."""
    with desk.office.acting("DE", "anna") as actor:
        task = cases.task_of(document)
        assert task
        cases.release(task.id, task.client_id, desk.office.people["anna"], actor.at)
    desk.office.save("DE", document, "carla", **changes)


def said(desk: Desk, document: int, address: str) -> str:
    return dict(desk.office.checked("DE", document).reading.every())[address].text


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("de", "dark")])
def test_the_clerk_chooses_between_two_values_of_a_field(desk: Desk, language: str, scheme: str) -> None:
    desk.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    (outcome,) = desk.office.bring(GERMAN)
    document, page = outcome.document_id, desk.page
    sit_down(desk, "anna", language)
    page.goto(f"{desk.address}/documents/{document}/")
    page.fill(ACCOUNT, "4806")
    page.fill(CENTRE, "K7")
    page.wait_for_timeout(400)  # the checks follow what is typed
    meanwhile(desk, document, lines__0__account="4930")
    desk.press("F8")
    page.locator("#aside[open]").wait_for()
    desk.press("Control+Enter")
    page.locator("[data-conflict]").wait_for()
    page.locator("#aside[open]").wait_for(state="detached")
    assert page.locator("[data-conflict] ins").all_inner_texts() == ["4806", "4930"]
    assert page.evaluate("document.activeElement.dataset.keeps") == "mine"
    assert desk.barriers() == []
    desk.press("Tab", "Enter")  # take Carla's
    page.locator(".conflicts").wait_for(state="detached")
    assert (page.input_value(ACCOUNT), page.input_value(CENTRE)) == ("4930", "K7")
    desk.press("F8")
    page.locator("#aside[open]").wait_for()
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: not url.endswith(f"/documents/{document}/"))
    assert (said(desk, document, "lines.0.account"), said(desk, document, "lines.0.cost_centre")) == ("4930", "K7")
    desk.complaints[:] = [one for one in desk.complaints if "409" not in one]  # the browser notes every refused request


def test_what_others_changed_is_shown_before_it_is_approved(desk: Desk) -> None:
    (outcome,) = desk.office.bring(GERMAN)
    document, page = outcome.document_id, desk.page
    sit_down(desk, "anna")
    work_through(desk, document)
    meanwhile(desk, document, buyer_reference="K-7")
    desk.press("Control+Enter")
    page.locator(".changed", has_text="K-7").wait_for()
    assert desk.office.row("DE", document).state == "waiting"
    assert said(desk, document, "lines.0.account") == "4806"
    assert desk.barriers() == []
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: f"/documents/{document}/" not in url)
    assert desk.office.row("DE", document).state == "ready"
