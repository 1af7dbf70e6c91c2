"""A client's own model: grown from what its people confirmed, examined, kept by version, and gone back from."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from django.db import connection
from psycopg.types.json import Jsonb
from tests.journeys.office import Office, open_office

from kantor.channels.door import File
from kantor.demo.papers import Paper, pdf
from kantor.demo.papers.learning import base_papers
from kantor.demo.papers.peculiar import peculiar
from kantor.site.working import dispatching
from kantor.spine import schooling
from kantor.words import Page, Refusal

PAPERS = 12
Base = Sequence[tuple[list[Page], dict[str, str]]]


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


@pytest.fixture(scope="module")
def base() -> Base:
    return base_papers()[:4]


@pytest.fixture(scope="module")
def papers() -> list[Paper]:
    return list(peculiar(PAPERS + 2, seed=61, suppliers=2, last_on=date(2026, 3, 6)))


def bring(office: Office, some: Sequence[Paper], client: str = "DE") -> list[int]:
    return [one.document_id for one in office.bring(*(File(name=f"{paper.name}.pdf", data=pdf(paper)) for paper in some), client=client)]


def confirm(office: Office, ids: Sequence[int], some: Sequence[Paper], client: str = "DE") -> None:
    """What people said that these papers say, as it is kept when they take effect."""
    with office.acting(client), connection.cursor() as cursor:
        for document_id, paper in zip(ids, some, strict=True):
            fields = {field: [value, 0, None, None, 0.0] for field, value in paper.truth.items()}
            cursor.execute(
                "INSERT INTO documents_example (client_id, document_id, type, senders, fields, reader, at, shows)"
                " VALUES (%s, %s, 'payables.supplier_invoice', %s, %s, 'pages start', now(), false)",
                [office.clients[client], document_id, [paper.layout], Jsonb(fields)],
            )


def test_a_model_that_is_better_reads_the_next_paper_and_can_be_gone_back_from(office: Office, papers: list[Paper], base: Base) -> None:
    german = office.clients["DE"]
    confirm(office, bring(office, papers[:PAPERS]), papers[:PAPERS])
    assert [(work.client_id, work.step) for work in dispatching.waiting() if work.step == "train"] == [(german, "train")]
    done = schooling.train(german, base, office.now)
    assert done is not None
    assert done.schooled.outcome == "taken"
    assert sum(after.right for _, after in done.schooled.exam.newest.values()) > sum(
        before.right for before, _ in done.schooled.exam.newest.values()
    )
    assert [work for work in dispatching.waiting() if work.step == "train"] == []
    (read,) = bring(office, papers[PAPERS : PAPERS + 1])
    reading = office.checked("DE", read).reading
    (version,) = versions(office)
    assert reading.reader == f"pages client {german} {version.version}"
    assert (reading.text("number"), reading.text("issued_on")) == (papers[PAPERS].truth["number"], papers[PAPERS].truth["issued_on"])
    with office.acting("DE", "bert") as actor:
        schooling.use("", actor)
        with pytest.raises(Refusal):
            schooling.use("12345678", actor)
    (read,) = bring(office, papers[PAPERS + 1 :])
    assert office.checked("DE", read).reading.reader.startswith("pages start ")
    with office.acting("DE", "bert") as actor:
        schooling.use(version.version, actor)
        assert schooling.in_use(german) is not None


def versions(office: Office, client: str = "DE") -> list[schooling.Version]:
    with office.acting(client):
        return [one for one in schooling.versions([office.clients[client]]) if one.purpose == "fields"]


def test_a_model_that_is_no_better_is_kept_and_not_used(office: Office, papers: list[Paper], base: Base) -> None:
    """What is confirmed is what the model in use reads anyway."""
    known = list(papers[:PAPERS])
    ids = bring(office, known)
    read = [{key: value.text for key, value in office.checked("DE", one).reading.values.items() if key in known[0].truth} for one in ids]
    confirm(office, ids, [replaced(paper, truth) for paper, truth in zip(known, read, strict=True)])
    done = schooling.train(office.clients["DE"], base, office.now)
    assert done is not None
    assert done.schooled.outcome != "taken"
    assert [one.is_in_use for one in versions(office)] == [False]
    with office.acting("DE"):
        assert schooling.in_use(office.clients["DE"]) is None


def replaced(paper: Paper, truth: dict[str, str]) -> Paper:
    return Paper(**{**{name: getattr(paper, name) for name in Paper.__dataclass_fields__}, "truth": truth})


def test_too_few_papers_make_no_model(office: Office, papers: list[Paper], base: Base) -> None:
    confirm(office, bring(office, papers[:3]), papers[:3])
    done = schooling.train(office.clients["DE"], base, office.now)
    assert done is not None
    assert (done.schooled.outcome, done.grown) == ("too_few", [])


def test_one_client_neither_sees_nor_uses_the_model_of_another(office: Office, papers: list[Paper], base: Base) -> None:
    confirm(office, bring(office, papers[:PAPERS]), papers[:PAPERS])
    schooling.train(office.clients["DE"], base, office.now)
    assert versions(office, "PL") == []
    with office.acting("PL"), connection.cursor() as cursor:
        for table in ("documents_example", "schooling_model", "schooling_use", "schooling_training"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,), table
    (read,) = bring(office, papers[PAPERS : PAPERS + 1], client="PL")
    assert office.checked("PL", read).reading.reader.startswith("pages start ")


def test_a_training_whose_worker_was_killed_is_taken_up_again(office: Office, papers: list[Paper], base: Base) -> None:
    confirm(office, bring(office, papers[:PAPERS]), papers[:PAPERS])
    german = office.clients["DE"]
    with office.acting("DE", "anna") as actor:
        assert schooling.ask(actor)
        assert not schooling.ask(actor)
        taken = schooling.training.QUERIES.one("take_training", client_id=german, at=actor.at, until=actor.at + timedelta(minutes=30))
        assert taken is not None
    assert schooling.train(german, base, office.now) is None
    office.now.forward(minutes=31)
    done = schooling.train(german, base, office.now)
    assert done is not None
    assert done.schooled.outcome == "taken"
    with office.acting("DE"):
        assert [one.asked_by for one in versions(office)] == [office.people["anna"]]
        assert schooling.trainings([german])[german].outcome == "taken"
