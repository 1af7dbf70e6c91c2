"""Two people in one document: what one of them changed goes together, what both changed is chosen, what was not seen is not approved."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from tests.desk.seat import seat, text, version
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office
from tests.journeys.test_stale_facts_story import block_the_supplier

from kantor.desk.constraints import refusal_of
from kantor.spine import cases, documents

INVOICE = "payables.supplier_invoice"


def opened(office: Office, person: str, document: int) -> tuple[Client, str]:
    """Somebody's browser with the page of the document."""
    browser = seat(office, person)
    return browser, version(browser, document)


def free(office: Office, document: int, person: str) -> None:
    """The document lay open for so long that others may take it."""
    with office.acting("DE", person) as actor:
        task = cases.task_of(document)
        assert task
        cases.release(task.id, task.client_id, office.people[person], actor.at)


def save(browser: Client, document: int, seen: str, **fields: str) -> Any:
    """As setting aside does, which keeps what was typed."""
    named = {f"field:{key.replace('__', '.')}": value for key, value in fields.items()}
    return browser.post(f"/documents/{document}/set-aside", {"version": seen, "reason": "later", **named})


def said(office: Office, document: int, address: str) -> str:
    return dict(office.checked("DE", document).reading.every())[address].text


def two_pages(office: Office) -> tuple[int, Client, Client, str]:
    """Anna and Carla have the same version before them; Anna's hold is over."""
    document = office.waiting("DE", INVOICE)
    anna, seen = opened(office, "anna", document)
    free(office, document, "anna")
    carla, _ = opened(office, "carla", document)
    return document, anna, carla, seen


def carla_is_first(office: Office, **fields: str) -> tuple[int, Client, str]:
    """Carla has saved and gone on; Anna's page is the older one."""
    document, anna, carla, seen = two_pages(office)
    assert save(carla, document, seen, **fields).status_code == 204
    with office.acting("DE", "carla") as actor:
        cases.take_up(document, actor)
    free(office, document, "carla")
    return document, anna, seen


def test_different_fields_of_two_pages_go_together(office: Office) -> None:
    document, anna, seen = carla_is_first(office, lines__0__account="4930")
    assert save(anna, document, seen, lines__0__cost_centre="K1").status_code == 204
    assert (said(office, document, "lines.0.account"), said(office, document, "lines.0.cost_centre")) == ("4930", "K1")
    assert office.checked("DE", document).version == 3


def test_the_same_field_is_a_conflict_and_nothing_is_lost(office: Office) -> None:
    document, anna, seen = carla_is_first(office, lines__0__account="4930")
    answer = save(anna, document, seen, lines__0__account="4806", lines__0__cost_centre="K1")
    told = answer.content.decode()
    assert answer.status_code == 409
    assert re.findall(r"<ins>(.*?)</ins>", told) == ["4806", "4930"]
    assert "Carla" in told
    assert (said(office, document, "lines.0.account"), office.checked("DE", document).version) == ("4930", 2)


def test_either_value_may_stand_when_it_was_chosen(office: Office) -> None:
    document, anna, seen = carla_is_first(office, lines__0__account="4930")
    mine = {"version": seen, "reason": "later", "field:lines.0.account": "4806", "version:lines.0.account": "2"}
    assert anna.post(f"/documents/{document}/set-aside", mine).status_code == 204
    assert said(office, document, "lines.0.account") == "4806"


def test_the_same_value_from_both_is_no_conflict(office: Office) -> None:
    document, anna, seen = carla_is_first(office, lines__0__account="4930")
    assert save(anna, document, seen, lines__0__account="4930").status_code == 204
    assert office.checked("DE", document).version == 2


def test_rows_that_moved_are_not_mixed_up(office: Office) -> None:
    """Carla empties the first line; what Anna typed into the first line of her page belongs to no line any more."""
    document = office.waiting("DE", INVOICE)
    rows = office.checked("DE", document).reading.rows("lines")
    assert len(rows) > 1
    emptied = {f"lines__0__{key}": "" for key in rows[0]}
    document, anna, seen = carla_is_first(office, **emptied)
    assert len(office.checked("DE", document).reading.rows("lines")) == len(rows) - 1
    answer = save(anna, document, seen, lines__0__cost_centre="K1")
    assert answer.status_code == 409
    assert re.findall(r"<ins>(.*?)</ins>", answer.content.decode()) == ["K1", "–"]
    assert all("cost_centre" not in row or not row["cost_centre"].text for row in office.checked("DE", document).reading.rows("lines"))


