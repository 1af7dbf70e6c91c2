"""What matters and complaints share: the letter they answer, the answer that leaves with its line in the register, and its wording."""

from collections.abc import Iterator

from kantor.departments.correspondence.answering import language_for
from kantor.departments.correspondence.parts import Registered
from kantor.engines.correspondence import local_part, with_token
from kantor.words import Ask, Letter, Part, Reading, Source, Verified
from kantor.words.field import row_id

CLIENT = Ask("access.client", ())
REGISTER = Source("suggestion", "register")
WORDED = "template:"
"""How the source of a wording of ours begins; behind it stands what it was made of."""


def entry(reading: Reading) -> Ask:
    return Ask("correspondence.entry", (reading.text("incoming"),))


def sender(reading: Reading) -> Ask:
    return Ask("correspondence.sender", (reading.text("sender_email"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    known = [entry(reading)] if reading.text("incoming") else []
    return (CLIENT, *known, *((sender(reading),) if reading.text("sender_email") else ()))


def is_free(reading: Reading, key: str, source: Source) -> bool:
    """Empty, or as something else worded it before: what a person typed is never replaced."""
    stands = reading.values.get(key)
    return stands is None or not stands.text or (stands.source.path.startswith(WORDED) and stands.source != source)


def answer(verified: Verified, key: str, *, kind: str, department: str) -> Iterator[Part]:
    """The answer as decided, for the outbox, and its line in the outgoing register; key: of both, once for ever."""
    reading, thread = verified.reading, verified.reading.text("thread")
    language = language_for(reading.text("language"), str(verified.client["language"]))
    subject = reading.text("answer_subject")
    party_id = row_id(reading.text("party_id"))
    yield Letter(
        key=key,
        party_id=party_id,
        recipient=reading.text("sender_name") or reading.text("sender_email"),
        address=reading.text("sender_address"),
        email=reading.text("sender_email"),
        language=language,
        template="",
        values={"subject": subject, "body": reading.text("answer")},
        decided=True,
        token=thread,
        in_reply_to=reading.text("message_id"),
    )
    yield Registered(
        direction="out",
        on=verified.today,
        way="mail" if reading.text("sender_email") else "letter",
        sort=kind,
        name=reading.text("sender_name"),
        email=reading.text("sender_email"),
        subject=with_token(subject, thread) if thread else subject,
        language=language,
        party_id=party_id,
        department=department,
        person=reading.text("person"),
        state="sent",
        thread=thread,
        message_id=local_part(int(verified.client["id"]), key),
        outbox_key=key,
    )
