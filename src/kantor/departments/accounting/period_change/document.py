"""What happens to which periods, and why; whoever writes it never decides it alone."""

from kantor.words import Field, Kind, Process, Step
from kantor.words.locking import CHANGES

KEY = "accounting.period_change"
FIELDS = (
    Field(key="change", kind=Kind.CHOICE, required=True, choices=CHANGES, column="number"),
    Field(key="from_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="until_on", kind=Kind.DATE, required=True, column="due_on"),
    Field(key="reason", required=True, column="party_name"),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="accounting.approver", when="always", four_eyes=True, working_hours=8),
    ),
)
