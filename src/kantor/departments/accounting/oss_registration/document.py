"""That a client joins the One Stop Shop of the Union, or leaves it, and from which day; a second person approves it."""

from kantor.words import Ask, Field, Kind, Process, Reading, Step

KEY = "accounting.oss_registration"
JOINS, LEAVES = "joins", "leaves"
FIELDS = (
    Field(key="change", kind=Kind.CHOICE, required=True, choices=(JOINS, LEAVES), column="number"),
    Field(key="on", kind=Kind.DATE, required=True, column="document_on"),
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
CLIENT, ROLES = Ask("access.client", ()), Ask("ledger.account_roles", ())
SPELLS = Ask("accounting.oss_spells", ())
"""From when to when the client was registered."""


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (CLIENT, ROLES, SPELLS)
