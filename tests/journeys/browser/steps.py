"""What people do again and again in the browser journeys."""

from datetime import UTC, datetime

from django.conf import settings
from tests.journeys.browser.conftest import Desk

ACCOUNT = "4806"


def sit_down(desk: Desk, person: str, language: str = "en") -> None:
    """Somebody else takes the seat, at the office's time."""
    settings.KANTOR_CLOCK_AHEAD = desk.office.now.at - datetime.now(UTC)
    desk.page.context.clear_cookies()
    desk.log_in(person, language)


def decide(desk: Desk, document_id: int, account: str = ACCOUNT) -> None:
    """Open a document, confirm what is doubtful, fill missing accounts, and approve; by keyboard alone."""
    work_through(desk, document_id, account)
    desk.press("Control+Enter")
    desk.page.wait_for_url(lambda url: not url.endswith(f"/documents/{document_id}/"))


def work_through(desk: Desk, document_id: int, account: str = ACCOUNT) -> None:
    """Open a document, confirm what is doubtful and fill missing accounts, until it can be approved; by keyboard alone."""
    page = desk.page
    page.goto(f"{desk.address}/documents/{document_id}/")
    page.locator("#approve").wait_for()
    for _ in range(12):
        address = desk.focused()
        if not address:
            break
        if address.endswith(".account"):
            page.keyboard.type(account)
        desk.press("Enter")
        page.wait_for_timeout(50)
    page.locator("#approve", has_text="Approve").wait_for()


def stands_aside(desk: Desk, document_id: int) -> bool:
    """Whether the person may only look at the document."""
    desk.page.goto(f"{desk.address}/documents/{document_id}/")
    return desk.page.locator("#approve").count() == 0
