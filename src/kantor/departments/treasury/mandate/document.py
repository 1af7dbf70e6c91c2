"""A mandate for direct debits as the customer signed it, or its end: the same reference once more, with the day on which it ends."""

from kantor.engines.payments import SCHEMES
from kantor.words import Field, Kind, Process, Step

KEY = "treasury.mandate"
FIELDS = (
    Field(key="party_id", kind=Kind.PARTY, role="customer", required=True, column="party_id"),
    Field(key="party_name", column="party_name"),
    Field(key="reference", required=True, column="number"),
    Field(key="creditor_id", required=True),
    Field(key="scheme", kind=Kind.CHOICE, required=True, choices=SCHEMES),
    Field(key="uses", kind=Kind.CHOICE, required=True, choices=("recurrent", "once")),
    Field(key="signed_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="iban", kind=Kind.IBAN, group="account", required=True),
    Field(key="bic", group="account"),
    Field(key="notice_days", kind=Kind.NUMBER),
    Field(key="ends_on", kind=Kind.DATE),
)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="treasury.clerk", when="findings", working_hours=8),))
