"""Many documents are changed and decided in one go, each by itself: its own version, decision and record, the same rules."""

from dataclasses import replace
from typing import Any

import psycopg
import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, open_office
from tests.journeys.test_four_eyes_story import LARGE

from kantor.spine import cases
from kantor.words import Refusal


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def bring(office: Office, *numbers: str) -> list[int]:
    return [outcome.document_id for outcome in office.bring(*(replace(GERMAN, number=one, order_number="") for one in numbers))]


def accounts(*documents: int) -> dict[int, dict[str, str]]:
    return {document: {f"lines.{at}.account": "4806" for at in range(len(GERMAN.lines))} for document in documents}


def test_each_document_has_its_own_version_check_decision_and_record(office: Office) -> None:
    documents = bring(office, "M-1", "M-2", "M-3")
    with office.acting("DE", "anna") as actor:
        cases.save_all(accounts(*documents), actor)
        assert cases.approve_all(documents, actor) == dict.fromkeys(documents, "")
    assert office.finish("DE") == set(documents)
    with office.acting("DE"):
        readings = apps.get_model("documents", "Reading").objects.filter(made_by=office.people["anna"])
        assert sorted(reading.document_id for reading in readings) == documents
        decided = apps.get_model("documents", "Decision").objects.filter(checker_id=office.people["anna"], outcome="approved")
        assert sorted(one.document_id for one in decided) == documents
        events = apps.get_model("cases", "Event").objects.filter(kind="approved")
        assert len(events) == len(documents)


def test_what_still_stops_or_is_somebody_elses_stays_and_the_others_go_on(office: Office) -> None:
    good, stopped, held = bring(office, "M-1", "M-2", "M-3")
    task = office.task("DE", held)
    assert cases.claim(task.id, task.client_id, office.people["carla"], office.now())
    with office.acting("DE", "anna") as actor:
        assert cases.claim_all([good, stopped, held], actor) == {good, stopped}
        saved = cases.save_all({**accounts(good, held), stopped: {"lines.0.account": "4806"}}, actor)
        assert isinstance(saved[held], Refusal)
        outcome = cases.approve_all([good, stopped, held], actor)
    refused = {document: found.key for document, found in outcome.items() if isinstance(found, Refusal)}
    assert refused == {stopped: "cases.something_stops", held: "cases.held_by_somebody_else"}
    assert outcome[good] == ""
    assert office.checked("DE", held).version == 1
    assert office.checked("DE", stopped).reading.rows("lines")[0]["account"].text == "4806"


def test_nobody_is_the_second_pair_of_eyes_on_what_they_typed_themselves(office: Office) -> None:
    large = [outcome.document_id for outcome in office.bring(LARGE, replace(LARGE, number="L-2"))]
    with office.acting("DE", "carla") as actor:
        cases.save_all({document: {"lines.0.account": "4806"} for document in large}, actor)
        assert cases.approve_all(large, actor) == dict.fromkeys(large, "approve")
        again = cases.approve_all(large, actor)
    assert [found.key for found in again.values() if isinstance(found, Refusal)] == ["cases.not_for_the_maker"] * 2
    with office.acting("DE", "bert") as actor:
        assert cases.approve_all(large, actor) == dict.fromkeys(large, "")


def test_what_was_approved_together_is_taken_back_together_unless_it_took_effect(office: Office) -> None:
    documents = bring(office, "M-1", "M-2", "M-3")
    with office.acting("DE", "anna") as actor:
        cases.save_all(accounts(*documents), actor)
        cases.approve_all(documents, actor)
    assert office.finish("DE", documents[0]) == {documents[0]}
    with office.acting("DE", "bert") as actor:
        assert cases.take_back_all(documents, actor) == set()
    with office.acting("DE", "anna") as actor:
        assert cases.take_back_all(documents, actor) == set(documents[1:])
    assert {office.row("DE", document).state for document in documents[1:]} == {"waiting"}
    assert office.approve("DE", documents[1], "anna") == ""


def statements(office: Office, documents: list[int], monkeypatch: pytest.MonkeyPatch) -> int:
    """How many statements it takes to change and decide on these documents."""
    sent: list[str] = []
    execute = psycopg.Cursor.execute

    def counting(self: Any, query: Any, *given: Any, **named: Any) -> Any:
        sent.append(str(query))
        return execute(self, query, *given, **named)

    with monkeypatch.context() as patched, office.acting("DE", "anna") as actor:
        patched.setattr(psycopg.Cursor, "execute", counting)
        cases.save_all(accounts(*documents), actor)
        cases.approve_all(documents, actor)
    return len(sent)


def test_many_documents_cost_as_many_statements_as_two(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    few = statements(office, bring(office, "M-1", "M-2"), monkeypatch)
    many = statements(office, bring(office, *(f"N-{one}" for one in range(9))), monkeypatch)
    assert many == few


def test_a_task_says_why_it_waits_after_values_changed(office: Office) -> None:
    (document,) = bring(office, "M-1")
    assert office.task("DE", document).reasons == ["payables.supplier_invoice.missing"] * len(GERMAN.lines)
    office.save("DE", document, "anna", lines__0__account="4806")
    assert office.task("DE", document).reasons == ["payables.supplier_invoice.missing"] * (len(GERMAN.lines) - 1)
    office.save("DE", document, "anna", **{f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))})
    assert office.task("DE", document).reasons == []
