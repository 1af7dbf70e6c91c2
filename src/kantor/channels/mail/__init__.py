"""Mail: fetched from the mailboxes of each client over IMAP, and letters sent over SMTP with the proof that they left."""

from kantor.channels.mail.admitting import admit, is_mailed
from kantor.channels.mail.fetching import fetch, release
from kantor.channels.mail.guarding import PASS, PROOF, QUARANTINE, REFUSE, Guard, Writer
from kantor.channels.mail.imap import Place, Unusable, opened
from kantor.channels.mail.mailboxes import SECURITY, NewMailbox, add, address_of, due, end, place_of, standing
from kantor.channels.mail.secrets import NoSecret, is_open_to_others, password
from kantor.channels.mail.sending import Relay, Uncertain, Words, connected, give, letter_mail
from kantor.channels.mail.watching import Watcher

__all__ = [
    "PASS",
    "PROOF",
    "QUARANTINE",
    "REFUSE",
    "SECURITY",
    "Guard",
    "NewMailbox",
    "NoSecret",
    "Place",
    "Relay",
    "Uncertain",
    "Unusable",
    "Watcher",
    "Words",
    "Writer",
    "add",
    "address_of",
    "admit",
    "connected",
    "due",
    "end",
    "fetch",
    "give",
    "is_mailed",
    "is_open_to_others",
    "letter_mail",
    "opened",
    "password",
    "place_of",
    "release",
    "standing",
]
