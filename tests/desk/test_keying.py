"""The second entry at the desk: nobody is shown what was read until somebody has keyed it again, then both values stand side by side."""

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from tests.channels.api.caller import Caller, problem, told
from tests.desk.seat import seat, text
from tests.house.test_permissions import addresses
from tests.journeys.office import CLERK, Office, hire
from tests.journeys.papers import drawn, entries, key_again, known_office, on_the_page, rows

from kantor.desk.verify.typed import shown_text
from kantor.kit.say import LANGUAGES
from kantor.words import Kind

TELLING = {"number": Kind.TEXT, "net": Kind.AMOUNT, "vat": Kind.AMOUNT, "gross": Kind.AMOUNT, "issued_on": Kind.DATE, "due_on": Kind.DATE}
LISTS = ("/", "/queue/", "/documents/", "/alike/", "/documents/?q={part}", "/palette?q={part}", "/spot-checks/")
OF_ALL = ("/tasks", "/documents", "/search?q={part}", "/alike", "/spot-checks")


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    """anna may key again as well as verify; whoever may only see looks over her shoulder."""
    yield known_office()
    if hasattr(settings, "KANTOR_CLOCK_AHEAD"):
        del settings.KANTOR_CLOCK_AHEAD


def written(office: Office, document: int) -> tuple[dict[str, str], set[str]]:
    """What was read, and each way in which one of four languages would write it."""
    reading = office.checked("DE", document).reading
    read = {key: reading.text(key) for key in TELLING}
    shown = {shown_text(kind, read[key], "EUR") for key, kind in TELLING.items()}
    return read, {*read.values(), *shown}


def named(found: str, values: set[str]) -> set[str]:
    """Values that stand in an answer, as a whole word."""
    return {value for value in values if re.search(rf"(?<![\w.,]){re.escape(value)}(?![\w])", found)}


@pytest.mark.parametrize(("language", "price"), zip(LANGUAGES, map(Decimal, ("410.00", "517.35", "333.33", "288.08")), strict=True))
def test_no_page_of_the_desk_contains_what_was_read_until_it_is_keyed(office: Office, language: str, price: Decimal) -> None:
    document = drawn(office, price)
    read, values = written(office, document)
    hire(office, "emil", {"DE": (*CLERK, "payables.second_entry", "office.auditor")})
    of_it = [reverse(one.name, args=[document]) for one in addresses() if one.parts == ("document_id",)]
    assert len(of_it) > 20
    browser = seat(office, "emil", language)
    for address in [*of_it, *(one.format(part=read["number"][:-1]) for one in LISTS)]:
        if address.endswith("/original"):  # the page itself, as it came
            continue
        found = browser.get(address).content.decode(errors="replace")
        assert not named(found, values), address
        assert "?q=" not in address or f"/documents/{document}/" not in found


def test_no_route_answers_what_was_read_until_it_is_keyed(office: Office) -> None:
    document = drawn(office)
    read, values = written(office, document)
    hire(office, "emil", {"DE": (*CLERK, "payables.second_entry", "office.auditor")})
    emil = Caller(office, "emil")
    assert problem(emil.get(f"/documents/{document}"), 409)
    for place in ("", "/road", "/effect", "/evidence", "/pages", "/suggestions?address=number", "/second-entry"):
        answer = emil.get(f"/documents/{document}{place}")
        assert not named(answer.content.decode(errors="replace"), values), place
    for place in OF_ALL:
        assert not named(emil.get(place.format(part=read["number"][:-1])).content.decode(), values), place


def test_the_page_has_an_empty_field_for_just_what_passed(office: Office) -> None:
    document = drawn(office)
    asked = set(on_the_page(office, document))
    found = text(seat(office, "dora").get(f"/documents/{document}/"))
    assert set(re.findall(r'name="keyed:([\w.]+)"', found)) == asked
    assert not re.findall(r'name="keyed:[\w.]+"[^>]* value="[^"]', found)
    assert "selected" not in re.findall(r"<form class=\"values keying.*?</form>", found, re.DOTALL)[0]


