"""What is written about a confidential document lies encrypted, is read as if it did not, proves itself, and can be erased."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as trying
from hypothesis import strategies as some
from tests.desk.seat import seat, text
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import Door, take_in
from kantor.engines.merkle import verify_evidence
from kantor.spine import access, cases, documents, trail
from kantor.spine.documents import Locker
from kantor.words import Finding, Severity

SECRET = "Qvxzj-Kreditantrag-Wkpbt"
NUMBER, REMARK, BROKEN = "QZ-77-XKCD-31337", "Zfghw heimliche Bemerkung", "Ypqrs-Befund-Vbnmk"
ASKED, ANSWERED, LAID_BY = "Who signed page three?", "Nobody did, as far as I see", "Until the notary calls back"
MUCH_LATER = datetime(2060, 1, 1, tzinfo=UTC)
DRAFT = replace(GERMAN, order_number="", number=NUMBER, seller=replace(GERMAN.seller, name=SECRET))
TABLES = ("reading", "check", "decision", "confirmation", "effect", "search", "lesson", "document")


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture
def lasting(committed_database: str) -> Office:
    """What happens here is committed, so that it can be sealed and lies on disk."""
    return open_office()


def bring(office: Office, number: str = NUMBER) -> int:
    client_id, person_id = office.clients["DE"], office.people["anna"]
    door = Door(channel="upload", person_id=person_id, client_id=client_id, fallback_client_id=client_id, now=office.now, confidential=True)
    (outcome,) = take_in([as_file(replace(DRAFT, number=number))], door)
    return outcome.document_id


def work(office: Office, document: int) -> None:
    """Everything that people do with a document before it takes effect."""
    office.save("DE", document, "anna", **{f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))})
    with office.acting("DE", "anna") as actor:
        version = office.checked("DE", document).version
        documents.confirm(document, version, {"number": NUMBER}, actor)
        finding = Finding(key="documents.rule_failed", severity=Severity.LOOK, evidence={"rule": "x", "error": BROKEN})
        documents.note_findings({document: (version, finding)}, actor)
        documents.decide(
            [
                documents.Decision(
                    document_id=document, type="payables.supplier_invoice", version=version, step="verify", outcome="taken_back",
                    checker_id=actor.person_id, reason=REMARK,
                )
            ],
            actor,
        )  # fmt: skip


def said_of(document: int) -> str:
    """Everything that was written about a document's case, in its own table and in the audit trail."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(string_agg(e.content::text, ' '), '') FROM cases_event e JOIN cases_case c ON c.id = e.case_id"
            " WHERE c.document_id = %s",
            [document],
        )
        ((events,),) = cursor.fetchall()
        cursor.execute("SELECT coalesce(string_agg(content::text, ' '), '') FROM trail_record WHERE document_id = %s", [document])
        ((records,),) = cursor.fetchall()
    return str(events) + str(records)


@pytest.mark.parametrize("is_secret", [True, False])
def test_what_colleagues_ask_and_answer_about_it_is_kept_with_its_key(office: Office, is_secret: bool) -> None:
    document = bring(office) if is_secret else office.bring(replace(GERMAN, order_number="", number="OPEN-1"))[0].document_id
    with office.acting("DE", "anna") as actor:
        cases.ask(document, ASKED, office.people["bert"], actor)
    with office.acting("DE", "bert") as actor:
        question = cases.asked(document)
        assert question is not None
        assert (question.text, question.whom, question.by) == (ASKED, office.people["bert"], office.people["anna"])
        cases.answer(document, ANSWERED, actor)
    with office.acting("DE", "anna") as actor:
        cases.set_aside(document, LAID_BY, None, actor)
    with office.acting("DE"):
        told = said_of(document)
    assert [text in told for text in (ASKED, ANSWERED, LAID_BY)] == [not is_secret] * 3
    road = text(seat(office, "anna").get(f"/documents/{document}/road"))
    assert all(said in road for said in (ASKED, ANSWERED, LAID_BY))


def test_what_colleagues_asked_is_gone_with_its_key(office: Office) -> None:
    document = bring(office)
    with office.acting("DE", "anna") as actor:
        cases.ask(document, ASKED, office.people["bert"], actor)
    close(office, document)
    with access.acting(clients=[office.clients["DE"]], person_id=None, at=MUCH_LATER) as actor:
        documents.erase([document], {"reason": "asked for"}, actor)
        question = cases.asked(document)
    assert question is not None
    assert question.text == ""
    assert ASKED not in text(seat(office, "anna").get(f"/documents/{document}/road"))


def close(office: Office, document: int) -> None:
    with office.acting("DE", "anna") as actor:
        documents.set_state([document], "refused", actor)


def stored(document: int) -> str:
    """All that the tables say of a document, as text."""
    found = []
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(
                f"SELECT t::text FROM documents_{table} t WHERE {'id' if table == 'document' else 'document_id'} = %s", [document]
            )
            found += [row[0] for row in cursor.fetchall()]
        cursor.execute("SELECT content FROM trail_record WHERE document_id = %s", [document])
        found += [row[0] for row in cursor.fetchall()]
    return "\n".join(found)


