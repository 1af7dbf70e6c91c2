"""Mail is fetched and given over TLS from the first byte, and only where the server's certificate is trusted."""

import asyncio
import re
import ssl
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from tests.channels.mail.server import LOGIN, PASSWORD, Server
from tests.channels.mail.test_sending import Taken, answered, free_port, office, send
from tests.desk.seat import seat, text
from tests.journeys.office import Office
from tests.site.test_witnesses import own_certificate

from kantor.channels import mail
from kantor.channels.mail import Relay

__all__ = ["office"]


@contextmanager
def wrapped(server: Server) -> Iterator[int]:
    """A port that speaks TLS from the first byte, with the server's certificate, in front of it (which itself wants STARTTLS).

    One thread carries both ways: a TLS connection must not be read by one and written by another at the same time.
    """
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(server.certificate)
    port: Future[int] = Future()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        listening = await asyncio.start_server(partial(carry, server), "127.0.0.1", 0, ssl=context)
        port.set_result(listening.sockets[0].getsockname()[1])
        with suppress(asyncio.CancelledError):
            await listening.serve_forever()

    serving = loop.create_task(serve())
    thread = threading.Thread(target=loop.run_until_complete, args=(serving,))
    thread.start()
    try:
        yield port.result(10)
    finally:
        loop.call_soon_threadsafe(serving.cancel)
        thread.join()
        loop.close()


async def carry(server: Server, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    inside_reader, inside_writer = await asyncio.open_connection("127.0.0.1", server.port)
    greeting = await inside_reader.readline()
    inside_writer.write(b"a STARTTLS\r\n")
    await inside_reader.readline()
    await inside_writer.start_tls(ssl.create_default_context(cafile=str(server.certificate)), server_hostname="127.0.0.1")
    writer.write(greeting)
    with suppress(OSError, asyncio.CancelledError):
        await asyncio.gather(copy(reader, inside_writer), copy(inside_reader, writer))


async def copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
    writer.close()


def test_a_mailbox_behind_tls_is_opened_where_its_certificate_is_trusted(post: Server) -> None:
    post.empty()
    post.deliver(b"Subject: one\r\n\r\ntext\r\n")
    with wrapped(post) as port:
        place = mail.Place("127.0.0.1", port, "tls", LOGIN, "INBOX", str(post.certificate))
        with mail.opened(place, PASSWORD, reads_only=True) as box:
            assert len(box.after(0, 10)) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_certificate_that_nobody_vouches_for_is_refused_in_a_sentence(post: Server, tmp_path: Path, security: str) -> None:
    (tmp_path / "other").mkdir()
    other = own_certificate(tmp_path / "other")
    with wrapped(post) as port:
        place = mail.Place("127.0.0.1", port if security == "tls" else post.port, security, LOGIN, "INBOX", str(other))
        with pytest.raises(mail.Unusable, match=r"the certificate of 127\.0\.0\.1 is not trusted"), mail.opened(place, PASSWORD):
            pass


@contextmanager
def mail_server(scheme: str, certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Relay, Taken]]:
    """A real one that speaks TLS from the first byte (smtps) or after STARTTLS (smtp)."""
    taken, context = Taken(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    how: dict[str, Any] = {"ssl_context": context} if scheme == "smtps" else {"tls_context": context, "require_starttls": True}
    controller = Controller(taken, hostname="127.0.0.1", port=free_port(), **how)
    with monkeypatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(certificate))  # the controller tries itself
        controller.start()
    try:
        yield Relay(f"{scheme}://127.0.0.1:{controller.port}", "office@buero.example"), taken
    finally:
        controller.stop()


@pytest.mark.parametrize("scheme", ["smtps", "smtp"])
def test_letters_are_given_over_tls_to_a_trusted_server_alone(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    answered(office)
    certificate = own_certificate(tmp_path)
    with mail_server(scheme, certificate, monkeypatch) as (there, taken):
        send(office, there, tmp_path)
        assert taken.mails == []
        for language, sentence in NOT_TRUSTED.items():
            browser = seat(office, "bert", language)
            found = text(browser.get("/outbox/"))
            assert sentence in found
            (item,) = set(re.findall(r"/outbox/\d+/", found))
            assert sentence in text(browser.get(item))
            assert "SSL" not in found
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        office.now.forward(hours=1)
        assert send(office, there, tmp_path) == 1
        assert len(taken.mails) == 1
    del settings.KANTOR_CLOCK_AHEAD


NOT_TRUSTED = {
    "en": "Nobody vouches for the mail server",
    "de": "Dem Zertifikat des Mailservers ist nicht zu trauen",
    "pl": "Certyfikat serwera poczty nie jest zaufany",
    "id": "Sertifikat server surel tidak tepercaya",
}
