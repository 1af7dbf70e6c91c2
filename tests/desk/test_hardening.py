"""What strangers try first: foreign forms, foreign places to go to, unknown people, error pages that talk, copies left behind."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import get_hasher
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests.desk.seat import seat
from tests.desk.test_log_ins import PASSWORD
from tests.house.sources import ROOT
from tests.house.test_permissions import Address, address_of, addresses, log_in, values
from tests.journeys.office import Office
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from kantor.site import config
from kantor.spine import access

FORBIDDEN = 403
SHOWN = "from kantor.site.cli.start import set_up_django; set_up_django(); from django.conf import settings; import json; "
KEPT_BY_HTTPS = (
    *("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE"),
    *("CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY", "CSRF_COOKIE_SAMESITE"),
    *("LANGUAGE_COOKIE_SECURE", "LANGUAGE_COOKIE_HTTPONLY", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS"),
)


@pytest.fixture
def anna(office: Office) -> Iterator[Office]:
    access.set_password(office.people["anna"], PASSWORD, at=office.now(), by=None)
    yield office
    cache.clear()


def names(patterns: list[Any] | None = None) -> Iterator[str]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        yield str(one.pattern)
        if isinstance(one, URLResolver):
            yield from names(one.url_patterns)
        else:
            assert isinstance(one, URLPattern)


def test_no_form_of_another_site_does_anything(office: Office) -> None:
    """Every address of the desk, asked by a browser that is logged in, from a page that does not have the house's token."""
    given = values(office)
    person = log_in(office, "carla")
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    browser.cookies = person.cookies
    tried: dict[Address, int] = {one: browser.post(address_of(one, given)).status_code for one in addresses()}
    assert len(tried) > 50
    assert {one.name: status for one, status in tried.items() if status != FORBIDDEN} == {}
    assert {browser.post(path).status_code for path in ("/login/", "/logout/", "/password/", "/login/passkey/", "/language")} == {FORBIDDEN}


def test_a_page_that_was_open_too_long_says_so(office: Office) -> None:
    answer = Client(enforce_csrf_checks=True).post("/login/", {"login": "a@b.example", "password": "x"})
    assert "This page was open too long" in answer.content.decode()


@pytest.mark.parametrize("away", ["//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_sent_away_from_the_house(anna: Office, away: str) -> None:
    answer = Client().post("/login/", {"login": "anna@office.example", "password": PASSWORD, "next": away})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    browser = seat(anna, "anna")
    assert browser.post("/theme", {"theme": "dark", "next": away}).headers["Location"] == "/"
    assert "evil.example" not in browser.post("/confirm/", {"password": PASSWORD, "next": away}).headers["Location"]
    assert "evil.example" not in browser.post("/language", {"language": "de", "next": away}).headers["Location"]
    page = browser.get("/second-factor/", {"next": away}).content.decode()
    assert f'href="{away}"' not in page


def test_who_is_unknown_is_told_and_costs_the_same(anna: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The password is hashed once either way; the answers are the same to the letter but for what was typed and the form's token."""
    hashed: list[str] = []
    hasher = type(get_hasher())
    encode = hasher.encode
    monkeypatch.setattr(hasher, "encode", lambda self, password, salt: hashed.append(password) or encode(self, password, salt))
    verify = hasher.verify
    monkeypatch.setattr(hasher, "verify", lambda self, password, encoded: hashed.append(password) or verify(self, password, encoded))
    told = []
    for address in ("anna@office.example", "nobody@office.example"):
        hashed.clear()
        answer = Client().post("/login/", {"login": address, "password": "a wrong password"})
        body = "".join(line for line in answer.content.decode().splitlines() if "csrf" not in line.lower())
        told.append((answer.status_code, body.replace(address, ""), len(hashed)))
    assert told[0] == told[1]


def test_what_goes_wrong_inside_is_not_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr("kantor.desk.home.cases.workload", broken)
    browser = seat(office, "anna")
    browser.raise_request_exception = False
    answer = browser.get("/")
    assert answer.status_code == 500
    assert "secret inside" not in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def test_no_copy_of_what_people_see_is_left_behind(office: Office) -> None:
    for path in ("/", "/documents/", "/login/", "/no/such/page"):
        assert seat(office, "anna").get(path).headers["Cache-Control"] in (
            "no-store",
            "max-age=0, no-cache, no-store, must-revalidate, private",
        )
    assert seat(office, "anna").post("/logout/").headers["Clear-Site-Data"] == '"cache", "storage"'


def test_there_is_no_back_door() -> None:
    found = list(names())
    assert len(found) > 80
    assert [name for name in found if any(word in name.lower() for word in ("admin", "debug", "signup", "reset", "__"))] == []


def test_over_https_cookies_belong_to_this_host_alone() -> None:
    code = SHOWN + f"print(json.dumps([getattr(settings, name) for name in {KEPT_BY_HTTPS!r}]))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "KANTOR_PUBLIC_URL": "https://kantor.example"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    session, csrf = ["__Host-sessionid", True, True, "Lax"], ["__Host-csrftoken", True, True, "Lax"]
    expected = str([*session, *csrf, True, True, 31536000, True]).replace("'", '"').replace("True", "true")
    assert done.stdout.strip() == expected


def test_only_a_trusted_proxy_is_believed_about_who_asks(tmp_path: Path) -> None:
    """uvicorn's own reading of X-Forwarded-For, with the proxies of the default settings as the web server is given them."""
    trusted = ",".join(config.read({"KANTOR_DATA": str(tmp_path)}, home=tmp_path).trusted_proxies)
    seen: list[str] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["client"][0])

    told = [(b"x-forwarded-for", b"198.51.100.1, 203.0.113.9")]
    for asks in ("127.0.0.1", "192.0.2.66"):
        scope: Any = {"type": "http", "scheme": "http", "client": (asks, 4711), "headers": told}
        asyncio.run(ProxyHeadersMiddleware(application, trusted_hosts=trusted)(scope, None, None))  # type: ignore[arg-type]
    assert seen == ["203.0.113.9", "192.0.2.66"]
