"""What a mail does when it has come: a line in the incoming register, and a matter where somebody is to deal with it."""

from datetime import date

from kantor.countries import working_days
from kantor.departments.correspondence.fields import AUTOMATIC, COVER, OTHER, OTHER_DAYS, WORKING_DAYS
from kantor.departments.correspondence.parts import Registered
from kantor.words import Effect, FollowUp, Part, Verified
from kantor.words.field import row_id

FILED = (AUTOMATIC, COVER)
"""Kinds that are entered and ask for nothing."""


def effect(verified: Verified) -> Effect:
    """Pure: the number is given when it takes effect."""
    reading = verified.reading
    kind = reading.text("kind") or OTHER
    due_on = answer_by(str(verified.client["country"]), verified.today, kind)
    is_filed = kind in FILED
    department = reading.text("department") or "correspondence"
    entry = Registered(
        direction="in",
        on=verified.today,
        way=reading.text("way"),
        sort=kind,
        name=reading.text("sender_name"),
        email=reading.text("sender_email"),
        subject=reading.text("subject"),
        language=reading.text("language"),
        party_id=row_id(reading.text("party_id")),
        department=department,
        person=reading.text("person"),
        due_on=None if is_filed else due_on,
        state="filed" if is_filed else "open",
        thread=reading.text("thread"),
        message_id=reading.text("message_id"),
    )
    parts: list[Part] = [entry]
    if not is_filed:
        parts.append(_matter(verified, kind, department, due_on))
    return Effect(parts=tuple(parts))


def answer_by(country: str, today: date, kind: str) -> date:
    """The day by which it is to be answered, in working days of the client's country."""
    return working_days(country).add(today, WORKING_DAYS.get(kind, OTHER_DAYS))


def _matter(verified: Verified, kind: str, department: str, due_on: date) -> FollowUp:
    reading = verified.reading
    same = ("way", "subject", "sender_name", "sender_email", "sender_address", "party_id", "language", "person", "automatic", "text")
    values = {key: reading.text(key) for key in same if reading.text(key)}
    is_complaint = kind == "complaint"
    return FollowUp(
        type="correspondence.complaint" if is_complaint else "correspondence.matter",
        key=f"{'complaint' if is_complaint else 'matter'}:{verified.document_id}",
        values={
            **values,
            "incoming": str(verified.document_id),
            "kind": reading.text("kind"),
            "department": department,
            "answer_by": due_on.isoformat(),
            "received_on": reading.text("received_on") or verified.today.isoformat(),
        },
    )
