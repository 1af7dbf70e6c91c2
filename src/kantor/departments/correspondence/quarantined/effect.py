"""What becomes of a mail in quarantine: it is let in, and two people are asked whether its sender always is; or it stays where it is."""

from kantor.departments.correspondence.parts import Released
from kantor.words import Effect, FollowUp, Part, Verified


def effect(verified: Verified) -> Effect:
    reading = verified.reading
    parts: list[Part] = []
    if reading.text("verdict") in ("release", "always_allow"):
        parts.append(Released(sender=reading.text("sender_email")))
    if reading.text("verdict") == "always_allow":
        values = {"pattern": reading.text("sender_email"), "verdict": "allow", "reason": reading.text("reason") or reading.text("subject")}
        parts.append(FollowUp(type="correspondence.sender_rule", key=f"allow:{verified.document_id}", stands_alone=True, values=values))
    return Effect(parts=tuple(parts))
