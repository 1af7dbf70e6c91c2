"""A matter: what somebody asks for in a letter, who deals with it by when, and how - answered, passed on, or closed with a reason."""

from kantor.departments.correspondence.answering import TEMPLATES
from kantor.departments.correspondence.fields import CHOSEN_LANGUAGES, DEPARTMENTS, MATTERS, REPLY_WAYS
from kantor.words import Field, Kind, Process, Step

KEY = "correspondence.matter"
DECISIONS = ("answer", "pass_on", "complaint", "close")
FIELDS = (
    Field(key="register_number", group="letter"),
    Field(key="subject", group="letter", required=True, column="number", is_wide=True),
    Field(key="sender_name", group="letter", column="party_name"),
    Field(key="sender_email", group="letter"),
    Field(key="sender_address", kind=Kind.LONG_TEXT, group="letter"),
    Field(key="party_id", kind=Kind.PARTY, group="letter", column="party_id"),
    Field(key="received_on", kind=Kind.DATE, group="letter", column="document_on"),
    Field(key="kind", kind=Kind.CHOICE, group="responsible", required=True, choices=MATTERS),
    Field(key="department", kind=Kind.CHOICE, group="responsible", required=True, choices=DEPARTMENTS),
    Field(key="person", group="responsible"),
    Field(key="answer_by", kind=Kind.DATE, group="responsible", required=True, column="due_on"),
    Field(key="note", kind=Kind.LONG_TEXT, group="responsible"),
    Field(key="decision", kind=Kind.CHOICE, group="decision", required=True, choices=DECISIONS),
    Field(key="reason", kind=Kind.LONG_TEXT, group="decision"),
    Field(key="to_department", kind=Kind.CHOICE, group="decision", choices=DEPARTMENTS),
    Field(key="to_person", group="decision"),
    Field(key="reply_way", kind=Kind.CHOICE, group="answer", choices=REPLY_WAYS),
    Field(key="language", kind=Kind.CHOICE, group="answer", choices=CHOSEN_LANGUAGES),
    Field(key="template", kind=Kind.CHOICE, group="answer", choices=TEMPLATES),
    Field(key="answer_subject", group="answer", is_wide=True),
    Field(key="answer", kind=Kind.LONG_TEXT, group="answer"),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="correspondence.clerk", when="always", working_hours=16),
        Step(key="approve", role="correspondence.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
