"""`kantor shots`: pictures of the main screens, light and dark, in every language, to look at before they are shown to anybody."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from kantor.site.cli.start import ready, say
from kantor.site.config import LANGUAGES, ConfigError

THEMES = ("light", "dark")
WIDTH, HEIGHT = 1366, 768
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
PLACES = ("chromium", "chromium-browser", "google-chrome")
LOGGED_OUT = "login"
"""Comes last: the one screen without a session."""
SETTLED_MS = 700
"""Until pages, words and the thread to the field are drawn."""


def register(app: typer.Typer) -> None:
    app.command("shots")(shots)


def shots(
    into: Annotated[Path, typer.Option("--into", help="Folder for the pictures.")] = Path("build/shots"),
    person: Annotated[str, typer.Option("--person", help="E-mail of the person whose desk is shown; else whoever has most to do.")] = "",
    only: Annotated[str, typer.Option("--only", help="Only screens whose name contains this.")] = "",
    language: Annotated[str, typer.Option("--language", help="Only this language; else all of them.")] = "",
) -> None:
    """Take pictures of the desk as it stands, at 1366 x 768, in light and dark and in all languages.

    Needs the development tools (Playwright) and a chromium; nothing is changed but the tasks that are opened while they are shown.
    """
    os.environ.setdefault("KANTOR_SECOND_FACTOR_FOR", "nobody")  # what is shown is seen by whoever runs this on the host anyway
    with ready():
        from kantor.site.serving_here import served

        person_id = _person(person)
        screens = {name: path for name, path in _screens(person_id).items() if only in name}
        into.mkdir(parents=True, exist_ok=True)
        with served() as address, _browser() as browser:
            for tongue in [language] if language else LANGUAGES:
                for theme in THEMES:
                    page = _page(browser, address, person_id, tongue, theme)
                    for name, path in screens.items():
                        if name == LOGGED_OUT:
                            page.context.clear_cookies()
                        page.goto(address + path.partition("#")[0])
                        for key in filter(None, path.partition("#")[2].split("+then+")):
                            page.keyboard.press(key)
                        page.wait_for_timeout(SETTLED_MS)
                        page.screenshot(path=str(into / f"{name}-{tongue}-{theme}.png"))
                    page.context.close()
                say(f"{tongue}: {len(screens) * len(THEMES)} pictures")


def _person(email: str) -> int:
    """Whose desk is shown."""
    from datetime import UTC, datetime

    from django.contrib.auth import get_user_model

    from kantor.spine import access, cases

    now = datetime.now(UTC)
    if email:
        found = access.person_by_email(email)
        if found is None:
            raise ConfigError(f"Nobody logs in with {email}.")
        return found.id
    most: tuple[int, int] = (-1, 0)
    for person_id in get_user_model().objects.filter(is_active=True).values_list("pk", flat=True):
        roles = access.roles_of(person_id, now.date())
        if roles:
            with access.acting(clients=list(roles), person_id=person_id, at=now):
                most = max(most, (sum(queue.open for queue in cases.workload(roles, now)), person_id))
    if not most[1]:
        raise ConfigError("Nobody works here yet. Make a demo first: kantor demo")
    return most[1]


def _screens(person_id: int) -> dict[str, str]:
    """Name -> address, with keys to press behind a #: the fixed screens, and one document of each kind that waits or took effect."""
    from datetime import UTC, datetime

    from django.urls import reverse

    from kantor.desk.menu import GOALS
    from kantor.spine import access, cases, documents

    found: dict[str, str] = {}
    for _, name, _, _ in GOALS:
        found[name.removeprefix("desk:").replace(":", "-").replace("_", "-")] = reverse(name)
    found["palette"] = f"{reverse('desk:home')}#Control+k"
    found["help"] = f"{reverse('desk:home')}#F1"
    found["new-invoice"] = reverse("desk:new", args=["payables.supplier_invoice"])
    now = datetime.now(UTC)
    roles = access.roles_of(person_id, now.date())
    with access.acting(clients=list(roles), person_id=person_id, at=now):
        for task in cases.queue(roles):
            row = documents.document(task.document_id)
            kind = (row.media_type.rpartition("/")[2] or "typed") if row else "typed"
            found.setdefault(f"document-{kind}", reverse("desk:document", args=[task.document_id]))
            if task.reasons and task.reasons[0].endswith("iban_changed"):
                found.setdefault("document-iban", reverse("desk:document", args=[task.document_id]))
    first = next((path for name, path in found.items() if name.startswith("document-")), "")
    if first:
        found["send-back"] = f"{first}#Shift+F8"
        found["set-aside"] = f"{first}#F8"
    return {**found, LOGGED_OUT: "/login/"}


@contextmanager
def _browser() -> Iterator[Any]:
    """Debian's chromium, or whichever there is."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise ConfigError("Pictures need the development tools; ./kantor test installs them.") from error
    program = next(filter(None, map(shutil.which, PLACES)), None)
    if program is None:
        raise ConfigError("Pictures need a chromium: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


def _page(browser: Any, address: str, person_id: int, language: str, theme: str) -> Any:
    """A fresh profile in which this person is logged in."""
    from django.conf import settings

    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=theme)
    cookies = {settings.SESSION_COOKIE_NAME: _session(person_id), "django_language": language}
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    return context.new_page()


def _session(person_id: int) -> str:
    """A session of this person, made in a thread of its own: the browser's event loop lives in this one."""
    made: list[str] = []

    def make() -> None:
        from django.conf import settings
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
        from django.db import connections

        session = import_module(settings.SESSION_ENGINE).SessionStore()
        session[SESSION_KEY] = str(person_id)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = get_user_model().objects.get(pk=person_id).get_session_auth_hash()
        session.create()
        made.append(str(session.session_key))
        connections.close_all()

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    return made[0]
