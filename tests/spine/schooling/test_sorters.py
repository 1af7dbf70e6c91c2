"""A client's own sorter of mails: grown from what clerks decided, examined, named in readings, and gone back from."""

from collections.abc import Sequence
from email.message import EmailMessage

import pytest
from django.db import connection
from tests.channels.mail.test_sending import answered
from tests.journeys.office import Office, open_office

from kantor.channels.door import File
from kantor.engines.correspondence import usual_sorter
from kantor.spine import documents, schooling
from kantor.spine.documents import erasing

HOUSE_WORDS = {
    "order": ("Trumm {n}", "Bitte {n} Trumm nachschieben, Rutsche wie immer."),
    "complaint": ("Knacks {n}", "Der Trumm {n} hat einen Knacks, das Lager klemmt die Rutsche."),
}
"""What people write who share their words with nobody."""
SENDERS = ("a@trumm.example", "b@rutsche.example", "c@knacks.example")


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def mails(count: int, start: int = 0) -> list[tuple[str, str, str, str]]:
    """(kind, subject, text, sender)"""
    found = []
    for number in range(start, start + count):
        kind = ("order", "complaint")[number % 2]
        subject, text = (part.format(n=number) for part in HOUSE_WORDS[kind])
        found.append((kind, subject, text, SENDERS[number % len(SENDERS)]))
    return found


def bring(office: Office, some: Sequence[tuple[str, str, str, str]], client: str = "DE") -> list[int]:
    files = [mail(subject, text, sender) for _, subject, text, sender in some]
    return [one.document_id for one in office.bring(*files, client=client) if one.type == "correspondence.incoming"]


def mail(subject: str, text: str, sender: str) -> File:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "post@buero.example", subject
    message["Date"] = "Mon, 09 Mar 2026 10:00:00 +0100"
    message.set_content(text)
    return File(name="mail.eml", data=message.as_bytes())


def deal_with(office: Office, ids: Sequence[int], some: Sequence[tuple[str, str, str, str]]) -> None:
    """What is kept when people have decided the matters of these mails."""
    with office.acting("DE") as actor:
        documents.keep_kinds({one: kind for one, (kind, *_) in zip(ids, some, strict=True)}, actor)


def read(office: Office, one: tuple[str, str, str, str], client: str = "DE") -> tuple[str, str]:
    (document_id,) = bring(office, [one], client)
    reading = office.checked(client, document_id).reading
    return reading.text("kind"), reading.reader


def test_a_sorter_grown_from_what_clerks_decided_tells_the_next_mail_and_is_gone_back_from(office: Office) -> None:
    german, known = office.clients["DE"], mails(24)
    start = f"mail start {usual_sorter().version}"
    ids = bring(office, known)
    assert {office.checked("DE", one).reading.reader for one in ids} == {start}
    deal_with(office, ids, known)
    done = schooling.train(german, [], office.now)
    assert done is not None
    (grown,) = done.grown
    assert (grown.purpose, grown.outcome) == ("mails", "taken")
    assert sum(after.right for _, after in grown.exam.newest.values()) > sum(before.right for before, _ in grown.exam.newest.values())
    stranger = ("order", "Trumm 77", "Bitte 77 Trumm nachschieben, Rutsche wie immer.", "neu@anders.example")
    assert read(office, stranger) == ("order", f"mail client {german} {grown.version}")
    assert read(office, stranger, "PL")[1] == start, "another client's model sorts nothing here"
    with office.acting("DE", "bert") as actor:
        schooling.use("", actor, "mails")
    assert read(office, ("order", "Trumm 78", "Bitte 78 Trumm nachschieben, Rutsche wie immer.", "alt@anders.example"))[1] == start


def test_what_clerks_decided_is_seen_by_nobody_else_and_goes_with_the_mail(office: Office) -> None:
    known = mails(2)
    ids = bring(office, known)
    deal_with(office, ids, known)
    with office.acting("DE"):
        rows = documents.newest_examples(office.clients["DE"], most=9)
    assert {(one.document_id, one.shown["kind"].value, one.reader) for one in rows} == {
        (ids[0], "order", "mail"),
        (ids[1], "complaint", "mail"),
    }
    with office.acting("PL"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM documents_example")
        assert cursor.fetchone() == (0,)
    with office.acting("DE"):
        erasing.QUERIES.run("forget_examples", client_id=office.clients["DE"], ids=[ids[0]])
        assert [one.document_id for one in documents.newest_examples(office.clients["DE"], most=9)] == [ids[1]]


def test_a_matter_that_was_decided_teaches_what_kind_its_mail_was(office: Office) -> None:
    answered(office)
    with office.acting("DE"):
        (row,) = documents.newest_examples(office.clients["DE"], most=9)
    assert (row.type, row.shown["kind"].value) == ("correspondence.incoming", "inquiry")


def test_the_last_word_of_a_clerk_counts(office: Office) -> None:
    known = mails(1)
    ids = bring(office, known)
    deal_with(office, ids, known)
    deal_with(office, ids, [("complaint", *known[0][1:])])
    with office.acting("DE"):
        (row,) = documents.newest_examples(office.clients["DE"], most=9)
    assert row.shown["kind"].value == "complaint"
