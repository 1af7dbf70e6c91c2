"""One file with many invoices: each is a document of its own, and one that is broken holds up none of the others."""

import random
import string
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.apps import apps
from tests.engines.einvoice.drafts import INDONESIAN
from tests.journeys.office import Office, as_file, open_office

from kantor.channels.door import File
from kantor.engines.einvoice.writers import Draft, coretax
from kantor.spine import cases, documents
from kantor.spine.access import Actor
from kantor.spine.cases import road
from kantor.spine.documents import Checked, Filed
from kantor.words import DocumentType, ReadFile

LETTERS = random.Random(7)
TOO_LONG = "".join(LETTERS.choice(string.ascii_letters) for _ in range(60_000))  # PostgreSQL: no index takes it


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def bulk(drafts: Sequence[Draft]) -> File:
    return File(name="bulk.xml", data=coretax.write(drafts))


def drafts(*numbers: str) -> list[Draft]:
    """Invoices of different days: equal ones of one day would be looked at as near duplicates."""
    return [replace(INDONESIAN, number=number, issued_on=INDONESIAN.issued_on - timedelta(days=day)) for day, number in enumerate(numbers)]


def test_one_broken_invoice_of_a_bulk_is_refused_and_the_others_go_on(office: Office) -> None:
    outcomes = office.bring(bulk(drafts("INV-1", TOO_LONG, "INV-3")))
    found = {office.row("ID", outcome.document_id).number or outcome.findings[0].key: outcome.outcome for outcome in outcomes}
    assert found == {"INV-1": "task", "documents.check_failed": "refused", "INV-3": "task"}
    (parent,) = {office.row("ID", outcome.document_id).parent_id for outcome in outcomes}
    assert parent is not None
    assert office.row("ID", parent).state == "split"
    assert sorted(office.row("ID", outcome.document_id).part for outcome in outcomes) == [1, 2, 3]


def test_one_broken_invoice_of_an_archive_is_refused_and_the_others_go_on(office: Office) -> None:
    archive = BytesIO()
    with ZipFile(archive, "w") as written:
        for number, draft in enumerate(drafts("INV-1", TOO_LONG, "INV-3")):
            written.writestr(f"{number}.xml", as_file(draft).data)
    outcomes = office.bring(File(name="all.zip", data=archive.getvalue()))
    assert sorted(outcome.outcome for outcome in outcomes) == ["refused", "task", "task"]


def test_a_process_killed_in_a_bulk_is_taken_up_where_it_stood(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    going = iter((False, False, True))  # the file is split, the first of its invoices checked

    def until_killed(filed: Sequence[Filed], actor: Actor) -> list[Checked]:
        if next(going):
            raise Killed
        return check(filed, actor)

    check = documents.check
    with monkeypatch.context() as patch:
        patch.setattr(road, "BATCH", 1)
        patch.setattr(documents, "check", until_killed)
        with pytest.raises(Killed):
            office.bring(bulk(drafts("INV-1", "INV-2", "INV-3")))
    assert states(office) == ["split", "waiting", "received", "received"]
    read: list[str] = []
    recognise = documents.recognise

    def noted(file: ReadFile) -> DocumentType | None:
        read.append(file.name)
        return recognise(file)

    monkeypatch.setattr(documents, "recognise", noted)
    outcomes = cases.resume(client_id=office.clients["ID"], person_id=None, now=office.now)
    assert read == ["bulk.xml"]  # once, however many invoices are in it
    assert sorted(office.row("ID", outcome.document_id).number for outcome in outcomes) == ["INV-2", "INV-3"]
    assert states(office) == ["split", "waiting", "waiting", "waiting"]


def states(office: Office) -> list[str]:
    with office.acting("ID"):
        return list(apps.get_model("documents", "Document").objects.filter(channel="folder").order_by("id").values_list("state", flat=True))
