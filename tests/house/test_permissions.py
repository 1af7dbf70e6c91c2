"""Who may open what: every address of the screens tried as every role, held against tests/house/permissions.txt.

After a wanted change: GOLDEN=write .venv/bin/python -m pytest tests/house/test_permissions.py, and read the difference.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.desk.seat import BACKEND
from tests.engines.einvoice.drafts import GERMAN
from tests.house.sources import ROOT
from tests.journeys.office import Office, hire, open_office

from kantor.spine import access, cases, ledger, trail

GOLDEN = ROOT / "tests/house/permissions.txt"
FORBIDDEN, NOT_FOUND = 403, 404
PUBLIC = {
    "health",
    "ready",
    "metrics",
    "set_language",
    "account_login",
    "account_logout",
    "account_change_password",
    "account_reauthenticate",
    "second_factor",
    "log_in_by_passkey",
    "choose_password",
    "go_to_provider",
    "return_from_provider",
    "no_api",
}
HEAD = """# Which roles open which address (made by test_permissions; a role that is not named is refused).
# Everybody who logs in may change the own password; without log-in there is the log-in page and /health.
"""


class Address(NamedTuple):
    """A gated address: its name, its view's permission, the names of its parts."""

    name: str
    permission: str
    parts: tuple[str, ...]


def addresses(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[Address]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver) and one.namespace == "api":
            continue  # programs come by keys: test_api_permissions
        if isinstance(one, URLResolver):
            namespace = f"{one.namespace}:" if one.namespace else ""
            yield from addresses(one.url_patterns, prefix + namespace)
        elif isinstance(one, URLPattern) and one.name not in PUBLIC:
            parts = tuple(one.pattern.converters)
            yield Address(f"{prefix}{one.name}", getattr(one.callback, "permission", ""), parts)


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    opened = open_office()
    opened.bring(replace(GERMAN, number="P-1"))
    yield opened
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


def sent_back(office: Office) -> int:
    """A document that was sent back, so that a letter waits in the outbox."""
    (outcome,) = office.bring(replace(GERMAN, number="P-2", order_number=""))
    with office.acting("DE", "anna") as actor:
        cases.send_back(outcome.document_id, "The total is wrong.", actor)
        return outcome.document_id


def values(office: Office) -> dict[str, Any]:
    """What stands in the addresses: things that exist at the German client."""
    from django.apps import apps

    document, letter_of = office.waiting("DE", "payables.supplier_invoice"), sent_back(office)
    with office.acting("DE"):
        letter = apps.get_model("documents", "Outbox").objects.get(document_id=letter_of)
        record = trail.of_document(office.clients["DE"], document)[0]
        number = ledger.accounts(office.clients["DE"])[0].number
    return {
        "document_id": document,
        "item_id": letter.pk,
        "party_id": office.suppliers["DE", "DE"],
        "one": office.suppliers["DE", "DE"],
        "other": office.suppliers["DE", "PL"],
        "record_id": record.id,
        "entry_id": 1,
        "file_id": 1,
        "token_id": 1,
        "hook_id": 1,
        "stop_id": 1,
        "delivery_id": 1,
        "passkey_id": 1,
        "colleague_id": office.people["bert"],
        "number": number,
        "page": 1,
        "original": 1,
        "type": "payables.supplier_invoice",
        "report": "balance_sheet",
    }


def asked(client: Client, address: str) -> int:
    """The status of looking, or of doing where one can only do; what it wrote is taken back."""
    with transaction.atomic():
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address, {"client": address.rpartition("=")[2]})
        transaction.set_rollback(True)
    return int(answer.status_code)


def address_of(one: Address, given: dict[str, Any]) -> str:
    filled = {part: given[part] for part in one.parts}
    if one.name == "desk:head":
        filled["number"] = 1
    if one.name == "desk:file":
        filled["type"] = "office.limit"
    return reverse(one.name, kwargs=filled)


def log_in(office: Office, person: str) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(get_user_model().objects.get(pk=office.people[person]), backend=BACKEND)
    return browser


def test_every_address_asks_for_a_permission() -> None:
    assert [one.name for one in addresses() if not one.permission] == []


def test_each_role_opens_what_it_may_and_nothing_else(office: Office) -> None:
    given = values(office)
    client = office.clients["DE"]
    allowed: dict[str, list[str]] = {one.name: [] for one in addresses()}
    for role in sorted(access.known_roles()):
        person = role.replace(".", "-")
        hire(office, person, {"DE": (role,)})
        browser = log_in(office, person)
        for one in addresses():
            if asked(browser, f"{address_of(one, given)}?client={client}") != FORBIDDEN:
                allowed[one.name].append(role)
    everybody = sorted(access.known_roles())
    lines = [f"{name}: {'everybody' if roles == everybody else ' '.join(roles) or 'nobody'}\n" for name, roles in sorted(allowed.items())]
    found = HEAD + "".join(lines)
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(found, encoding="utf-8")
    assert found == GOLDEN.read_text(encoding="utf-8")


def test_nothing_of_another_client_is_there_for_anybody(office: Office) -> None:
    """Whoever holds every role at one client finds nothing of the others."""
    given = values(office)
    hire(office, "stranger", {"PL": sorted(access.known_roles())})
    browser = log_in(office, "stranger")
    found = {}
    for one in addresses():
        if {"document_id", "item_id", "party_id", "record_id", "entry_id"} & set(one.parts):
            found[one.name] = asked(browser, f"{address_of(one, given)}?client={office.clients['DE']}")
    assert found
    assert {name: status for name, status in found.items() if status != NOT_FOUND} == {}


def test_without_a_log_in_there_is_only_the_log_in(office: Office) -> None:
    given = values(office)
    statuses = {one.name: asked(Client(), address_of(one, given)) for one in addresses()}
    assert {name: status for name, status in statuses.items() if status != 302} == {}
