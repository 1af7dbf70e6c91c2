"""A seat at the desk for the tests: somebody of the small office, logged in, at the office's own time."""

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from tests.journeys.office import Office

BACKEND = settings.AUTHENTICATION_BACKENDS[0]


def seat(office: Office, person: str, language: str = "en") -> Client:
    """The browser of a person, in their language; cookies and sessions as real ones."""
    settings.KANTOR_CLOCK_AHEAD = office.now.at - datetime.now(UTC)
    client = Client()
    client.force_login(get_user_model().objects.get(pk=office.people[person]), backend=BACKEND)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def version(browser: Client, document: int) -> str:
    """Which version of a document its page shows, as the page names it when it is sent."""
    found = re.search(r'name="version" id="version" value="(\d+)"', text(browser.get(f"/documents/{document}/")))
    assert found
    return found[1]


def text(answer: Any) -> str:
    """What an answer says, as text; it must be a whole answer."""
    assert answer.status_code == 200, (answer.status_code, answer.content[:2000])
    return str(answer.content.decode())
