"""What a decided matter does: an answer in the outbox and in the outgoing register, the same matter for another department, or its end."""

from kantor.departments.correspondence.parts import Dealt
from kantor.departments.correspondence.replying import answer
from kantor.words import Effect, FollowUp, Part, Reading, Verified
from kantor.words.field import row_id

STATES = {"answer": "answered", "pass_on": "open", "complaint": "open", "close": "closed"}
PASSED_ON = ("subject", "sender_name", "sender_email", "sender_address", "party_id", "received_on", "kind", "answer_by", "language")
KEPT = ("way", "automatic", "incoming", "thread", "message_id", "text", "register_number")


def effect(verified: Verified) -> Effect:
    reading = verified.reading
    decision = reading.text("decision")
    parts: list[Part] = []
    if decision == "answer":
        kind, department = reading.text("kind"), reading.text("department")
        parts += answer(verified, f"matter:{verified.document_id}", kind=kind, department=department)
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
