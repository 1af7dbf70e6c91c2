"""Workers that fetch and send mail are killed by SIGKILL at random moments of their work: every mail is in once, no letter is lost."""

import asyncio
import hashlib
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django.db import connection
from tests.channels.mail.lives import Lives
from tests.channels.mail.server import Server
from tests.channels.mail.test_fetching import message
from tests.channels.mail.test_sending import Taken, free_port
from tests.engines.einvoice.drafts import GERMAN, PAPIER
from tests.journeys.office import IBANS, Office, as_file, supplier

from kantor.channels.mail import address_of
from kantor.engines.correspondence import own_message_id
from kantor.site.config import inboxes
from kantor.site.working.mailing import UNKNOWN
from kantor.spine import documents, parties

KNOWN, NEW = "rechnung@linde.example", "neu@lieferant.example"
SEED, LIVES, EACH = 12, 10, 4
"""How many workers are killed, and how many mails come during each of these lives: half to the mailbox, half to the folder."""


def a_mail(number: int) -> bytes:
    """Of four kinds in turn: an inquiry, an invoice of a supplier, files of a stranger, and what a machine wrote."""
    kind = number % 4
    if kind in (0, 3):
        made = message(f"Anfrage {number}", number=number, text=f"Könnten Sie mir bitte ein Angebot senden? Vorgang {number}.")
        return made if kind == 0 else b"Auto-Submitted: auto-replied\n" + made
    file = as_file(replace(GERMAN, number=f"RE-{number}"))
    sender = KNOWN if kind == 1 else NEW
    return message(f"Rechnung {number}", number=number, sender=sender, file=(file.name, file.data), text=f"Anbei Rechnung {number}.")


def every(office: Office, text: str) -> list[Any]:
    with office.acting("DE"), connection.cursor() as cursor:
        cursor.execute(text)
        return cursor.fetchall()


@contextmanager
def a_folder() -> Iterator[Path]:
    place = inboxes(settings.KANTOR) / "de"
    place.mkdir(parents=True, exist_ok=True)
    yield place
    for path in (*place.glob("*.eml"), *place.glob("*/*")):
        path.unlink()


