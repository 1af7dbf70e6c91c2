"""What people do again and again in the browser journeys."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from django.conf import settings
from tests.journeys.browser.conftest import BY_LOOK, TAGS, Desk

from kantor.channels.door import File

ACCOUNT = "4806"
LOOKS = (("en", "light"), ("de", "dark"), ("pl", "light"), ("id", "dark"))
OVERFLOWING = """
() => document.documentElement.scrollWidth > innerWidth
    || [...document.querySelectorAll(".work, .top, .panel > header, .button, th, .bare .across")]
        .some((one) => one.scrollWidth > one.clientWidth + 1)
"""
DROP = """
([files]) => {
    const carried = new DataTransfer();
    for (const [name, text] of files) carried.items.add(new File([Uint8Array.from(text, (one) => one.charCodeAt(0))], name));
    for (const type of ["dragenter", "dragover", "drop"]) {
        document.getElementById("work").dispatchEvent(new DragEvent(type, { dataTransfer: carried, bubbles: true, cancelable: true }));
    }
}
"""


def sit_down(desk: Desk, person: str, language: str = "en") -> None:
    """Somebody else takes the seat, at the office's time."""
    settings.KANTOR_CLOCK_AHEAD = desk.office.now.at - datetime.now(UTC)
    desk.page.context.clear_cookies()
    desk.log_in(person, language)


def drop(desk: Desk, *files: File) -> None:
    """Onto the page, as from a folder."""
    desk.page.evaluate(DROP, [[[file.name, file.data.decode("latin-1")] for file in files]])


def fill(desk: Desk, address: str, text: str) -> None:
    field = desk.page.locator(f"[data-address='{address}'] .value").first
    field.fill(text)
    field.press("Tab")


def file_form(desk: Desk, type: str, values: Mapping[str, str], choose: Mapping[str, str] = MappingProxyType({})) -> int:
    """Type a document in a new form of the German client and file it; choose: fields that offer a list -> what is taken from it."""
    page = desk.page
    page.goto(f"{desk.address}/new/{type}/?client={desk.office.clients['DE']}")
    for key, name in choose.items():
        page.locator(f"[data-address='{key}'] .value").press_sequentially(name[:5])
        page.get_by_role("option", name=name).first.click()
    for key, text in values.items():
        fill(desk, key, text)
    page.locator("#approve", has_text="Approve").wait_for()
    desk.press("Control+Enter")
    return opened(desk)


def opened(desk: Desk) -> int:
    """The document whose page comes next."""
    desk.page.wait_for_url("**/documents/*/")
    return int(desk.page.url.rstrip("/").rsplit("/", 1)[-1])


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


def faults(desk: Desk, addresses: Sequence[str]) -> list[str]:
    """What is cut off on these screens in any language, and what bars the way: light once by all rules, dark once by those that a look
    may change. Whoever sits at the desk stays."""
    found = []
    for language, theme in LOOKS:
        look(desk, language, theme)
        for address in addresses:
            answer = desk.page.goto(f"{desk.address}{address}")
            assert answer is not None
            assert answer.status == 200, address
            if desk.page.evaluate(OVERFLOWING):
                found.append(f"{address} overflows in {language}")
            if (language, theme) in LOOKS[:2]:
                found += [f"{address} {one} in {language}" for one in desk.barriers(TAGS if theme == "light" else BY_LOOK)]
    return found


def look(desk: Desk, language: str, theme: str) -> None:
    """How the desk speaks and looks from the next page on."""
    chosen = {settings.LANGUAGE_COOKIE_NAME: language, "theme": theme}
    desk.page.context.add_cookies([{"name": name, "value": value, "url": desk.address} for name, value in chosen.items()])
