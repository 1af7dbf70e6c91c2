"""Codes by which people choose a password of their own: whoever administers the house begins it, and never knows the password."""

from datetime import datetime, timedelta

from kantor.spine.access.acting import HOUSE, acting
from kantor.spine.access.factors import record
from kantor.spine.access.people import set_password
from kantor.spine.access.queries import QUERIES, person_by_email
from kantor.spine.access.written_codes import code_hash, new_code

HOLDS_FOR = timedelta(days=3)


def give_password_code(person_id: int, *, at: datetime, by: int | None) -> str:
    """A code, told this once, by which this person chooses a password within `HOLDS_FOR`. The one before it is over; the password that
    there is stays until then. by: who does it, None for the host."""
    code = new_code()
    with acting(clients=(HOUSE,), person_id=by, at=at):
        QUERIES.run("give_password_code", person_id=person_id, hash=code_hash(code), at=at, until_at=at + HOLDS_FOR)
        record("access.password_code_given", by, at, {"person": str(person_id)})
    return code


def holder_of_code(email: str, typed: str, *, at: datetime) -> int | None:
    """The person with this address, where the code is theirs and holds; one in vain is a record."""
    person = person_by_email(email)
    found: int | None = QUERIES.value("holder_of_code", person_id=person.id, hash=code_hash(typed), at=at) if person else None
    if found is None:
        with acting(clients=(HOUSE,), person_id=None, at=at):
            record("access.password_code_failed", None, at, {"person": str(person.id)} if person else {})
    return found


def choose_password(person_id: int, typed: str, password: str, *, at: datetime) -> bool:
    """Give oneself a password by a code, which is used up; all log-ins end. False where the code does not hold, or was used meanwhile."""
    with acting(clients=(HOUSE,), person_id=person_id, at=at):
        used = bool(QUERIES.run("use_password_code", person_id=person_id, hash=code_hash(typed), at=at))
        if used:
            set_password(person_id, password, at=at, by=person_id)
    return used
