"""Originals lie encrypted on disk; one that may be erased is erased by destroying its key, and the audit trail stays whole."""

import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.test import override_settings
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file, open_office

from kantor.engines.merkle import verify_evidence
from kantor.spine import access, documents, trail
from kantor.words import Refusal

MUCH_LATER = datetime(2050, 1, 1, tzinfo=UTC)
DRAFT = replace(GERMAN, order_number="")


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def booked(office: Office) -> int:
    document = office.bring(DRAFT)[0].document_id
    office.save("DE", document, "anna", **{f"lines__{at}__account": "4806" for at in range(len(GERMAN.lines))})
    office.approve("DE", document, "anna")
    office.finish("DE", document)
    return document


def erase(office: Office, document: int, at: datetime = MUCH_LATER) -> list[int]:
    with access.acting(clients=[office.clients["DE"]], person_id=None, at=at) as actor:
        return documents.erase([document], {"reason": "asked for by the supplier"}, actor)


def faults(office: Office) -> list[tuple[int, str]]:
    with office.acting("DE"):
        return list(documents.compare(office.clients["DE"]))


def test_the_bytes_on_disk_say_nothing_of_the_document(office: Office) -> None:
    data = as_file(DRAFT).data
    row = office.row("DE", office.bring(DRAFT)[0].document_id)
    stored = (Path(settings.KANTOR.originals) / row.stored_as.partition("#")[0]).read_bytes()
    assert len(stored) > len(data)
    assert not any(data[start : start + 24] in stored for start in range(0, len(data) - 24, 24))
    assert documents.original(row) == data


MANY = """
    INSERT INTO documents_document (client_id, type, state, key, channel, file_name, original_id, part, received_at, reading_version,
        number, number_key, amount_key, currency, party_name, retention, on_hold, confidential, four_eyes)
    SELECT d.client_id, d.type, 'refused', 'many-' || n, 'upload', '', d.original_id + n, 0, d.received_at + n * interval '1 second', 0,
        'M-' || n, n || ':m', 'EUR' || n, 'EUR', 'Supplier ' || n %% 100, 'voucher', false, false, false
    FROM documents_document d, generate_series(1, 20000) n WHERE d.id = %s
"""


@pytest.mark.usefixtures("committed_database")
def test_what_shares_an_original_is_found_without_reading_every_document(
    superuser_connection: psycopg.Connection[Any], app_connection: psycopg.Connection[Any]
) -> None:
    office = open_office()
    document = office.bring(DRAFT)[0].document_id
    superuser_connection.execute("SET session_replication_role = replica")  # their originals are not what is looked at here
    superuser_connection.execute(MANY, [document])
    superuser_connection.execute("VACUUM ANALYZE documents_document")
    app_connection.execute("SELECT set_config('kantor.clients', %s, false)", [str(office.clients["DE"])])
    asked = "SELECT id FROM documents_document WHERE original_id = (SELECT original_id FROM documents_document WHERE id = %s)"
    plan = "\n".join(row[0] for row in app_connection.execute(f"EXPLAIN {asked}", [document]))  # type: ignore[call-overload]
    assert "Bitmap Index Scan on documents_document_original" in plan


def test_another_master_key_opens_nothing(office: Office) -> None:
    row = office.row("DE", office.bring(DRAFT)[0].document_id)
    with override_settings(ORIGINALS_KEYS=lambda: (bytes(32),)), pytest.raises(OSError, match="master key"):
        documents.original(row)


def test_a_key_of_another_document_does_not_fit(office: Office) -> None:
    one, other = (office.row("DE", office.bring(replace(DRAFT, number=number))[0].document_id) for number in ("K-1", "K-2"))
    with pytest.raises(OSError, match="not what it was"):
        documents.original(replace(one, keys=other.keys))


def test_what_the_law_asks_to_keep_is_not_erased(office: Office) -> None:
    document = booked(office)
    with pytest.raises(Refusal, match="must_be_kept"):
        erase(office, document, office.now())
    assert documents.original(office.row("DE", document)) == as_file(DRAFT).data


def test_what_is_on_hold_or_being_worked_on_is_not_erased(office: Office) -> None:
    document, waiting = booked(office), office.bring(replace(DRAFT, number="W-1"))[0].document_id
    with pytest.raises(Refusal, match="at_work"):
        erase(office, waiting)
    with office.acting("DE"):
        apps.get_model("documents", "Document").objects.filter(pk=document).update(on_hold=True)
    with pytest.raises(Refusal, match="on_hold"):
        erase(office, document)


def test_an_erased_original_is_gone_and_the_trail_says_so(office: Office) -> None:
    document = booked(office)
    assert erase(office, document) == [document]
    with pytest.raises(documents.Erased):
        documents.original(office.row("DE", document))
    with office.acting("DE"):
        last = trail.of_document(office.clients["DE"], document)[-1]
        assert not apps.get_model("documents", "SearchText").objects.filter(document_id=document).exists()
    assert (last.kind, last.content["reason"]) == ("document.erased", "asked for by the supplier")
    assert faults(office) == []
    with pytest.raises(Refusal, match="nothing_to_erase"):
        erase(office, document)


def test_a_key_that_is_gone_without_a_record_is_a_fault(office: Office) -> None:
    document = booked(office)
    with office.acting("DE"):
        apps.get_model("documents", "DataKey").objects.all().delete()
    assert faults(office) == [(document, "its bytes are missing, and no record says that they were erased")]


def test_the_evidence_of_an_erased_document_still_holds(committed_database: str, tmp_path: Path) -> None:
    office = open_office()
    document = booked(office)
    erase(office, document)
    signer = trail.signer(settings.KANTOR.signing_key_file)
    access.seal_trails(signer, office.now())
    with office.acting("DE") as actor, (tmp_path / "evidence.zip").open("wb") as file:
        documents.write_evidence(file, [document], actor, trust=trail.trust(settings.KANTOR.signing_key_file))
    assert f"documents/{document}/original" not in zipfile.ZipFile(tmp_path / "evidence.zip").namelist()
    assert verify_evidence.main([str(tmp_path / "evidence.zip")]) == 0
