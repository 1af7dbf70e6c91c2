"""A real browser before a real server: the desk as a clerk sees it, on the worker's own database, with the office's clock."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from tests.journeys.office import Clock, Office, open_office

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PASSWORD = "a quiet desk by the window"
# The first of them draws for nobody and takes two thirds of the others' time.
PLACES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# What axe asks for by the letter of WCAG 2.2 AA.
TAGS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# Of these, what another language or theme of the same page may change; that everything has a name in it is for the words' own tests.
BY_LOOK = {"type": "rule", "values": ["color-contrast", "link-in-text-block", "html-has-lang", "html-lang-valid", "valid-lang"]}
# Only what it finds is described and brought over here: what passes is a hundred times as much.
FOUND = "options => axe.run(options).then(all => all.violations.flatMap(one => one.nodes.map(node => `${one.id}: ${node.target}`)))"
AXE = Axe().axe_script


@dataclass(slots=True)
class Desk:
    """The office, the address of its server, and a page in a fresh browser profile; emails: of people by first name, where they are others
    than the office's; complaints: what a good page must not cause."""

    office: Office
    address: str
    page: Page
    emails: Mapping[str, str] = field(default_factory=dict)
    password: str = PASSWORD
    complaints: list[str] = field(default_factory=list)

    def log_in(self, person: str = "anna", language: str = "en") -> None:
        """By keyboard, as everybody does in the morning."""
        host = self.address
        self.page.context.add_cookies([{"name": settings.LANGUAGE_COOKIE_NAME, "value": language, "url": host}])
        self.page.goto(f"{host}/login/")
        self.page.locator("[name=login]:focus").wait_for()
        self.page.keyboard.type(self.emails.get(person, f"{person}@office.example"))
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(self.password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"{host}/")

    def press(self, *keys: str) -> None:
        """Keys, once the page's scripts listen to them: what stands on a page can be seen before that."""
        self.page.wait_for_load_state("domcontentloaded")
        for key in keys:
            self.page.keyboard.press(key)

    def focused(self) -> str:
        """The address of the field under the cursor."""
        return str(self.page.evaluate("document.activeElement.closest('.field')?.dataset.address || ''"))

    def barriers(self, rules: Mapping[str, object] = TAGS) -> list[str]:
        """What axe finds on the page: rule and place."""
        self.page.evaluate(AXE)
        found: list[str] = self.page.evaluate(FOUND, {"runOnly": rules, "resultTypes": ["violations"]})
        return found


class DeskClock(Clock):
    """The desk's clock goes on while a slow machine works, so that what was done there a minute ago on it is in the past as well."""

    def forward(self, **passed: int) -> None:
        self.at = max(self.at, datetime.now(UTC) + settings.KANTOR_CLOCK_AHEAD)
        super().forward(**passed)


def is_complaint(message: ConsoleMessage) -> bool:
    """Whatever a page says as an error, but not that somebody left it while it asked what is new; what fails is said by another name."""
    return message.type == "error" and not message.text.startswith(("htmx:afterRequest,", "htmx:sendAbort,"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium or the one KANTOR_BROWSER names; without one these journeys cannot be made."""
    program = os.environ.get("KANTOR_BROWSER") or next(filter(None, map(shutil.which, PLACES)), None)
    if program is None:
        pytest.skip("no browser here; install chromium or set KANTOR_BROWSER to its path")
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; the tests' own reads are plain calls beside it. It is closed with the
        # module, because other tests run loops of their own.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        opened = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield opened
        opened.close()
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def address(committed_database: str) -> Iterator[str]:
    """The web server of the house, in a thread of this process."""
    from kantor.site.serving_here import served

    with served() as address:
        yield address


@pytest.fixture
def desk(browser: Browser, address: str) -> Iterator[Desk]:
    """An open office with three clients and people who may log in."""
    from kantor.spine import access

    office = open_office()
    for person_id in office.people.values():
        access.set_password(person_id, PASSWORD, at=office.now(), by=None)
    with seated(browser, address, office) as desk:
        yield desk


@contextmanager
def seated(browser: Browser, address: str, office: Office, **people: Any) -> Iterator[Desk]:
    """A desk of an office, by its clock; people: as `Desk` has them. Whatever a page complains about fails the test."""
    settings.KANTOR_CLOCK_AHEAD = office.now.at - datetime.now(UTC)
    office.now = DeskClock(office.now.at)
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    desk = Desk(office=office, address=address, page=context.new_page(), **people)
    desk.page.on("console", lambda message: desk.complaints.append(message.text) if is_complaint(message) else None)
    desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    own = (address, address.replace("127.0.0.1", "localhost"), "data:")
    desk.page.on("request", lambda request: desk.complaints.append(request.url) if not request.url.startswith(own) else None)
    yield desk
    context.close()
    del settings.KANTOR_CLOCK_AHEAD
    assert desk.complaints == []
