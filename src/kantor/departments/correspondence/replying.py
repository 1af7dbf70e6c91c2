"""What matters and complaints share: the letter they answer, the answer that leaves with its line in the register, and its wording."""

from collections.abc import Iterator
from dataclasses import dataclass

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


def way(reading: Reading) -> str:
    """How it leaves: as chosen, else by mail where there is an address for it."""
    return reading.text("reply_way") or ("mail" if reading.text("sender_email") else "letter")


def answer(verified: Verified, key: str, *, kind: str, department: str) -> Iterator[Part]:
    """The answer as decided, for the outbox, and its line in the outgoing register; key: of both, once for ever."""
    reading = verified.reading
    said = Said(
        name=reading.text("sender_name") or reading.text("sender_email"),
        email=reading.text("sender_email") if way(reading) == "mail" else "",
        address=reading.text("sender_address"),
        subject=reading.text("answer_subject"),
        body=reading.text("answer"),
        kind=kind,
        department=department,
        person=reading.text("person"),
    )
    return leave(verified, key, said)


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What is written to whom; email: '' where it goes by post; department, person: whose letter it is."""

    name: str
    email: str
    address: str
    subject: str
    body: str
    kind: str
    department: str
    person: str


def leave(verified: Verified, key: str, said: Said) -> Iterator[Part]:
    """A letter as decided, for the outbox, and its line in the outgoing register; key: of both, once for ever."""
    reading, thread = verified.reading, verified.reading.text("thread")
    language = language_for(reading.text("language"), str(verified.client["language"]))
    party_id = row_id(reading.text("party_id"))
    yield Letter(
        key=key,
        party_id=party_id,
        recipient=said.name,
        address=said.address,
        email=said.email,
        language=language,
        template="",
        values={"subject": said.subject, "body": said.body},
        decided=True,
        token=thread,
        in_reply_to=reading.text("message_id"),
    )
    yield Registered(
        direction="out",
        on=verified.today,
        way="mail" if said.email else "letter",
        sort=said.kind,
        name=said.name,
        email=said.email,
        subject=with_token(said.subject, thread) if thread else said.subject,
        language=language,
        party_id=party_id,
        department=said.department,
        person=said.person,
        state="sent",
        thread=thread,
        message_id=local_part(int(verified.client["id"]), key),
        outbox_key=key,
    )


def unreachable(reading: Reading, *, email: str, address: str) -> str:
    """The key of the field without which it can go nowhere, '' where it can."""
    if way(reading) == "letter":
        return "" if reading.text(address) else address
    return "" if reading.text(email) else email