def test_the_tables_say_nothing_of_it_and_people_read_it_all_the_same(office: Office) -> None:
    document = bring(office)
    work(office, document)
    with office.acting("DE"):
        told = stored(document)
        assert not [secret for secret in (SECRET, NUMBER, REMARK, BROKEN, "4806") if secret in told]
        assert cases.confirmed(document) == {"number": NUMBER}
        assert list(documents.compare(office.clients["DE"])) == []
        assert documents.search(SECRET) == []
    checked = office.checked("DE", document)
    assert (checked.reading.text("number"), checked.reading.text("seller_name") or SECRET) == (NUMBER, SECRET)
    assert checked.findings[-1].evidence["error"] == BROKEN
    row = office.row("DE", document)
    assert (row.confidential, row.number, row.party_name, row.amount) == (True, "", "", None)
    assert row.file_name == "confidential.xml"


def test_nothing_of_it_is_on_the_disk_of_the_database(lasting: Office, superuser_connection: psycopg.Connection[Any]) -> None:
    """Tables, indexes and the write-ahead log as they lie there; a document that is not confidential shows that one would find it."""
    document = bring(lasting)
    work(lasting, document)
    open_one = lasting.bring(replace(GERMAN, order_number="", number="OPEN-88-VISIBLE-4711"))[0].document_id
    assert open_one != document
    superuser_connection.execute("CHECKPOINT")
    (place,) = superuser_connection.execute("SHOW data_directory").fetchone() or ("",)
    data = b"".join(path.read_bytes() for path in sorted(Path(place).rglob("*")) if path.is_file())
    assert b"OPEN-88-VISIBLE-4711" in data
    assert [secret for secret in (SECRET, NUMBER, REMARK, BROKEN) if secret.encode() in data] == []


def test_its_evidence_proves_what_was_sealed_without_the_house(lasting: Office, tmp_path: Path) -> None:
    document = bring(lasting)
    work(lasting, document)
    assert proved(lasting, document, tmp_path) == 0
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        assert NUMBER in archive.read(f"documents/{document}/document.json").decode()


def test_whoever_destroys_its_key_has_erased_what_was_read_in_it_too(lasting: Office, tmp_path: Path) -> None:
    document = bring(lasting)
    work(lasting, document)
    close(lasting, document)
    with access.acting(clients=[lasting.clients["DE"]], person_id=None, at=MUCH_LATER) as actor:
        assert documents.erase([document], {"reason": "asked for"}, actor) == [document]
    checked = lasting.checked("DE", document)
    assert (checked.reading.values, checked.findings, checked.answers) == ({}, (), {})
    with lasting.acting("DE"):
        assert cases.confirmed(document) == {}
        assert list(documents.compare(lasting.clients["DE"])) == []
    assert proved(lasting, document, tmp_path) == 0
    with zipfile.ZipFile(tmp_path / "evidence.zip") as archive:
        assert NUMBER not in archive.read(f"documents/{document}/document.json").decode()
    with pytest.raises(documents.Erased), lasting.acting("DE", "anna") as actor:
        documents.confirm(document, 2, {"number": "other"}, actor)


def test_a_key_that_is_gone_or_another_one_is_found_where_no_record_tells_of_an_erasing(office: Office) -> None:
    one, other = bring(office), office.bring(replace(DRAFT, number="OTHER"))[0].document_id
    assert one != other
    with office.acting("DE"):
        keys = apps.get_model("documents", "ReadingKey").objects.filter(document_id=one)
        kept = bytes(keys.get().wrapped)
        for wrapped in (b"", kept[:-1] + bytes([kept[-1] ^ 1])):
            keys.update(wrapped=wrapped)
            assert {document for document, _ in documents.compare(office.clients["DE"])} == {one}
        keys.update(wrapped=kept)
        assert list(documents.compare(office.clients["DE"])) == []


def test_a_sealed_value_does_not_open_in_another_documents_place(office: Office) -> None:
    one, other = bring(office), bring(office, "OTHER-1")
    with office.acting("DE"):
        locker = documents.locker([one, other])
        text = locker.seal(one, SECRET).text
        assert locker.open(one, text).value == SECRET
        assert locker.open(other, text).value is None


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(), lambda one: some.lists(one) | some.dictionaries(some.text(), one)
)


@trying(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON)
def test_whatever_is_sealed_comes_back_and_twice_sealed_looks_different(value: Any) -> None:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    locker = Locker({7: AESGCM(bytes(range(32)))})
    first, second = locker.seal(7, value), locker.seal(7, value)
    assert locker.open(7, first.text).value == value
    assert (first.text, first.hash) != (second.text, second.hash)
    assert first.hash == verify_evidence._hash_of({"a": value, "salts": {"a": locker.open(7, first.text).salt}}, "a")


def proved(office: Office, document: int, folder: Path) -> int:
    access.seal_trails(trail.signer(settings.KANTOR.signing_key_file), office.now())
    with office.acting("DE") as actor, (folder / "evidence.zip").open("wb") as file:
        documents.write_evidence(file, [document], actor, trust=trail.trust(settings.KANTOR.signing_key_file))
    return verify_evidence.main([str(folder / "evidence.zip")])
