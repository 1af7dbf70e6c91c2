"""A letter that answers nothing: to a customer, a supplier or an authority, from a template or in one's own words, by mail or by post."""

from kantor.departments.correspondence.answering import OWN_TEMPLATES
from kantor.departments.correspondence.fields import CHOSEN_LANGUAGES, DEPARTMENTS, REPLY_WAYS
from kantor.words import Field, Kind, Process, Step

KEY = "correspondence.outgoing"
FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, group="recipient", column="party_id"),
    Field(key="recipient", group="recipient", required=True, column="party_name"),
    Field(key="reply_way", kind=Kind.CHOICE, group="recipient", required=True, choices=REPLY_WAYS),
    Field(key="email", group="recipient"),
    Field(key="address", kind=Kind.LONG_TEXT, group="recipient"),
    Field(key="department", kind=Kind.CHOICE, group="recipient", choices=DEPARTMENTS),
    Field(key="thread_number", group="recipient"),
    Field(key="language", kind=Kind.CHOICE, group="letter", choices=CHOSEN_LANGUAGES),
    Field(key="template", kind=Kind.CHOICE, group="letter", required=True, choices=OWN_TEMPLATES),
    Field(key="reference", group="letter"),
    Field(key="on", kind=Kind.DATE, group="letter"),
    Field(key="subject", group="letter", required=True, column="number", is_wide=True),
    Field(key="body", kind=Kind.LONG_TEXT, group="letter", required=True),
)
PROCESS = Process(
    key=KEY,
    version=2,
    steps=(
        Step(key="verify", role="correspondence.clerk", when="always", working_hours=16),  # nothing leaves that nobody let go
        Step(key="approve", role="correspondence.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
