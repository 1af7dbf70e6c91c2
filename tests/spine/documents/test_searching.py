"""Documents are found by their words in four languages, by parts of numbers and by names written nearly so - within one's own clients."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import psycopg
import pytest
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import as_file, open_office

from kantor.channels.door import File
from kantor.spine import access, cases, documents
from kantor.spine.access import acting
from kantor.spine.documents import Filing
from kantor.words import Reading, Source, Value

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
NUMBERS = count(1)
PERSON = Source("person")


def new_client(language: str = "de") -> int:
    code = f"search-{next(NUMBERS)}"
    new = access.NewClient(code=code, name=code, country="DE", currency="EUR", language=language, chart="skr03", from_on=date(2026, 1, 1))
    return access.create_client(new, at=AT)


def filed(client: int, *, lines: tuple[str, ...] = (), **values: str) -> int:
    reading = Reading(
        reader="test",
        values={key: Value(text, PERSON) for key, text in values.items()},
        tables={"lines": tuple({"name": Value(text, PERSON)} for text in lines)},
    )
    filing = Filing(type="payables.supplier_invoice", key=f"search:{next(NUMBERS)}", reading=reading, channel="test", made_by=None)
    with acting(clients=[client], person_id=None, at=AT) as actor:
        ((document_id, _),) = cases.file([filing], actor)
    return document_id


def found(text: str, *clients: int) -> list[int]:
    with acting(clients=clients, person_id=None, at=AT):
        return [hit.document_id for hit in documents.search(text)]


@pytest.mark.parametrize(
    ("language", "written", "asked"),
    [
        ("de", "Büromöbel und Schreibtische", "schreibtisch"),
        ("de", "Büromöbel und Schreibtische", "buromobel"),
        ("en", "Repaired heating systems", "repair system"),
        ("id", "Pembelian perlengkapan kantor", "beli"),
        ("pl", "Usługi transportowe Łódź", "uslugi lodz"),
        ("pl", "Usługi transportowe Łódź", "transp"),
    ],
)
def test_words_are_found_in_every_language_without_their_accents(database: None, language: str, written: str, asked: str) -> None:
    client = new_client(language)
    document = filed(client, lines=(written,))
    filed(client, lines=("Etwas ganz anderes",))
    assert found(asked, client) == [document]


def test_parts_of_numbers_and_names_nearly_right_are_found(database: None) -> None:
    client = new_client()
    document = filed(client, number="NP-2026/10423", supplier_name="Nordlicht Papier GmbH", iban="DE89370400440532013000")
    filed(client, number="X-1", supplier_name="Zielona Droga")
    assert found("10423", client) == found("0440532", client) == found("Nordlich Papir", client) == [document]
    assert found("%", client) == found("   ", client) == []


def test_what_a_person_corrected_is_what_is_found(database: None) -> None:
    client = new_client()
    document = filed(client, number="WRONG-77")
    with acting(clients=[client], person_id=None, at=AT) as actor:
        reading = Reading(reader="test", values={"number": Value("RIGHT-88", PERSON)})
        documents.check([documents.Filed(document_id=document, type="payables.supplier_invoice", reading=reading, version=2)], actor)
    assert (found("WRONG-77", client), found("right 88", client)) == ([], [document])


def test_nobody_finds_another_clients_documents(database: None) -> None:
    ours, theirs = new_client(), new_client()
    mine, other = filed(ours, number="SAME-1"), filed(theirs, number="SAME-1")
    assert found("same-1", ours) == [mine]
    assert sorted(found("same-1", ours, theirs)) == [mine, other]
    assert found("same-1") == []


def test_the_search_reads_what_matches_and_not_everything(database: None, superuser_connection: psycopg.Connection[Any]) -> None:
    """Asked on the body of the function, with rows enough that reading all of them would be dearer."""
    with superuser_connection.transaction(force_rollback=True):
        superuser_connection.execute("SET LOCAL session_replication_role = replica")  # no documents are needed behind the words
        superuser_connection.execute(
            """
            INSERT INTO documents_search (client_id, document_id, language, text, names, words)
            SELECT 1 + n % 2, n, 'de', '', md5(n::text), to_tsvector('simple', md5(n::text)) FROM generate_series(1, 20000) n
            """
        )
        superuser_connection.execute("ANALYZE documents_search")
        plan = superuser_connection.execute(
            """
            EXPLAIN (COSTS OFF) SELECT hit.id FROM unnest(string_to_array('1', ',')::int[]) AS mine (client_id)
            CROSS JOIN LATERAL (
                SELECT w.id FROM documents_search w WHERE w.client_id = mine.client_id AND w.words @@ to_tsquery('simple', 'abcd:*')
                UNION SELECT n.id FROM documents_search n WHERE n.client_id = mine.client_id AND n.names LIKE '%abcdef%'
                UNION SELECT l.id FROM documents_search l WHERE l.client_id = mine.client_id AND 'abcdef' <% l.names
            ) hit
            """
        ).fetchall()
    text = "\n".join(row[0] for row in plan)
    assert "documents_search_words" in text, text
    assert "documents_search_names" in text, text


def test_a_document_is_found_by_a_part_of_its_files_name(database: None) -> None:
    office = open_office()
    original = as_file(GERMAN)
    (outcome,) = office.bring(File(name="Rechnung_Müller_März-2026.xml", data=original.data))
    with office.acting("DE"):
        found = {asked: [one.document_id for one in documents.search(asked)] for asked in ("müller", "marz-20", "rechnung müll")}
    assert found == {asked: [outcome.document_id] for asked in found}
