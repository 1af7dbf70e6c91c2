"""What correspondence registers: letters that come in, matters, their roles, the registers, and answers about conversations."""

from kantor.departments.correspondence.actions import RegisterParts
from kantor.departments.correspondence.answers import ANSWERS
from kantor.departments.correspondence.complaint import TYPE as COMPLAINT
from kantor.departments.correspondence.incoming import TYPE as INCOMING
from kantor.departments.correspondence.matter import TYPE as MATTER
from kantor.departments.correspondence.outgoing import TYPE as OUTGOING
from kantor.departments.correspondence.quarantined import TYPE as QUARANTINED
from kantor.departments.correspondence.sender_rule import TYPE as SENDER_RULE
from kantor.departments.correspondence.senders import SenderParts
from kantor.words import Department, DocumentType

TYPES: tuple[DocumentType, ...] = (INCOMING, MATTER, COMPLAINT, OUTGOING, QUARANTINED, SENDER_RULE)

DEPARTMENT = Department(
    key="correspondence",
    types=TYPES,
    roles={
        "office.auditor": ("correspondence.see", *(f"{type.key}.see" for type in TYPES)),
        "correspondence.clerk": (
            *("correspondence.see", "parties.see", "documents.hand_in", "documents.unrecognised.see"),
            *(f"{type.key}.{verb}" for type in TYPES for verb in ("see", "enter", "verify")),
        ),
        "correspondence.approver": (
            *("correspondence.see", "parties.see", "correspondence.letter.approve"),
            *(f"{type.key}.see" for type in TYPES),
            *(f"{type.key}.approve" for type in (MATTER, COMPLAINT, OUTGOING, SENDER_RULE)),
        ),
    },
    answers=ANSWERS,
    parts=(RegisterParts(), SenderParts()),
)
