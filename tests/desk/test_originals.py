"""Originals that cannot be shown: page and road are there, and each place where one was says why; files of letters are shown as text."""

from pathlib import Path

import pytest
from django.conf import settings
from tests.desk.seat import seat, text
from tests.engines.statements.samples import GERMAN as MT940
from tests.journeys.office import Office
from tests.spine.documents.test_erasing import booked, erase

from kantor.channels.door import File
from kantor.desk.verify import original


def test_an_erased_original_is_told_where_it_was(office: Office) -> None:
    document = booked(office)
    erase(office, document)
    anna = seat(office, "anna")
    assert "The original was erased" in text(anna.get(f"/documents/{document}/"))
    for place in ("original", "sheet"):
        answer = anna.get(f"/documents/{document}/{place}")
        assert answer.status_code == 410
        assert "The original was erased" in answer.content.decode()
    assert text(anna.get(f"/documents/{document}/road"))
    german = seat(office, "anna", "de")
    assert "Das Original wurde gelöscht" in german.get(f"/documents/{document}/original").content.decode()


def test_a_lost_original_is_told_and_noted(office: Office) -> None:
    document = booked(office)
    row = office.row("DE", document)
    (Path(settings.KANTOR.originals) / row.stored_as.partition("#")[0]).unlink()
    anna = seat(office, "anna")
    assert "./kantor doctor says what is the matter" in text(anna.get(f"/documents/{document}/"))
    assert anna.get(f"/documents/{document}/original").status_code == 503


def test_a_file_of_letters_is_shown_as_it_stands(office: Office) -> None:
    """A bank's statement has no pages: its text stands where a picture would."""
    statement = MT940.replace("Kontofuehrung", "<b>Kontoführung</b>").encode("cp1252")
    (outcome,) = office.bring(File(name="march.sta", data=statement), client="DE")
    page = text(seat(office, "anna").get(f"/documents/{outcome.document_id}/"))
    assert ":60F:C260301EUR1000,00" in page
    assert "&lt;b&gt;Kontoführung" in page
    assert "this document was typed in" not in page


def test_of_a_long_file_the_beginning_is_shown_and_the_rest_downloaded(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(original, "MOST_TEXT", 20)
    (outcome,) = office.bring(File(name="march.sta", data=MT940.encode()), client="DE")
    page = text(seat(office, "anna", "de").get(f"/documents/{outcome.document_id}/"))
    assert "Gezeigt werden die ersten 20 Zeichen." in page
    assert f"<pre>{MT940[:20]}</pre>" in page
