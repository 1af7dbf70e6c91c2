"""Links people to who they are at the office's identity provider; nobody is made by it, and each link is a record."""

from dataclasses import dataclass
from datetime import datetime

from kantor.spine import trail
from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.factors import record
from kantor.spine.access.queries import QUERIES, person_by_email


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """Somebody at a provider: the subject is the provider's own name for them, which it gives to nobody else."""

    issuer: str
    subject: str


def link_person(person_id: int, link: Link, *, at: datetime, by: int | None, how: str) -> bool:
    """Let a person log in as this subject; False where it is linked already. how: `command`, `email`."""
    with acting(clients=(HOUSE,), person_id=by, at=at):
        new = bool(QUERIES.run("add_link", person_id=person_id, issuer=link.issuer, subject=link.subject, at=at))
        if new:
            told = {"person": str(person_id), "issuer": link.issuer, "subject": link.subject, "how": how}
            record("access.identity_linked", by, at, told)
    return new


def unlink_person(person_id: int, *, at: datetime, by: int | None) -> list[Link]:
    """Nobody comes in as this person through a provider any more: the links go, each a record, and the log-ins that one opened end."""
    with acting(clients=(HOUSE,), person_id=by, at=at):
        gone = [Link(**row) for row in QUERIES.dicts("remove_links", person_id=person_id)]
        for link in gone:
            record("access.identity_unlinked", by, at, {"person": str(person_id), "issuer": link.issuer, "subject": link.subject})
        ended = QUERIES.run("end_sessions_by_provider", person_id=person_id)
        if ended:
            told = {"person": person_id, "sessions": ended, "reason": "unlinked"}
            trail.append([trail.Event(HOUSE, "access.sessions_ended", None, by, at, told)])
    return gone


def person_linked(link: Link, email: str, *, at: datetime) -> int | None:
    """Whose link it is; where it is nobody's, it becomes that of the person with this e-mail, if there is one. None: nobody's.

    email: as the provider has verified it; '' where nobody is linked by it.
    """
    found: int | None = QUERIES.value("person_linked", issuer=link.issuer, subject=link.subject)
    if found is not None or not email:
        return found
    person = person_by_email(email)
    if person is None or not link_person(person.id, link, at=at, by=person.id, how="email"):
        return None
    return person.id


def note_not_linked(reason: str, *, at: datetime) -> None:
    """Somebody came from the provider, or said so, and was not let in."""
    with acting(clients=(HOUSE,), person_id=None, at=at):
        record("access.log_in_failed", None, at, {"by": "oidc", "reason": reason})