def test_whoever_verified_it_gets_no_fields(office: Office) -> None:
    hire(office, "emil", {"DE": ("payables.second_entry",)})
    document = drawn(office)
    with office.acting("DE") as actor:
        rows(office, f"UPDATE cases_task SET not_for = {office.people['emil']} WHERE document_id = {document} RETURNING id")
        assert actor.clients
    found = text(seat(office, "emil").get(f"/documents/{document}/"))
    assert "keyed:" not in found


def test_a_difference_shows_both_values_and_the_place_on_the_page(office: Office) -> None:
    document = drawn(office)
    browser = seat(office, "dora", "de")
    typed = {f"keyed:{key}": value for key, value in on_the_page(office, document).items()} | {"keyed:gross": "595,30"}
    answer = browser.post(f"/documents/{document}/second-entry", typed)
    assert answer.headers["HX-Redirect"] == f"/documents/{document}/"
    found = text(browser.get(f"/documents/{document}/"))
    assert "559,30" in found
    assert "595,30" in found
    assert "RE-2026-0820" not in found  # what agrees stays nobody's business
    assert re.search(r'class="difference" data-page="1" data-box="0\.\d+ ', found)
    assert browser.post(f"/documents/{document}/second-entry/settle", {}).status_code == 409
    third = {"right:gross": "other", "other:gross": "559,3"}
    assert browser.post(f"/documents/{document}/second-entry/settle", third).headers["HX-Redirect"] == "/next"
    assert entries(office)["gross"] == "second_wrong"
    assert office.finish("DE") == {document}


def test_what_nobody_can_read_is_said_before_it_counts(office: Office) -> None:
    document = drawn(office)
    typed = {f"keyed:{key}": value for key, value in on_the_page(office, document).items()} | {"keyed:gross": "five"}
    answer = seat(office, "dora").post(f"/documents/{document}/second-entry", typed)
    assert answer.status_code == 409
    assert "five cannot be read" in answer.content.decode()
    assert entries(office) == {}


def test_a_program_keys_and_settles_as_people_do(office: Office) -> None:
    document = drawn(office)
    values = dict(on_the_page(office, document))
    dora = Caller(office, "dora")
    asked = told(dora.get(f"/documents/{document}/second-entry"))
    assert {one["field"] for one in asked["fields"]} == values.keys()
    assert problem(dora.post(f"/documents/{document}/second-entry", {"values": {"gross": "1"}}), 422)
    found = told(dora.post(f"/documents/{document}/second-entry", {"values": values | {"number": "RE-1"}}))
    assert found["differences"] == [{"field": "number", "first": "RE-2026-0820", "second": "RE-1"}]
    assert told(dora.post(f"/documents/{document}/second-entry/settle", {"values": {"number": "RE-2026-0820"}}))["agrees"]
    assert office.finish("DE") == {document}


def test_the_page_of_rates_says_what_was_found_and_leads_to_the_documents(office: Office) -> None:
    hire(office, "emil", {"DE": ("office.clerk", "payables.clerk")})
    document = drawn(office)
    key_again(office, document)
    browser = seat(office, "emil")
    found = text(browser.get("/spot-checks/"))
    assert "0.00 – 97.50 %" in found  # one checked, none wrong
    link = next(one for one in re.findall(r'href="(/spot-checks/documents[^"]+)"', found) if "field=iban" in one and "kind=checked" in one)
    assert f'href="/documents/{document}/"' in text(browser.get(link.replace("&amp;", "&")))
    assert told(Caller(office, "emil").get("/spot-checks"))["rates"][0]["promised"] == 0.005


def test_the_share_lies_between_two_and_five_percent(office: Office) -> None:
    hire(office, "emil", {"DE": ("office.clerk",)})
    browser = seat(office, "emil")
    client = {"of": str(office.clients["DE"])}
    for percent, status in (("1.9", 409), ("5.1", 409), ("nan", 409), ("5,0", 204), ("2", 204)):
        assert browser.post("/spot-checks/share", {**client, "percent": percent}).status_code == status, percent
    assert rows(office, "SELECT per_mille FROM spotchecks_share") == [(20,)]
