"""A mail of somebody unknown who sends files: kept whole and unopened until a person lets it in, once or always, or refuses it."""

from kantor.departments.correspondence.fields import PROOFS
from kantor.words import Field, Kind, Process, Step

KEY = "correspondence.quarantined"
DECISIONS = ("release", "always_allow", "refuse")
FIELDS = (
    Field(key="sender_email", group="letter"),
    Field(key="sender_name", group="letter", column="party_name"),
    Field(key="subject", group="letter", column="number", is_wide=True),
    Field(key="received_on", kind=Kind.DATE, group="letter", column="document_on"),
    Field(key="enclosed", group="letter"),
    Field(key="automatic", group="letter"),
    Field(key="sender_proof", kind=Kind.CHOICE, group="letter", choices=PROOFS),
    Field(key="text", kind=Kind.LONG_TEXT, group="letter"),
    Field(key="verdict", kind=Kind.CHOICE, group="decision", required=True, choices=DECISIONS),
    Field(key="reason", kind=Kind.LONG_TEXT, group="decision"),
)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="correspondence.clerk", when="always", working_hours=8),))
