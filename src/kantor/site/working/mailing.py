"""Letters and invoices that leave by mail: no transaction is open while a server is asked, and its answer is the proof of each."""

import logging
import ssl
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from kantor.channels import mail, print
from kantor.channels.mail import Relay, Words
from kantor.engines.einvoice.writers import FILED, files_of
from kantor.spine import access, documents
from kantor.spine.access import ClientRecord
from kantor.spine.documents import Outgoing

LOG = logging.getLogger("kantor.working")
LEASE = timedelta(minutes=2)
"""Longer than a server may take: of a letter that a killed worker had in hand nobody knows then whether it left."""
UNKNOWN = "desk.outbox.unknown_whether_sent"
"""The reason with which such a letter is kept back: it leaves once more only when a person says so."""

NOT_TRUSTED = "desk.outbox.not_trusted"
"""The reason with which a letter rests that a server could have had which nobody vouches for."""


def is_mailed(item: Outgoing, relay: Relay | None) -> bool:
    """Whether it goes to a mailbox; without a server that takes mail it becomes a page in the folder."""
    is_for_somebody = item.kind == "letter" or (item.kind == "invoice" and item.content["format"] not in FILED)
    return relay is not None and is_for_somebody and bool(item.content.get("email"))


def send(items: Sequence[Outgoing], sender: ClientRecord, relay: Relay, data: Path, now: Callable[[], datetime]) -> int:
    """Give these letters to the server one by one; answers how many left or were kept back."""
    done = 0
    for item in items:
        with access.acting(clients=[sender.id], person_id=None, at=now()) as actor:
            before = documents.take_in_hand(item.id, actor.at + LEASE, actor)
            if before == documents.IN_HAND:
                LOG.warning("outbox=%d key=%r outcome=unknown_whether_sent", item.id, item.key)
                done += len(documents.keep_back({item.id: UNKNOWN}, actor))
            own_address = mail.address_of(sender.id)
        if before == "":
            done += _send(item, sender, Relay(relay.url, own_address or relay.sender), data, now)
    return done


def _words(item: Outgoing, sender: ClientRecord, data: Path) -> tuple[Words, Path | None]:
    """What the mail says and brings, and the page that was kept for it until it has left."""
    if item.kind == "invoice":
        subject, body = print.invoice_words(item.content, sender.name)
        return Words(subject, body, files_of(item.content, item.file)), None
    page, kept = print.cached(item.content, sender, item.created_at, folder=data / "cache" / "letters")
    subject, body = documents.letter_text(item.content["template"], item.content["language"], item.content["values"])
    return Words(subject, body, [("letter.pdf", "application/pdf", page)]), kept


def _send(item: Outgoing, sender: ClientRecord, relay: Relay, data: Path, now: Callable[[], datetime]) -> int:
    proof: dict[str, str] = {}
    fault = reason = ""
    try:
        words, kept = _words(item, sender, data)
        made = mail.letter_mail(item.content, words, key=item.key, client_id=sender.id, sender=relay.sender, at=item.created_at)
        proof = mail.give(made, relay)
        if kept:
            kept.unlink(missing_ok=True)
    except print.LetterFault as error:
        fault = str(error)
    except mail.Uncertain:
        LOG.warning("outbox=%d key=%r outcome=unknown_whether_sent", item.id, item.key)
        fault = UNKNOWN
    except ssl.SSLCertVerificationError as error:
        LOG.warning("outbox=%d key=%r outcome=certificate_not_trusted reason=%r", item.id, item.key, error.verify_message)
        reason = NOT_TRUSTED
    except Exception as error:
        LOG.exception("outbox=%d key=%r outcome=postponed", item.id, item.key)
        reason = documents.reason_of(error)
    with access.acting(clients=[sender.id], person_id=None, at=now()) as actor:
        if fault:
            return len(documents.keep_back({item.id: fault}, actor))
        if reason:
            return len(documents.postpone({item.id: reason}, actor))
        return len(documents.send([item.id], lambda _: None, actor, proofs={item.id: proof}))
