"""A process may ask that fields are always keyed again, whoever typed them; a process that is killed draws the same document."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from tests.journeys.office import CLERK, Office, hire, nothing_is_drawn
from tests.journeys.papers import bring, entries, known_office, rows
from tests.journeys.test_paper_story import INVOICE

from kantor.site import house
from kantor.spine import cases, documents, facts
from kantor.spine.documents import Refusal
from kantor.words import Process, Step

TWICE = Process(
    key="payables.supplier_invoice",
    version=99,
    steps=(
        Step(key="verify", role="payables.clerk"),
        Step(key="second_entry", role="payables.second_entry", four_eyes=True, keyed=("number", "gross")),
    ),
)


@pytest.fixture
def office(database: None) -> Iterator[Office]:
    """Every invoice is keyed again in two fields."""
    found = known_office()
    documents.install_types([replace(type, process=TWICE) if type.key == TWICE.key else type for type in house.types()], facts.ask)
    yield found
    documents.install_types(house.types(), facts.ask)


def verified(office: Office, person: str) -> int:
    """An invoice that came as data; somebody has verified it."""
    (outcome,) = office.bring(replace(INVOICE, number="RE-2026-0901", lines=INVOICE.lines[:1]))
    assert office.approve("DE", outcome.document_id, person) == "second_entry"
    return outcome.document_id


def key_again(office: Office, document_id: int, person: str, **keyed: str) -> None:
    with office.acting("DE", person) as actor:
        assert [one.field for one in cases.to_key(document_id, "second_entry")[1]] == ["number", "gross"]
        cases.key_again(document_id, keyed, actor)


def test_what_the_process_names_is_keyed_again_whoever_read_it(office: Office) -> None:
    document_id = verified(office, "anna")
    gross = office.checked("DE", document_id).reading.text("gross")
    assert office.row("DE", document_id).number == ""
    key_again(office, document_id, "dora", number="re 2026 0901", gross=gross)
    assert entries(office) == {"number": "same", "gross": "same"}
    assert office.finish("DE") == {document_id}


def test_whoever_verified_it_is_not_the_second_person(office: Office) -> None:
    hire(office, "emil", {"DE": (*CLERK, "payables.second_entry")})
    document_id = verified(office, "emil")
    with pytest.raises(Refusal, match="not_for_the_maker"):
        key_again(office, document_id, "emil", number="RE-2026-0901", gross="1")


def test_a_process_that_is_killed_draws_the_same_document(database: None) -> None:
    office = known_office()
    with office.acting("DE") as actor:
        nothing_is_drawn(actor, until=1)
    before = transaction.savepoint()
    bring(office, count=1)
    transaction.savepoint_rollback(before)  # as the database does when the process is gone
    (outcome,) = bring(office, count=1)
    if office.task("DE", outcome.document_id).step == "verify":
        office.approve("DE", outcome.document_id, "anna")
    assert office.task("DE", outcome.document_id).step == "second_entry"
    assert rows(office, "SELECT drawn FROM spotchecks_draw") == [(True,)]
