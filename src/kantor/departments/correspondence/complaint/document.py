"""A complaint: what it is about, what is demanded, what we find, what we give, and what is to be done afterwards."""

from kantor.departments.correspondence.complaint.vat import NATURES
from kantor.departments.correspondence.fields import CHOSEN_LANGUAGES, REPLY_WAYS
from kantor.words import Field, Kind, Process, Step

KEY = "correspondence.complaint"
APPROVER = "correspondence.approver"
CAUSES = ("damaged", "wrong_goods", "missing", "late", "quality", "invoice", "service", "other")
DEMANDS = ("refund", "replacement", "repair", "reduction", "information", "none")
VERDICTS = ("accepted", "partly", "rejected")
FIELDS = (
    Field(key="register_number", group="letter"),
    Field(key="subject", group="letter", required=True, column="number", is_wide=True),
    Field(key="sender_name", group="letter", column="party_name"),
    Field(key="sender_email", group="letter"),
    Field(key="sender_address", kind=Kind.LONG_TEXT, group="letter"),
    Field(key="party_id", kind=Kind.PARTY, group="letter", column="party_id"),
    Field(key="received_on", kind=Kind.DATE, group="letter", column="document_on"),
    Field(key="person", group="letter"),
    Field(key="answer_by", kind=Kind.DATE, group="letter", required=True, column="due_on"),
    Field(key="cause", kind=Kind.CHOICE, group="complaint", required=True, choices=CAUSES),
    Field(key="order_number", group="complaint"),
    Field(key="line", group="complaint"),
    Field(key="demand", kind=Kind.CHOICE, group="complaint", required=True, choices=DEMANDS),
    Field(key="demanded", kind=Kind.AMOUNT, group="complaint"),
    Field(key="verdict", kind=Kind.CHOICE, group="decision", required=True, choices=VERDICTS),
    Field(key="reason", kind=Kind.LONG_TEXT, group="decision", required=True),
    Field(key="compensation", kind=Kind.AMOUNT, group="decision", column="amount"),
    Field(key="currency", kind=Kind.CURRENCY, group="decision", column="currency"),
    Field(key="nature", kind=Kind.CHOICE, group="decision", choices=NATURES),
    Field(key="account", kind=Kind.ACCOUNT, group="decision"),
    Field(key="vat_percent", kind=Kind.PERCENT, group="decision"),
    Field(key="vat_account", kind=Kind.ACCOUNT, group="decision"),
    Field(key="reply_way", kind=Kind.CHOICE, group="answer", choices=REPLY_WAYS),
    Field(key="language", kind=Kind.CHOICE, group="answer", choices=CHOSEN_LANGUAGES),
    Field(key="answer_subject", group="answer", is_wide=True),
    Field(key="answer", kind=Kind.LONG_TEXT, group="answer"),
    Field(key="follow_up_on", kind=Kind.DATE, group="follow_up"),
    Field(key="follow_up", kind=Kind.LONG_TEXT, group="follow_up"),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="correspondence.clerk", when="always", working_hours=16),
        Step(key="approve", role=APPROVER, when="above_limit", four_eyes=True, working_hours=8),
    ),
)
