"""What nobody could read is read again when it comes again, or when somebody asks for it; what a person declined stays declined."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file, open_office
from tests.journeys.test_bulk_story import bulk, drafts

from kantor.channels import door as doors
from kantor.channels.door import File
from kantor.spine import cases, documents, trail
from kantor.words import ReadFile, Unreadable

WHOLE = as_file(GERMAN)


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def before_it_could_read(patch: pytest.MonkeyPatch) -> None:
    """The house before its upgrade: nobody recognises such files."""
    patch.setattr(documents, "recognise", lambda file: None)


def kinds(office: Office, client: str, document_id: int) -> list[str]:
    with office.acting(client):
        return [record.kind for record in trail.of_document(office.clients[client], document_id)]


def test_the_same_bytes_are_read_again_when_nobody_could_read_them_before(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        before_it_could_read(patch)
        (refused,) = office.bring(WHOLE, client="DE")
        (still,) = office.bring(WHOLE, client="DE")
    assert (refused.outcome, still.outcome, still.document_id) == ("refused", "duplicate", refused.document_id)
    assert [finding.key for finding in still.findings] == ["documents.duplicate", "documents.not_recognised"]
    first, second = office.bring(WHOLE, replace(WHOLE, name="twice.xml"), client="DE")
    assert sorted((first.outcome, second.outcome)) == ["duplicate", "task"]
    assert first.document_id == second.document_id == refused.document_id
    assert office.row("DE", refused.document_id).state == "waiting"
    told = kinds(office, "DE", refused.document_id)
    assert told[:6] == [
        "document.received",
        "document.found",
        *["document.received_again"] * 3,
        "document.taken_up_again",
    ]
    assert "document.read" in told
    assert [outcome.outcome for outcome in office.bring(WHOLE, client="DE")] == ["duplicate"]


def test_what_a_person_declined_is_not_taken_up_again(office: Office) -> None:
    (outcome,) = office.bring(WHOLE)
    with office.acting("DE", "anna") as actor:
        cases.close_without_effect(outcome.document_id, "refused", "not ours", actor)
    assert [again.outcome for again in office.bring(WHOLE)] == ["duplicate"]
    assert office.row("DE", outcome.document_id).state == "refused"


def test_only_what_was_refused_inside_a_bulk_is_read_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    file, check = bulk(drafts("INV-1", "INV-2", "INV-3")), documents.check

    def broken(filed: Any, actor: Any) -> Any:
        if any(one.reading.text("number") == "INV-2" for one in filed):
            raise ArithmeticError("nobody thought of this")
        return check(filed, actor)

    with monkeypatch.context() as patch:
        patch.setattr(documents, "check", broken)
        before = office.bring(file)
    (guilty,) = [outcome.document_id for outcome in before if outcome.outcome == "refused"]
    (again,) = office.bring(file)
    assert (again.outcome, again.document_id, office.row("ID", guilty).number) == ("task", guilty, "INV-2")


def test_an_archive_that_could_not_be_unpacked_is_taken_apart_when_it_comes_again(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = BytesIO()
    with ZipFile(archive, "w") as written:
        written.writestr("invoice.xml", WHOLE.data)
        written.writestr("second.xml", as_file(replace(GERMAN, number="RE-2")).data)
    file = File(name="all.zip", data=archive.getvalue())
    with monkeypatch.context() as patch:
        patch.setattr(doors, "unpack", lambda files: [doors.Refusal(key="too_many", evidence={}) for _ in files])
        (refused,) = office.bring(file, client="DE")
    assert refused.outcome == "refused"
    outcomes = office.bring(file, client="DE")
    assert [outcome.outcome for outcome in outcomes] == ["task", "task"]
    assert {office.row("DE", outcome.document_id).parent_id for outcome in outcomes} == {refused.document_id}
    assert office.row("DE", refused.document_id).state == "split"


def test_what_lies_refused_is_read_again_on_request(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    type = documents.type_of("payables.supplier_invoice")

    def unreadable(file: ReadFile) -> Any:
        raise Unreadable("einvoice.no_such_version", {})

    with monkeypatch.context() as patch:
        patch.setattr(documents, "recognise", lambda file: replace(type, read=unreadable))
        refused = [*office.bring(WHOLE, client="DE"), *office.bring(bulk(drafts("INV-1", "INV-2")), client="ID")]
    assert {outcome.outcome for outcome in refused} == {"refused"}
    door = doors.Door(
        channel="again", person_id=office.people["anna"], client_id=None, fallback_client_id=office.clients["DE"], now=office.now
    )
    outcomes = list(doors.read_again(door, [office.clients["DE"], office.clients["ID"]]))
    assert [outcome.outcome for outcome in outcomes] == ["task"] * 3
    assert outcomes[0].document_id == refused[0].document_id
    assert list(doors.read_again(door, [office.clients["DE"], office.clients["ID"]])) == []
