"""Tells witnesses the heads: whom to tell what is in the tables of the trail, and nobody waits for a witness who is away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kantor.channels.mail import Relay
from kantor.channels.witnesses.mailing import head_mail, send
from kantor.channels.witnesses.stamping import stamp
from kantor.spine import access, trail
from kantor.spine.access import ClientRecord


@dataclass(frozen=True, kw_only=True, slots=True)
class Outside:
    """The witnesses that the settings appoint. smtp_url '': nobody gets mail; stamp_url '': nothing is stamped; roots_file: PEM."""

    smtp_url: str = ""
    mail_from: str = ""
    stamp_url: str = ""
    roots_file: Path = Path()

    @property
    def is_nobody(self) -> bool:
        return not (self.smtp_url or self.stamp_url)


def waiting(outside: Outside, at: datetime) -> list[trail.Awaited]:
    """Clients (and the house) with a head that a witness is to be told by now."""
    if outside.is_nobody:
        return []
    every = (access.HOUSE, *access.every_client())
    with access.acting(clients=every, person_id=None, at=at):
        mailed = [(client.id, trail.MAIL) for client in access.clients(every) if outside.smtp_url and client.trail_email]
        return trail.awaited([*mailed, *((client_id, trail.STAMP) for client_id in every if outside.stamp_url)], at)


def tell(client_id: int, outside: Outside, now: Callable[[], datetime]) -> int:
    """Tell the client's witnesses what is due; answers how many were told or could not be.

    No transaction is open while one of them is asked, so one that is away delays nothing but this: it is tried again after pauses.
    """
    with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
        client = next(iter(access.clients([client_id])), None)
        due = trail.take_in_hand(client_id, _appointed(client, outside), actor.at)
    for one in due:
        try:
            to, token = _told(one, client, outside, now())
        except Exception as error:
            reason = f"{error.__class__.__name__}: {error}"
            with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
                trail.note_in_vain(one, reason=reason, at=actor.at)
        else:
            with access.acting(clients=[client_id], person_id=None, at=now()) as actor:
                trail.note_given(one, to=to, token=token, at=actor.at)
    return len(due)


def _appointed(client: ClientRecord | None, outside: Outside) -> list[str]:
    mail = [trail.MAIL] if outside.smtp_url and client is not None and client.trail_email else []
    return mail + ([trail.STAMP] if outside.stamp_url else [])


def _told(one: trail.Testimony, client: ClientRecord | None, outside: Outside, at: datetime) -> tuple[str, bytes | None]:
    """Where the witness was told, and what it answered."""
    if one.witness == trail.MAIL:
        assert client is not None
        send(head_mail(one.head, client, outside.mail_from, at), Relay(outside.smtp_url, outside.mail_from))
        return client.trail_email, None
    return outside.stamp_url, stamp(one.head, outside.stamp_url, trail.certificates(outside.roots_file))
