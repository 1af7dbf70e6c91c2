"""Where nobody knows whether a letter left, it is not sent again by itself: it says so, and a person decides."""

import asyncio
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from tests.channels.mail.test_sending import Taken, answered, free_port, office, relay, send
from tests.journeys.office import Office

from kantor.channels.mail import Relay
from kantor.site.working.mailing import UNKNOWN
from kantor.spine import documents, trail

__all__ = ["office", "relay"]


class HangsUp(Taken):
    """Has the mail, and ends the connection before it says so."""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await super().handle_DATA(server, session, envelope)
        server.transport.abort()
        await asyncio.sleep(0)
        return "250 never heard"


def kinds_of(office: Office, matter: int) -> list[str]:
    with office.acting("DE"):
        return [one.kind for one in trail.of_document(office.clients["DE"], matter) if one.kind.startswith("outbox.")]


def test_a_letter_that_a_killed_worker_had_in_hand_is_kept_back_as_unknown(
    office: Office, relay: tuple[Relay, Taken], tmp_path: Path
) -> None:
    matter = answered(office)
    with office.acting("DE") as actor:
        (item,) = documents.approved(actor, most=10)
        assert documents.take_in_hand(item.id, actor.at, actor) == "", "and then the worker is killed"
    assert send(office, relay[0], tmp_path) == 1
    assert relay[1].mails == []
    assert kinds_of(office, matter)[-1] == "outbox.failed"
    with office.acting("DE") as actor:
        (told,) = [one for one in trail.of_document(office.clients["DE"], matter) if one.kind == "outbox.failed"]
        assert told.content["reason"] == UNKNOWN
        documents.try_again(item.id, actor)
    assert send(office, relay[0], tmp_path) == 1
    assert len(relay[1].mails) == 1, "a person has decided that it leaves once more"


def test_a_server_that_hangs_up_before_it_answers_leaves_it_unknown(office: Office, tmp_path: Path) -> None:
    matter, taken = answered(office), HangsUp()
    controller = Controller(taken, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        there = Relay(f"smtp+plain://127.0.0.1:{controller.port}", "office@buero.example")
        for _ in range(3):
            send(office, there, tmp_path)
            office.now.forward(hours=1)
    finally:
        controller.stop()
    assert len(taken.mails) == 1, "it is not given a second time by itself"
    assert kinds_of(office, matter)[-1] == "outbox.failed"


def test_a_server_that_is_away_is_asked_again(office: Office, relay: tuple[Relay, Taken], tmp_path: Path) -> None:
    matter = answered(office)
    send(office, Relay(f"smtp+plain://127.0.0.1:{free_port()}", "office@buero.example"), tmp_path)
    assert kinds_of(office, matter)[-1] == "outbox.postponed"
    office.now.forward(hours=1)
    assert send(office, relay[0], tmp_path) == 1
    assert len(relay[1].mails) == 1
