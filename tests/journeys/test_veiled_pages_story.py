"""A document that waits for its second entry is neither ended nor shown by what is done with its pages, its form or its scan."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from tests.channels.api.caller import Caller, told
from tests.engines.reading import samples
from tests.journeys.office import CLERK, Office, hire
from tests.journeys.papers import drawn, key_again, known_office, on_the_page

from kantor.channels.door import File
from kantor.spine import cases, documents
from kantor.spine.cases import Order, reading_again
from kantor.spine.documents import Refusal

FORM = "payables.credit_note"
VEILED = ("", None, "", None)


@pytest.fixture
def office(database: None) -> Office:
    """emil verifies and keys again: no missing role protects a document from him."""
    found = known_office()
    hire(found, "emil", {"DE": (*CLERK, "payables.second_entry")})
    return found


@pytest.fixture
def veiled(office: Office) -> int:
    return drawn(office)


@pytest.fixture
def other(office: Office, veiled: int, tmp_path: Path) -> int:
    """A paper that waits to be verified."""
    (outcome,) = office.bring(File(name="behind.pdf", data=samples.pdf(tmp_path, "Rechnung, zweite Seite")), client="DE")
    assert office.task("DE", outcome.document_id).step == "verify"
    return outcome.document_id


def stays_veiled(office: Office, document: int) -> bool:
    row, waiting = office.row("DE", document), office.task("DE", document)
    shown = (row.number, row.amount, row.party_name, row.document_on)
    return (row.state, waiting.step, shown) == ("waiting", "second_entry", VEILED)


def arrange(document: int, order: Order) -> Callable[[Office], object]:
    def act(office: Office) -> object:
        with office.acting("DE", "emil") as actor:
            return cases.arrange(document, order, actor)

    return act


@pytest.mark.parametrize("order", [Order("turn", (1,)), Order("cut", (1,)), Order("leave_out", (1,)), Order("move", (1,))])
def test_its_own_pages_stay_as_they_lie(office: Office, veiled: int, order: Order) -> None:
    with pytest.raises(Refusal, match="key_it_first"):
        arrange(veiled, order)(office)
    assert stays_veiled(office, veiled)


def test_it_takes_no_pages_of_another_one(office: Office, veiled: int, other: int) -> None:
    with pytest.raises(Refusal, match="key_it_first"):
        arrange(veiled, Order("join", other=other))(office)
    assert stays_veiled(office, veiled)
    assert office.row("DE", other).state == "waiting"


def test_another_one_does_not_take_its_pages(office: Office, veiled: int, other: int) -> None:
    with pytest.raises(Refusal) as refused:
        arrange(other, Order("join", other=veiled))(office)
    assert (refused.value.key, refused.value.document_id) == ("cases.other_not_keyed", other)
    assert refused.value.evidence == {"document": str(veiled)}
    assert stays_veiled(office, veiled)
    key_again(office, veiled)
    assert office.row("DE", veiled).number == "RE-2026-0820"


def test_its_form_stays(office: Office, veiled: int) -> None:
    with office.acting("DE", "emil") as actor, pytest.raises(Refusal, match="key_it_first"):
        cases.change_type(veiled, FORM, actor)
    assert stays_veiled(office, veiled)


def test_a_program_ends_and_learns_nothing_either(office: Office, veiled: int, other: int) -> None:
    values = set(on_the_page(office, veiled).values()) - {""}
    emil = Caller(office, "emil")
    try:
        asked = {
            f"/documents/{veiled}/arrange-pages": {"kind": "join", "other": other},
            f"/documents/{other}/arrange-pages": {"kind": "join", "other": veiled},
            f"/documents/{veiled}/undo-pages": {},
            f"/documents/{veiled}/change-type": {"type": FORM},
            f"/documents/{veiled}/send-back": {"reasons": ["other"], "remark": "no"},
        }
        for place, body in asked.items():
            said = str(told(emil.post(place, body), 409))
            assert [value for value in values if re.search(rf"(?<!\w){re.escape(value)}(?!\w)", said)] == [], place
            assert stays_veiled(office, veiled), place
        assert f"Document {veiled} has to be keyed again" in str(
            told(emil.post(f"/documents/{other}/arrange-pages", {"kind": "join", "other": veiled}), 409)
        )
    finally:
        del settings.KANTOR_CLOCK_AHEAD


def test_a_scan_that_is_read_once_more_meanwhile_changes_nothing(office: Office, veiled: int) -> None:
    with office.acting("DE") as actor:
        (known,) = documents.known([veiled])
        taken = documents.Taken(id=1, original_id=known.original_id, number=1, tries=1, document=known, until=office.now())
        assert documents.to_renew(taken, actor) == [veiled]
        assert reading_again.renew(taken, actor) == []
    assert stays_veiled(office, veiled)
    key_again(office, veiled)
    assert office.finish("DE") == {veiled}
