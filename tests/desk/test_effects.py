"""What a form says will happen: also where nothing is posted, and where something is still missing."""

from tests.desk.seat import seat, text
from tests.journeys.office import Office, hire


def test_terms_without_a_posting_say_that_they_are_kept(office: Office) -> None:
    filed = office.type_in("DE", "anna", "receivables.dunning_terms", {"from_on": "2026-04-01", "second": "2.50"})
    assert "Nothing is booked or sent; what stands here is kept." in text(seat(office, "bert").get(f"/documents/{filed}/"))


def test_a_sentence_about_a_name_that_is_not_typed_yet_shows_the_gap(office: Office) -> None:
    hire(office, "olga", {"DE": ["office.clerk"]})
    page = text(seat(office, "olga").get(f"/new/office.connection/?client={office.clients['DE']}"))
    assert "to be connected with …, once that agrees too" in page
