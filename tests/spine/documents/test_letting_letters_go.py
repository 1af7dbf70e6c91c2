"""A letter leaves only when somebody other than its writer let it go, and the database itself sees to that."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.spine.documents.test_searching import AT, filed, new_client

from kantor.spine import documents
from kantor.spine.access import acting
from kantor.words import Applied, Letter

WRITER, COLLEAGUE = 41, 42


def written(client: int) -> int:
    document_id = filed(client, number="L-1")
    letter = Letter(key=f"l:{document_id}", party_id=None, recipient="Acme", address="", language="en", template="t", values={})
    with acting(clients=[client], person_id=WRITER, at=AT) as actor:
        documents.LetterParts().apply([Applied(client, document_id, 0, letter)], actor)
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM documents_outbox WHERE document_id = %s", [document_id])
            return int(cursor.fetchone()[0])


def test_the_writer_cannot_let_the_letter_go(database: None) -> None:
    client = new_client()
    letter = written(client)
    with (
        pytest.raises(IntegrityError, match="documents_outbox_four_eyes"),
        transaction.atomic(),
        acting(clients=[client], person_id=WRITER, at=AT) as actor,
    ):
        documents.approve_letter(letter, actor)
    with acting(clients=[client], person_id=COLLEAGUE, at=AT) as actor:
        documents.approve_letter(letter, actor)


def test_no_letter_is_sent_that_nobody_approved(database: None) -> None:
    client = new_client()
    letter = written(client)
    with (
        pytest.raises(IntegrityError, match="documents_outbox_approved"),
        transaction.atomic(),
        acting(clients=[client], person_id=COLLEAGUE, at=AT),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE documents_outbox SET state = 'sent' WHERE id = %s", [letter])
