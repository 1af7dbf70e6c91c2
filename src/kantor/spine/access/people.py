"""Enters people and their passwords, written down in the house's own audit trail."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.hashers import make_password
from psycopg.types.json import Jsonb

from kantor.spine import trail
from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.queries import QUERIES
from kantor.spine.access.sessions import end_sessions
from kantor.words import Refusal
from kantor.words.authority import NewPerson


def create_person(*, email: str, name: str, at: datetime, language: str = "en", password: str | None = None, by: int | None = None) -> int:
    """Enter somebody at set-up and answer the id; where the address is known already, that person's id, unchanged.

    password: as typed; None lets nobody log in until one is set. by: who does it, None for the house.
    """
    person = NewPerson(email=email, name=name, language=language)
    enter_people([(None, person)], passwords=[password], at=at, by=by)
    return ids_of([email])[email]


def set_password(person_id: int, password: str, *, at: datetime, by: int | None, keep: str | None = None) -> None:
    """Give a person another password, kept as an argon2 hash; all log-ins end but the one of `keep` (`SessionRow.key`)."""
    with acting(clients=(HOUSE,), person_id=by, at=at):
        QUERIES.run("set_password", person_id=person_id, password=make_password(password))
        trail.append([trail.Event(HOUSE, "access.password_set", None, by, at, {"person": person_id})])
        end_sessions(person_id, at=at, by=by, reason="password", keep=keep)


def enter_people(
    given: Sequence[tuple[int | None, NewPerson]], *, passwords: Sequence[str | None], at: datetime, by: int | None
) -> dict[str, int]:
    """Write people who are not there yet, each with the document behind it; answers e-mail -> id of those that are new."""
    rows = [
        {"email": _address(person.email), "name": person.name, "language": person.language, "password": make_password(password)}
        for (_, person), password in zip(given, passwords, strict=True)
    ]
    with acting(clients=(HOUSE,), person_id=by, at=at):
        new = {row["email"]: row["id"] for row in QUERIES.dicts("add_person", rows=Jsonb(rows), at=at)}
        trail.append(
            [
                trail.Event(
                    HOUSE, "access.person_entered", None, by, at, {"person": new[address], "name": person.name, "document": document}
                )
                for document, person in given
                if (address := _address(person.email)) in new
            ]
        )
    return new


def ids_of(emails: Iterable[str], *, document_id: int | None = None) -> dict[str, int]:
    """The ids of people by the addresses as given; Refusal where one is unknown."""
    wanted = {email: _address(email) for email in emails}
    found = {row.email.lower(): row.id for row in QUERIES.rows("people_by_email", emails=sorted(set(wanted.values())))}
    for email, address in wanted.items():
        if address not in found:
            raise Refusal("access.person_unknown", document_id=document_id, evidence={"email": email})
    return {email: found[address] for email, address in wanted.items()}


def _address(email: str) -> str:
    return email.strip().lower()
