"""What a decided matter does: an answer in the outbox and in the outgoing register, the same matter for another department, or its end."""

from collections.abc import Iterator

from kantor.departments.correspondence.answering import language_for
from kantor.departments.correspondence.parts import Dealt, Registered
from kantor.engines.correspondence import local_part, with_token
from kantor.words import Effect, FollowUp, Letter, Part, Reading, Verified
from kantor.words.field import row_id

STATES = {"answer": "answered", "pass_on": "open", "complaint": "open", "close": "closed"}
PASSED_ON = ("subject", "sender_name", "sender_email", "sender_address", "party_id", "received_on", "kind", "answer_by", "language")
KEPT = ("way", "automatic", "incoming", "thread", "message_id", "text", "register_number")


def effect(verified: Verified) -> Effect:
    reading = verified.reading
    decision = reading.text("decision")
    parts: list[Part] = []
    if decision == "answer":
        parts += _answer(verified)
    elif decision == "pass_on":
        parts.append(_passed_on(verified))
    elif decision == "complaint":
        parts.append(_complaint(verified))
    if (incoming := row_id(reading.text("incoming"))) is not None:
        dealt = Dealt(
            incoming_id=incoming,
            state=STATES[decision],
            sort="complaint" if decision == "complaint" else reading.text("kind"),
            department=reading.text("to_department" if decision == "pass_on" else "department"),
            person=reading.text("to_person" if decision == "pass_on" else "person"),
        )
        parts.append(dealt)
    return Effect(parts=tuple(parts))


def _answer(verified: Verified) -> Iterator[Part]:
    reading = verified.reading
    key = f"matter:{verified.document_id}"
    language = language_for(reading.text("language"), str(verified.client["language"]))
    subject = reading.text("answer_subject")
    thread = reading.text("thread")
    yield Letter(
        key=key,
        party_id=row_id(reading.text("party_id")),
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
        sort=reading.text("kind"),
        name=reading.text("sender_name"),
        email=reading.text("sender_email"),
        subject=with_token(subject, thread) if thread else subject,
        language=language,
        party_id=row_id(reading.text("party_id")),
        department=reading.text("department"),
        person=reading.text("person"),
        state="sent",
        thread=thread,
        message_id=local_part(int(verified.client["id"]), key),
        outbox_key=key,
    )


def _passed_on(verified: Verified) -> FollowUp:
    """The matter again, for others, with the reason as its note; it keeps its deadline."""
    reading: Reading = verified.reading
    values = {key: reading.text(key) for key in (*PASSED_ON, *KEPT) if reading.text(key)}
    to = {"department": reading.text("to_department"), "person": reading.text("to_person"), "note": reading.text("reason")}
    return FollowUp(
        type="correspondence.matter",
        key=f"matter:{verified.document_id}:passed_on",
        values={**values, **{key: text for key, text in to.items() if text}},
    )


def _complaint(verified: Verified) -> FollowUp:
    """What turned out to be a complaint goes the way of one, with its deadline."""
    reading = verified.reading
    values = {key: reading.text(key) for key in (*PASSED_ON, *KEPT, "person") if reading.text(key) and key != "kind"}
    return FollowUp(type="correspondence.complaint", key=f"matter:{verified.document_id}:complaint", values=values)
