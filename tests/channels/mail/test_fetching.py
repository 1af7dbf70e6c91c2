"""Mail is fetched once from a real server, however often a process is killed; strangers' files wait for a person."""

import json
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from email.message import EmailMessage
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from tests.channels.mail.server import LOGIN, PASSWORD, Server
from tests.engines.einvoice.drafts import GERMAN
from tests.journeys.office import Office, as_file

from kantor.channels import mail
from kantor.channels.mail.mailboxes import QUERIES
from kantor.departments.correspondence.senders import GUARD
from kantor.site.health import work
from kantor.site.health.trouble import Case
from kantor.spine import access, cases

LIMIT = 1_000_000
QUARANTINED, RULE, MATTER = "correspondence.quarantined", "correspondence.sender_rule", "correspondence.matter"
STRANGER = "neu@lieferant.example"


def message(subject: str, *, sender: str = STRANGER, number: int = 1, file: tuple[str, bytes] | None = None, text: str = "") -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, "post@buero.example", subject
    made["Date"], made["Message-ID"] = "Mon, 09 Mar 2026 10:00:00 +0100", f"<{number}@lieferant.example>"
    made.set_content(text or "Könnten Sie mir bitte ein Angebot senden? Was kostet die Lieferung?")
    if file:
        made.add_attachment(file[1], maintype="application", subtype="xml", filename=file[0])
    return made.as_bytes()


def invoice() -> tuple[str, bytes]:
    file = as_file(GERMAN)
    return file.name, file.data


def fetch(office: Office, now: Callable[[], datetime] | None = None, *, limit_bytes: int = LIMIT) -> int:
    office.now.forward(minutes=2)
    return mail.fetch(office.clients["DE"], GUARD, now or office.now, limit_bytes=limit_bytes)


def types(office: Office) -> dict[str, int]:
    """How many documents there are of each type that mail brings, and of each state of invoices."""
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute("SELECT type, count(*) FROM documents_document WHERE channel IN ('mail', 'follow_up') AND type <> '' GROUP BY type")
        return dict(cursor.fetchall())


def box(office: Office) -> Any:
    with office.acting("DE"):
        (row,) = mail.standing([office.clients["DE"]])
    return row


def test_a_mail_is_taken_in_once_and_moved(office: Office, post: Server) -> None:
    post.deliver(message("Anfrage"), message("Noch eine", number=2))
    assert fetch(office) == 2
    assert (post.lying_in("INBOX"), post.lying_in("Taken in")) == (0, 2)
    assert types(office) == {"correspondence.incoming": 2, MATTER: 2}
    assert fetch(office) == 0
    assert (box(office).fetched, box(office).reason) == (2, "")


def test_killed_anywhere_nothing_is_lost_and_nothing_twice(office: Office, post: Server) -> None:
    """The clock is asked before every step of the way; at each of them the process ends once."""
    post.deliver(message("Anfrage"))
    for steps in range(1, 40):
        left = steps

        def ticking() -> datetime:
            nonlocal left
            left -= 1
            if not left:
                raise KeyboardInterrupt
            return office.now()  # type: ignore[no-any-return]

        office.now.forward(minutes=15)  # the lease of the visit that was killed is over
        try:
            fetch(office, ticking)
        except KeyboardInterrupt:
            continue
        break
    office.now.forward(minutes=15)
    fetch(office)
    assert steps > 8, "it was killed at every step"
    assert (post.lying_in("INBOX"), post.lying_in("Taken in")) == (0, 1)
    cases.resume(client_id=office.clients["DE"], person_id=None, now=office.now)
    office.finish("DE")
    assert types(office) == {"correspondence.incoming": 1, MATTER: 1}


def test_files_of_a_stranger_are_not_opened_until_a_person_lets_them_in(office: Office, post: Server) -> None:
    post.deliver(message("Rechnung", file=invoice(), text="Anbei die Rechnung."))
    fetch(office)
    assert types(office) == {QUARANTINED: 1}
    held = office.waiting("DE", QUARANTINED)
    told = office.checked("DE", held).reading
    assert (told.text("sender_email"), told.text("enclosed"), told.text("text")) == (STRANGER, invoice()[0], "Anbei die Rechnung.")
    office.save("DE", held, "anna", verdict="release")
    office.approve("DE", held, "anna")
    office.finish("DE", held)
    assert fetch(office) == 1
    assert types(office) == {QUARANTINED: 1, "correspondence.incoming": 1, "payables.supplier_invoice": 1}
    assert fetch(office) == 0


def test_who_is_always_let_in_was_agreed_by_two(office: Office, post: Server) -> None:
    post.deliver(message("Rechnung", file=("a.xml", b"<?xml version='1.0'?><a/>")))
    fetch(office)
    held = office.waiting("DE", QUARANTINED)
    office.save("DE", held, "anna", verdict="always_allow")
    office.approve("DE", held, "anna")
    office.finish("DE", held)
    rule = office.waiting("DE", RULE)
    assert office.approve("DE", rule, "anna") == "approve", "a second person is asked"
    post.deliver(message("Rechnung", number=2, file=("b.xml", b"<?xml version='1.0'?><b/>")))
    fetch(office)
    assert types(office)[QUARANTINED] == 2, "not before the second person agrees"
    office.approve("DE", rule, "bert")
    office.finish("DE", rule)
    post.deliver(message("Rechnung", number=3, file=invoice()))
    fetch(office)
    assert (types(office)[QUARANTINED], types(office)["payables.supplier_invoice"]) == (2, 1)


