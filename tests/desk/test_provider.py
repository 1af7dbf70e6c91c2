"""Log-in through an identity provider, which runs as a process of its own: linked people come in, and everything else is refused."""

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from tests.desk.oidc_provider import CLIENT, SECRET
from tests.desk.seat import text
from tests.desk.test_factors import set_up
from tests.desk.test_log_ins import PASSWORD, is_in, logged_in
from tests.journeys.office import Office

from kantor.site import config
from kantor.spine import access, trail
from kantor.spine.access import HOUSE, Link

FAULTS = ["issuer", "audience", "nonce", "expired", "key", "unsigned", "description"]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


@pytest.fixture(scope="module")
def running() -> Iterator[str]:
    program = Path(__file__).with_name("oidc_provider.py")
    with subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


@pytest.fixture
def provider(office: Office, running: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The office with this provider in its settings, and Anna linked to it."""
    given = {"oidc_issuer": running, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET, "oidc_name": "Example"}
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, **given))
    access.link_person(office.people["anna"], Link(issuer=running, subject="anna-7"), at=office.now(), by=None, how="command")
    yield running
    cache.clear()


def comes(issuer: str, browser: Client, **who: Any) -> Any:
    """The browser goes to the provider, which knows who it is, and comes back; the house's answer to that."""
    urllib.request.urlopen(f"{issuer}/next", data=json.dumps(who).encode()).close()
    answer = browser.get("/login/provider/", {"next": "/documents/"})
    if answer.status_code != 302:
        return answer
    return browser.get(way_back(answer.headers["Location"]))


def way_back(address: str) -> str:
    with pytest.raises(urllib.error.HTTPError) as redirected:
        urllib.request.build_opener(_Stay).open(address)
    back = urlsplit(redirected.value.headers["Location"])
    return f"{back.path}?{back.query}"


def refusals(office: Office) -> list[str]:
    with access.acting(clients=(HOUSE,), person_id=None, at=office.now()):
        records = [one for one in trail.latest(HOUSE) if one.kind == "access.log_in_failed"]
    return [str(one.content["reason"]) for one in records]


def test_whoever_is_linked_comes_in_and_goes_on(office: Office, provider: str) -> None:
    browser = Client()
    assert "Example" in text(browser.get("/login/"))
    answer = comes(provider, browser, sub="anna-7")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/documents/")
    assert "identity provider" in text(browser.get("/log-ins/"))


def test_nobody_is_made_or_linked_by_coming(office: Office, provider: str) -> None:
    people = len(access.names(range(1, 10_000)))
    for who in ({"sub": "stranger"}, {"sub": "b", "email": "bert@office.example", "email_verified": True}):
        browser = Client()
        assert comes(provider, browser, **who).status_code == 422
        assert not is_in(browser)
    assert len(access.names(range(1, 10_000))) == people
    assert refusals(office)[0] == "nobody here is linked to it"


def test_a_verified_address_links_only_where_a_setting_lets_it(office: Office, provider: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, oidc_link_by_email=True))
    assert comes(provider, Client(), sub="bert-1", email="bert@office.example", email_verified=False).status_code == 422
    assert comes(provider, Client(), sub="bert-1", email="bert@office.example", email_verified=True).status_code == 302
    assert comes(provider, Client(), sub="bert-2", email="bert@office.example", email_verified=True).status_code == 422


def test_whoever_is_unlinked_is_out_at_once_and_does_not_come_back(office: Office, provider: str) -> None:
    access.set_password(office.people["anna"], PASSWORD, at=office.now(), by=None)
    by_password, by_provider = logged_in("anna"), Client()
    comes(provider, by_provider, sub="anna-7")
    assert is_in(by_provider)
    gone = access.unlink_person(office.people["anna"], at=office.now(), by=None)
    assert gone == [Link(issuer=provider, subject="anna-7")]
    assert not is_in(by_provider)
    assert is_in(by_password)
    assert comes(provider, Client(), sub="anna-7").status_code == 422
    with access.acting(clients=(HOUSE,), person_id=None, at=office.now()):
        told = {one.kind: one.content for one in trail.latest(HOUSE)}
    assert told["access.identity_unlinked"]["subject"] == "anna-7"
    assert (told["access.sessions_ended"]["reason"], told["access.sessions_ended"]["sessions"]) == ("unlinked", 1)


def test_a_provider_that_sends_us_to_a_host_that_is_not_listed_is_refused(
    office: Office, provider: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "KANTOR", replace(settings.KANTOR, outgoing_hosts=("id.example",)))
    assert comes(provider, Client(), sub="anna-7").status_code == 422
    assert "outgoing_hosts" in refusals(office)[0]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_statement_that_is_not_right_opens_nothing(office: Office, provider: str, fault: str) -> None:
    browser = Client()
    assert comes(provider, browser, sub="anna-7", fault=fault).status_code == 422
    assert not is_in(browser)


def test_what_another_browser_began_is_not_finished_here(office: Office, provider: str) -> None:
    """Neither another's code nor the same one twice."""
    urllib.request.urlopen(f"{provider}/next", data=json.dumps({"sub": "anna-7"}).encode()).close()
    mine, other = Client(), Client()
    address = mine.get("/login/provider/").headers["Location"]
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid email"]
    back = way_back(address)
    assert other.get(back).status_code == 422
    assert mine.get(back).status_code == 302
    mine.post("/logout/")
    assert mine.get(back).status_code == 422


def test_the_providers_word_is_one_factor_unless_it_says_two(office: Office, provider: str) -> None:
    access.set_password(office.people["anna"], PASSWORD, at=office.now(), by=None)
    set_up(logged_in("anna"))
    browser = Client()
    assert comes(provider, browser, sub="anna-7", amr=["pwd"]).headers["Location"] == "/login/second-factor/"
    assert not is_in(browser)
    browser = Client()
    assert comes(provider, browser, sub="anna-7", amr=["pwd", "mfa"]).headers["Location"] == "/documents/"
    assert is_in(browser)


def test_who_may_no_longer_work_here_does_not_come_in_that_way(office: Office, provider: str) -> None:
    from django.apps import apps

    apps.get_model("access", "Person").objects.filter(pk=office.people["anna"]).update(is_active=False)
    browser = Client()
    comes(provider, browser, sub="anna-7")
    assert not is_in(browser)


def test_an_issuer_without_tls_or_without_its_secret_is_refused(tmp_path: Path) -> None:
    given = {"KANTOR_DATA": str(tmp_path), "KANTOR_OIDC_ISSUER": "http://id.example"}
    with pytest.raises(config.ConfigError, match="https://"):
        config.read(given, home=tmp_path)
    with pytest.raises(config.ConfigError, match="oidc_client_secret"):
        config.read({**given, "KANTOR_OIDC_ISSUER": "https://id.example"}, home=tmp_path)


def test_without_a_provider_there_is_no_such_way(office: Office) -> None:
    assert Client().get("/login/provider/").status_code == 404
    assert Client().get("/login/provider/return/").status_code == 404
