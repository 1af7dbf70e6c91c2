"""What one person may not decide alone, in the browser: a changed account stops the payment, and an amount above the limit needs two."""

from dataclasses import replace

import pytest
from django.apps import apps
from tests.journeys.browser.conftest import Desk
from tests.journeys.browser.steps import decide, sit_down, stands_aside
from tests.journeys.test_four_eyes_story import CHANGED, LARGE

pytestmark = pytest.mark.browser


def propose(desk: Desk) -> None:
    desk.page.goto(f"{desk.address}/treasury/payments/?client={desk.office.clients['DE']}")
    desk.page.get_by_role("button", name="Propose a run").click()


def test_a_changed_iban_stops_the_payment_until_two_people_agree(desk: Desk) -> None:
    office, page = desk.office, desk.page
    (outcome,) = office.bring(CHANGED)
    sit_down(desk, "anna")
    decide(desk, outcome.document_id)
    assert stands_aside(desk, outcome.document_id)
    sit_down(desk, "bert")
    decide(desk, outcome.document_id)
    assert office.finish("DE", outcome.document_id) == {outcome.document_id}

    office.now.forward(days=22)
    sit_down(desk, "anna")
    propose(desk)
    page.get_by_text("Nothing is due that may be paid.").wait_for()

    account = office.waiting("DE", "masterdata.bank_account")
    sit_down(desk, "carla")
    decide(desk, account)
    assert stands_aside(desk, account)
    sit_down(desk, "bert")
    decide(desk, account)
    assert office.finish("DE", account) == {account}

    sit_down(desk, "anna")
    propose(desk)
    page.wait_for_url("**/documents/*/")
    run = int(page.url.rstrip("/").rsplit("/", 1)[1])
    assert stands_aside(desk, run)  # whoever proposes does not release
    sit_down(desk, "bert")
    decide(desk, run)
    assert office.finish("DE", run) == {run}
    page.goto(f"{desk.address}/treasury/payments/")
    page.get_by_text("DE02120300000000202051").wait_for()
    page.goto(f"{desk.address}/outbox/?state=approved")
    page.get_by_role("link", name="Payment file").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download for the bank").click()
    assert b"DE02120300000000202051" in download.value.path().read_bytes()
    with office.acting("DE"):
        assert apps.get_model("documents", "Outbox").objects.get(document_id=run, kind="payment_file").state == "sent"


def test_an_over_limit_invoice_needs_two(desk: Desk) -> None:
    office = desk.office
    (outcome,) = office.bring(LARGE)
    sit_down(desk, "carla")
    decide(desk, outcome.document_id)
    assert stands_aside(desk, outcome.document_id)
    assert office.row("DE", outcome.document_id).state == "waiting"
    sit_down(desk, "bert")
    decide(desk, outcome.document_id)
    assert office.finish("DE", outcome.document_id) == {outcome.document_id}
    page = desk.page
    page.goto(f"{desk.address}/documents/{outcome.document_id}/road")
    page.get_by_text("four eyes").first.wait_for()
    assert page.get_by_text("Carla").count()
    assert desk.barriers() == []


def test_a_letter_about_a_wrong_total_leaves_when_a_second_person_lets_it(desk: Desk) -> None:
    office, page = desk.office, desk.page
    (outcome,) = office.bring(replace(LARGE, number="RE-WRONG"))
    sit_down(desk, "carla")
    page.goto(f"{desk.address}/documents/{outcome.document_id}/")
    desk.press("Shift+F8")
    page.locator("#send-back[open]").wait_for()
    desk.press("Space")
    page.locator("#letter").wait_for()
    desk.press("Control+Enter")
    page.wait_for_url(lambda url: not url.endswith(f"/documents/{outcome.document_id}/"))
    page.goto(f"{desk.address}/outbox/")
    page.get_by_role("link", name="Letter").click()
    page.get_by_text("You wrote this; somebody else must let it go.").wait_for()
    item = page.url
    sit_down(desk, "bert")
    page.goto(item)
    desk.press("Control+Enter")
    page.get_by_text("Approved; it leaves with the next delivery.").wait_for()
    with office.acting("DE"):
        letter = apps.get_model("documents", "Outbox").objects.get(document_id=outcome.document_id)
    assert (letter.state, letter.written_by, letter.approved_by) == ("approved", office.people["carla"], office.people["bert"])
