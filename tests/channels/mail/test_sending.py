"""Letters leave by a real SMTP server, once, with the proof in the trail; an answer to them finds its conversation."""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from tests.journeys.office import Office, open_office

from kantor.channels.door import File
from kantor.channels.mail import Relay
from kantor.departments.correspondence.queries import QUERIES
from kantor.site.working import leaving
from kantor.spine import trail

MATTER = "correspondence.matter"
ASKS = "Guten Tag, könnten Sie mir bitte ein Angebot über zwanzig Stühle senden? Was kostet die Lieferung?"


@dataclass
class Taken:
    """What the server accepted; refuses: its answer instead."""

    mails: list[EmailMessage] = field(default_factory=list)
    refuses: str = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuses:
            return self.refuses
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return f"250 2.0.0 queued as {len(self.mails)}"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def relay() -> Iterator[tuple[Relay, Taken]]:
    taken = Taken()
    controller = Controller(taken, hostname="127.0.0.1", port=free_port())
    controller.start()
    port = controller.port
    yield Relay(f"smtp+plain://127.0.0.1:{port}", "office@buero.example"), taken
    controller.stop()


@pytest.fixture
def office(database: None) -> Office:
    return open_office()


def written(subject: str, text: str, **headers: str) -> File:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Ina Kühn <ina@kuehn.example>", "post@buero.example", subject
    message["Date"] = "Mon, 09 Mar 2026 10:00:00 +0100"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return File(name="mail.eml", data=message.as_bytes())


def answered(office: Office) -> int:
    office.bring(written("Anfrage", ASKS, Message_ID="<a1@kuehn.example>"), client="DE")
    matter = office.waiting("DE", MATTER)
    office.save("DE", matter, "anna", decision="answer", template="offer_follows")
    office.approve("DE", matter, "anna")
    office.finish("DE", matter)
    return matter


def send(office: Office, relay: Relay, folder: Path) -> int:
    return leaving.send(office.clients["DE"], folder, office.now, relay)


def test_an_answer_leaves_by_mail_with_its_page_and_the_proof_is_in_the_trail(
    office: Office, relay: tuple[Relay, Taken], tmp_path: Path
) -> None:
    matter = answered(office)
    assert send(office, relay[0], tmp_path) == 1
    (mail,) = relay[1].mails
    assert (mail["To"], mail["From"]) == ("Ina Kühn <ina@kuehn.example>", "office@buero.example")
    assert mail["In-Reply-To"] == "<a1@kuehn.example>"
    body, page = mail.get_body(), next(mail.iter_attachments())
    assert body is not None
    assert "Wir arbeiten ein Angebot aus" in body.get_content()
    assert page.get_content()[:5] == b"%PDF-"
    with office.acting("DE"):
        (sent,) = [one for one in trail.of_document(office.clients["DE"], matter) if one.kind == "outbox.sent"]
    proof = sent.content["proof"]
    assert proof["answer"] == "250 2.0.0 queued as 1"
    assert proof["message_id"] == mail["Message-ID"]
    assert send(office, relay[0], tmp_path) == 0, "it leaves once"


def test_an_answer_to_ours_finds_its_conversation_by_our_message_id(office: Office, relay: tuple[Relay, Taken], tmp_path: Path) -> None:
    answered(office)
    send(office, relay[0], tmp_path)
    ours = str(relay[1].mails[0]["Message-ID"])
    office.bring(written("Danke", "Eine Frage noch zum Preis, was kostet das?", In_Reply_To=ours), client="DE")
    with office.acting("DE"):
        rows = QUERIES.rows("lines", clients=[office.clients["DE"]], direction="in", before=2**62, limit=9, **NOTHING_ASKED)
    assert len({row.thread for row in rows}) == 1
    assert len(rows) == 2


NOTHING_ASKED = {"kind": "", "department": "", "person": "", "state": "", "thread": "", "words": ""}


def test_what_the_server_refuses_is_tried_again_later_under_the_same_message_id(
    office: Office, relay: tuple[Relay, Taken], tmp_path: Path
) -> None:
    answered(office)
    relay[1].refuses = "451 4.3.0 not now"
    send(office, relay[0], tmp_path)
    assert relay[1].mails == []
    relay[1].refuses = ""
    office.now.forward(minutes=5)
    assert send(office, relay[0], tmp_path) == 1
    assert len(relay[1].mails) == 1