def test_nobody_approves_what_others_changed_unseen(office: Office) -> None:
    document, anna, seen = carla_is_first(office, lines__0__account="4930")
    accounts = {f"field:lines.{place}.account": "4806" for place in range(1, len(GERMAN.lines))}
    answer = anna.post(f"/documents/{document}/approve", {"version": seen, **accounts})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, f"/documents/{document}/?since={seen}")
    assert office.row("DE", document).state == "waiting"
    assert said(office, document, "lines.1.account") == "4806"  # what was typed is kept
    page = text(anna.get(answer.headers["HX-Redirect"]))
    notice = page[page.index("Others changed this meanwhile") :]
    assert "4930" in notice
    assert "Carla" in notice
    now = version(anna, document)
    assert anna.post(f"/documents/{document}/approve", {"version": now}).headers["HX-Redirect"].startswith("/next")
    assert office.row("DE", document).state == "ready"


def test_a_confirmation_is_of_the_value_that_was_seen(office: Office) -> None:
    document, anna, seen = carla_is_first(office, number="RE-2")
    assert anna.post(f"/documents/{document}/confirm", {"version": seen, "address": "number"}).status_code == 204
    with office.acting("DE"):
        assert cases.confirmed(document)["number"] == "NP-77/1"
    assert said(office, document, "number") == "RE-2"  # which nobody has confirmed


def test_a_save_without_its_version_changes_nothing(office: Office) -> None:
    document, anna = office.waiting("DE", INVOICE), seat(office, "anna")
    for given in ({}, {"version": ""}, {"version": "9"}, {"version": "x"}, {"version": "1", "version:number": "7"}):
        answer = anna.post(f"/documents/{document}/approve", {"field:lines.0.account": "4806", **given})
        assert answer.status_code == 409, given
        assert "which version" in answer.content.decode()
    assert office.checked("DE", document).version == 1


def test_of_two_saves_at_once_one_is_told_to_do_it_again(office: Office) -> None:
    document = office.waiting("DE", INVOICE)
    with office.acting("DE", "anna") as actor:
        cases.save(document, {"lines.0.account": "4930"}, actor, seen=1)
        with pytest.raises(documents.Refusal, match=r"cases\.saved_at_once"):
            cases.save(document, {"lines.0.account": "4806"}, actor, seen=1)


def test_a_constraint_that_nobody_can_run_into_is_no_second_pair_of_eyes() -> None:
    with pytest.raises(IntegrityError):
        refusal_of(IntegrityError("some other constraint"))


def test_a_changed_draft_is_told_as_its_own(office: Office) -> None:
    """What one changed oneself in another window is not held up, but not overwritten unseen either."""
    (outcome,) = office.bring(replace(GERMAN, number="TABS-1"))
    document = outcome.document_id
    first, seen = opened(office, "anna", document)
    second = seat(office, "anna")
    accounts = {f"field:lines.{place}.account": "4806" for place in range(len(GERMAN.lines))}
    assert second.post(f"/documents/{document}/approve", {"version": seen, "field:number": "TABS-2", **accounts}).status_code == 204
    with office.acting("DE", "anna") as actor:
        cases.take_back(document, actor)
    assert first.post(f"/documents/{document}/approve", {"version": seen, "field:number": "TABS-3"}).status_code == 409
    assert said(office, document, "number") == "TABS-2"


def test_what_is_noticed_at_a_refused_approval_stays_noted(office: Office) -> None:
    document, anna = office.waiting("DE", INVOICE), seat(office, "anna")
    block_the_supplier(office)
    answer = anna.post(f"/documents/{document}/approve", {"version": version(anna, document)})
    assert answer.status_code == 409
    assert "payables.supplier_invoice.supplier_blocked" in office.findings("DE", document)
    assert "payables.supplier_invoice.supplier_blocked" in office.task("DE", document).reasons
