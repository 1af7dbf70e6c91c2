"""The mail that brings a client a head of its audit trail."""

from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from kantor.channels.mail import Relay, connected
from kantor.kit.say import say
from kantor.spine.access import ClientRecord
from kantor.spine.trail import Head, canonical


def head_mail(head: Head, client: ClientRecord, sender: str, at: datetime) -> EmailMessage:
    """The mail that brings a client a head of its trail: in its language, the head itself enclosed as one line for `--heads`.

    Its Message-ID is the head's, so that the same one is recognised where a worker was killed before it could note that it had left.
    """
    told = {
        "name": client.name,
        "number": str(head.number),
        "size": str(head.size),
        "root": head.root.hex(),
        "at": head.at.isoformat(sep=" ", timespec="seconds"),
        "key": head.key_id,
    }
    mail = EmailMessage()
    mail["From"], mail["To"] = sender, client.trail_email
    mail["Subject"] = say("witnesses.head.subject", client.language, told)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<head-{head.client_id}-{head.number}-{head.root.hex()[:32]}@{sender.rpartition('@')[2].rstrip('>')}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notices, please
    mail.set_content(say("witnesses.head.body", client.language, told).strip() + "\n")
    line = (canonical(head.as_json()) + "\n").encode()
    mail.add_attachment(line, maintype="application", subtype="jsonl", filename=f"head-{client.code}-{head.number}.jsonl")
    return mail


def send(mail: EmailMessage, relay: Relay) -> None:
    """Give the mail to the relay; it has it when this returns. smtplib.SMTPException or OSError where it has not."""
    with connected(relay) as server:
        server.send_message(mail)
