"""An entry of a plan, filed by the house: it was decided on with its plan, so somebody looks only where something stands in its way."""

from kantor.departments.accounting.journal_entry import document as journal_entry
from kantor.words import Field, Kind, Process, Step
from kantor.words.locking import MAIN, TAX

KEY = "accounting.scheduled_entry"
FIELDS = (
    *(field for field in journal_entry.FIELDS if field.key != "turned_back_on"),
    Field(key="ledger", kind=Kind.CHOICE, choices=(MAIN, TAX)),
)
LINES = journal_entry.LINES
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="accounting.clerk", when="findings", working_hours=16),
        Step(key="approve", role="accounting.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