def test_a_refused_sender_stays_outside_with_the_reason(office: Office, post: Server) -> None:
    rule = office.type_in("DE", "anna", RULE, {"pattern": "@lieferant.example", "verdict": "refuse", "reason": "Werbung"})
    office.finish("DE", rule)
    post.deliver(message("Angebot"))
    fetch(office)
    assert _refused(office) == ["correspondence.sender_refused"]


def _refused(office: Office) -> list[str]:
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.findings FROM documents_document d JOIN documents_check c ON c.document_id = d.id WHERE d.state = 'refused'"
        )
        return [finding["key"] for (found,) in cursor.fetchall() for finding in json.loads(found)]


def test_what_is_too_large_stays_flagged_and_the_doctor_says_so(office: Office, post: Server) -> None:
    post.deliver(message("Klein"), message("Groß", number=2, text="x" * 20_000))
    assert fetch(office, limit_bytes=5_000) == 2
    assert (post.lying_in("INBOX"), post.lying_in("Taken in")) == (1, 1)
    assert any(r"\Flagged" in line for line in post.flags())
    assert "mail_refused" in {trouble.name for trouble in work.mailboxes(_case(office))}


def test_a_mailbox_that_is_away_is_asked_again_later_and_the_doctor_names_it(office: Office, tmp_path: Any) -> None:
    (tmp_path / "password").write_text("wrong")
    (tmp_path / "password").chmod(0o644)
    assert fetch(office) == 0
    row = box(office)
    assert row.tries == 1
    assert row.next_at > office.now.at
    assert {trouble.name for trouble in work.mailboxes(_case(office))} == {"mailbox_away", "mailbox_password_open"}
    (tmp_path / "password").unlink()
    office.now.forward(minutes=30)
    fetch(office)
    assert "cannot be read" in box(office).reason


def test_new_mail_rings_at_once(office: Office, post: Server) -> None:
    fetch(office)
    quiet_until = box(office).next_at
    watcher = mail.Watcher(lambda: office.now.at)
    watcher.start()
    try:
        _until(lambda: box(office).watched_until is not None)
        numbers = count()

        def rings() -> bool:
            """It logs in after it has taken the mailbox on, and what came before is no news."""
            post.deliver(message("Anfrage", number=next(numbers)))
            return box(office).next_at < quiet_until

        _until(rings)
    finally:
        watcher.stop()
    _until(lambda: box(office).watched_until is None)  # another worker listens at once


def test_mail_that_comes_while_one_looks_is_looked_for_again_at_once(office: Office, post: Server) -> None:
    post.deliver(message("Anfrage"))
    left = 3

    def told_meanwhile() -> datetime:
        nonlocal left
        left -= 1
        if not left:
            ring(office)
        return office.now()  # type: ignore[no-any-return]

    assert fetch(office, told_meanwhile) == 1
    assert box(office).next_at <= office.now.at
    assert fetch(office) == 0
    assert box(office).next_at > office.now.at


def ring(office: Office) -> None:
    number = box(office).id
    with office.acting("DE") as actor:
        QUERIES.run("ring", client_id=office.clients["DE"], id=number, at=actor.at)


def test_whoever_listens_hears_of_every_new_message_and_of_nothing_else(post: Server) -> None:
    """Of one that came before it began to listen too; and not of those that are moved away."""
    post.empty()
    place = mail.Place("127.0.0.1", post.port, "starttls", LOGIN, "INBOX", str(post.certificate))
    with mail.opened(place, PASSWORD, reads_only=True) as listening:
        for number in range(3):
            post.deliver(message("Anfrage", number=number), message("Anfrage", number=number + 10))
            assert listening.listen(60)
        while listening.held < 6:
            assert listening.listen(60)
        with mail.opened(place, PASSWORD) as moving:
            moving.put_away([uid for uid, _ in moving.after(0, 10)], "Taken in")
        assert not listening.listen(0.3)
        assert not listening.listen(0.3)
        assert listening.held == 0
        post.deliver(message("Anfrage", number=20))
        assert listening.listen(60)


def _until(is_so: Callable[[], bool]) -> None:
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("it did not happen")


def _case(office: Office) -> Case:
    return Case(config=settings.KANTOR, now=office.now.at + timedelta(minutes=1), clock=office.now)


def test_two_clients_do_not_see_each_others_mailboxes(office: Office) -> None:
    with office.acting("PL"):
        assert mail.standing([office.clients["DE"], office.clients["PL"]]) == []
    with access.acting(clients=[office.clients["PL"]], person_id=None, at=office.now()):
        assert list(cases.queue({office.clients["PL"]: frozenset({"correspondence.clerk"})})) == []
