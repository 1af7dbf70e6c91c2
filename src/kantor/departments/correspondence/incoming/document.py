"""A mail or a letter that came in: entered in the register at once, and a matter for somebody where it asks for something."""

from kantor.departments.correspondence.fields import ALL_KINDS, CHOSEN_LANGUAGES, DEPARTMENTS, PROOFS, WAYS
from kantor.words import Field, Kind, Process, Step

KEY = "correspondence.incoming"
FIELDS = (
    Field(key="way", kind=Kind.CHOICE, required=True, choices=WAYS),
    Field(key="subject", required=True, column="number", is_wide=True),
    Field(key="received_on", kind=Kind.DATE, column="document_on"),
    Field(key="sender_name", group="sender", column="party_name"),
    Field(key="sender_email", group="sender"),
    Field(key="sender_address", kind=Kind.LONG_TEXT, group="sender"),
    Field(key="party_id", kind=Kind.PARTY, group="sender", column="party_id"),
    Field(key="kind", kind=Kind.CHOICE, group="sorting", choices=ALL_KINDS),
    Field(key="language", kind=Kind.CHOICE, group="sorting", choices=CHOSEN_LANGUAGES),
    Field(key="department", kind=Kind.CHOICE, group="sorting", choices=DEPARTMENTS),
    Field(key="person", group="sorting"),
    Field(key="thread_number", group="sorting"),
    Field(key="text", kind=Kind.LONG_TEXT, group="text"),
    Field(key="enclosed", group="mail"),
    Field(key="automatic", group="mail"),
    Field(key="sender_proof", kind=Kind.CHOICE, group="mail", choices=PROOFS),
)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="correspondence.clerk", when="findings", working_hours=8),))
MEANINGS = {"sender_name": "sender", "party_id": "party"}
"""What other forms call these fields, where a letter was taken for something else at first."""
