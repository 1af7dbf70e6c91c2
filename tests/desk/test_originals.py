"""A document whose original cannot be shown: its page and its road are there, and each place where the original was says why."""

from pathlib import Path

from django.conf import settings
from tests.desk.seat import seat, text
from tests.journeys.office import Office
from tests.spine.documents.test_erasing import booked, erase


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
