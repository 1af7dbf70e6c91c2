"""The mailboxes of a client: added, ended, and what is known about each."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kantor.channels.mail.imap import Place
from kantor.kit.sql import Queries
from kantor.spine import trail
from kantor.spine.access import Actor

QUERIES = Queries(__file__)
SECURITY = {"tls": 993, "starttls": 143, "plain": 143}


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMailbox:
    """A mailbox as it is added; see the columns."""

    name: str
    place: Place
    kept_in: str
    done_folder: str = ""
    address: str = ""


def add(new: NewMailbox, actor: Actor) -> int:
    """Enter a mailbox for the actor's one client; answers its number. IntegrityError where one of this name stands."""
    (client_id,) = actor.clients
    given = {**new.place._asdict(), "name": new.name, "kept_in": new.kept_in, "done_folder": new.done_folder, "address": new.address}
    number: int = QUERIES.value("add_mailbox", client_id=client_id, at=actor.at, **given)
    told = {"mailbox": number, "name": new.name, "host": new.place.host, "login": new.place.login, "folder": new.place.folder}
    trail.append([trail.Event(client_id, "mailbox.added", None, actor.person_id, actor.at, told)])
    return number


def end(name: str, actor: Actor) -> bool:
    """Stop fetching from a mailbox; what came from it stays. False where none of this name stands."""
    (client_id,) = actor.clients
    number = QUERIES.value("end_mailbox", client_id=client_id, name=name, at=actor.at)
    if number is None:
        return False
    trail.append([trail.Event(client_id, "mailbox.ended", None, actor.person_id, actor.at, {"mailbox": number, "name": name})])
    return True


def standing(clients: list[int]) -> list[Any]:
    """The mailboxes that are fetched from, with how many messages came and how many were refused."""
    return QUERIES.rows("mailboxes", clients=clients)


def place_of(row: Any) -> Place:
    return Place(row.host, row.port, row.security, row.login, row.folder, row.ca_file)


def address_of(client_id: int) -> str:
    """The address that answers of a client come from, '' where no mailbox has one."""
    return QUERIES.value("address", client_id=client_id) or ""


def due(clients: list[int], at: datetime) -> list[Any]:
    """(client, since when, how many) with mailboxes to look into, or mails that were released from quarantine."""
    return QUERIES.rows("mail_due", clients=clients, at=at)
