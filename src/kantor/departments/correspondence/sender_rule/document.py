"""A rule about who may send files by mail: an address, or everybody at a domain; two people agree where it lets somebody in."""

from kantor.words import Field, Kind, Process, Step

KEY = "correspondence.sender_rule"
FIELDS = (
    Field(key="pattern", required=True, column="number"),
    Field(key="verdict", kind=Kind.CHOICE, required=True, choices=("allow", "refuse", "forget")),
    Field(key="proof", kind=Kind.CHOICE, choices=("not_forged", "proven")),
    Field(key="reason", kind=Kind.LONG_TEXT, required=True),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="correspondence.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="correspondence.approver", when="above_limit", four_eyes=True, working_hours=16),
    ),
)