def test_a_fetching_worker_that_is_killed_again_and_again_takes_every_mail_in_once(office: Office, post: Server, tmp_path: Path) -> None:
    chance, coming = random.Random(SEED), iter(range(10_000))
    with office.acting("DE") as actor:
        parties.create_parties([replace(supplier(PAPIER, IBANS["DE"]), email=KNOWN, name="Linde", identifiers=(), accounts=())], actor)
    sent: list[bytes] = []
    with a_folder() as folder, Lives(office.clients["DE"], tmp_path / "log") as lives:

        def arrive(count: int) -> None:
            fresh = [a_mail(next(coming)).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for _ in range(count)]
            for number, one in enumerate(fresh[1::2], start=len(sent)):
                (folder / f".{number}").write_bytes(one)
                (folder / f".{number}").rename(folder / f"{number}.eml")
            post.deliver(*fresh[::2])
            sent.extend(fresh)

        arrive(EACH)
        usual_s = lives.live(office.now()).seconds
        killed = 0
        for _ in range(LIVES):
            arrive(EACH)
            office.now.forward(minutes=15)  # the lease of the visit that was killed is over
            killed += lives.live(office.now(), chance.uniform(0.02, usual_s)).was_killed
        assert killed > LIVES / 3
        for _ in range(2):
            office.now.forward(minutes=15)
            assert lives.live(office.now()).code == 0, (tmp_path / "log").read_text()[-2000:]
        assert not list(folder.glob("*.eml"))
        assert len(list((folder / "done").glob("*.eml"))) == len(sent) // 2
    assert (post.lying_in("INBOX"), post.lying_in("Taken in")) == (0, len(sent) // 2)
    is_there_once(office, sent)


def is_there_once(office: Office, sent: Sequence[bytes]) -> None:
    """Every mail whole, byte for byte, once; its number in the register, its enclosure as a document beside it."""
    hashes = Counter(hashlib.sha256(one).hexdigest() for one in sent)
    found = every(office, "SELECT id FROM documents_document WHERE parent_id IS NULL AND channel IN ('mail', 'folder')")
    with office.acting("DE"):
        whole = documents.known([number for (number,) in found])
        assert Counter(hashlib.sha256(documents.original(one)).hexdigest() for one in whole) == hashes
    let_in = [number for number in range(len(sent)) if number % 4 != 2]
    lines = every(office, "SELECT subject, number FROM correspondence_entry WHERE direction = 'in' ORDER BY number")
    assert [number for _, number in lines] == list(range(1, len(let_in) + 1))
    assert Counter(subject.split()[1] for subject, _ in lines) == Counter(str(number) for number in let_in)
    inside = every(
        office,
        "SELECT p.sha256, array_agg(d.type ORDER BY d.type) FROM documents_document d JOIN documents_document b ON b.id = d.parent_id"
        " JOIN (SELECT id, client_id, encode(sha256, 'hex') AS sha256 FROM documents_original) p ON p.id = b.original_id GROUP BY 1",
    )
    enclosed = [types for _, types in inside if "payables.supplier_invoice" in types]
    assert enclosed == [["correspondence.incoming", "payables.supplier_invoice"]] * sum(number % 4 == 1 for number in range(len(sent)))
    states = every(office, "SELECT type, state, count(*) FROM documents_document WHERE state IN ('received', 'read') GROUP BY 1, 2")
    assert states == []


@dataclass
class Slow(Taken):
    """Takes a while over each mail; where it holds, it has the mail and never says so, as long as the sender lives."""

    holds: bool = False
    port: int = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(60 if self.holds else 0.02)  # ends with the connection
        return answer


@pytest.fixture
def mail_server() -> Iterator[Slow]:
    taken = Slow()
    controller = Controller(taken, hostname="127.0.0.1", port=free_port())
    controller.start()
    taken.port = controller.port
    yield taken
    controller.stop()


def test_a_sending_worker_that_is_killed_again_and_again_loses_no_letter_and_says_which_may_have_left_twice(
    office: Office, mail_server: Slow, tmp_path: Path
) -> None:
    chance, coming = random.Random(SEED), iter(range(10_000))
    relay = {"KANTOR_SMTP_URL": f"smtp+plain://127.0.0.1:{mail_server.port}", "KANTOR_MAIL_FROM": "office@buero.example"}
    with Lives(office.clients["DE"], tmp_path / "log", **relay) as lives:
        approve_letters(office, coming, 2)
        office.now.forward(minutes=1)
        usual_s, killed = lives.live(office.now()).seconds, 0
        for _ in range(LIVES):
            approve_letters(office, coming, 1)
            mail_server.holds = chance.random() < 0.4
            office.now.forward(minutes=15)
            killed += lives.live(office.now(), chance.uniform(0.02, 0.7 * usual_s)).was_killed
        assert killed > LIVES / 3
        mail_server.holds = False
        office.now.forward(minutes=15)
        assert lives.live(office.now()).code == 0, (tmp_path / "log").read_text()[-2000:]
        got = Counter(str(mail["Message-ID"]) for mail in mail_server.mails)
        assert set(got.values()) == {1}, "nothing leaves twice by itself"
        kept_back = told_unknown(office, got)
        with office.acting("DE", "bert") as actor:
            for outbox_id in kept_back.values():
                documents.try_again(outbox_id, actor)
        assert lives.live(office.now()).code == 0
    got = Counter(str(mail["Message-ID"]) for mail in mail_server.mails)
    letters = dict(every(office, "SELECT proof->>'message_id', state FROM documents_outbox"))
    assert letters == dict.fromkeys(got, "sent")
    assert len(letters) == LIVES + 2
    assert {number for number, count in got.items() if count > 1} <= set(kept_back)
    assert max(got.values()) <= 2


def approve_letters(office: Office, coming: Iterator[int], count: int) -> None:
    """Letters that take effect, and leave, when a worker comes to it."""
    for number in islice(coming, count):
        to = {"recipient": "Ina Kühn", "email": f"ina{number}@kuehn.example", "reply_way": "mail", "language": "de"}
        letter = office.type_in(
            "DE", "carla", "correspondence.outgoing", to | {"template": "ask_for_offer", "reference": f"B-{number}", "on": "2026-04-01"}
        )
        office.approve("DE", letter, "carla")


def told_unknown(office: Office, got: Counter[str]) -> dict[str, int]:
    """Message-ID -> outbox id of those of which nobody knows whether they left; all others have left."""
    rows = every(office, "SELECT id, key, state, reason FROM documents_outbox ORDER BY id")
    with office.acting("DE"):
        sender = address_of(office.clients["DE"])
    ids = {row[0]: own_message_id(office.clients["DE"], row[1], sender) for row in rows}
    assert {(state, reason) for _, _, state, reason in rows if state != "sent"} <= {("failed", UNKNOWN)}
    assert all(got[ids[outbox_id]] == 1 for outbox_id, _, state, _ in rows if state == "sent")
    return {ids[outbox_id]: outbox_id for outbox_id, _, state, _ in rows if state == "failed"}
