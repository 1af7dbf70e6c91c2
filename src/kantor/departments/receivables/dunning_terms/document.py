"""What a client asks for besides with each letter of dunning, from a day on; another document of a later day takes its place."""

from kantor.words import Ask, Field, Kind, Process, Step

KEY = "receivables.dunning_terms"
LEVELS = {"reminder": 1, "second": 2, "last": 3}
"""The field of a letter's fee -> its level."""
FIELDS = (
    Field(key="from_on", kind=Kind.DATE, required=True, column="document_on"),
    Field(key="currency", kind=Kind.CURRENCY, required=True, column="currency"),
    *(Field(key=key, kind=Kind.AMOUNT) for key in LEVELS),
)
PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="receivables.clerk", when="unmade", working_hours=16),
        Step(key="approve", role="receivables.approver", when="always", four_eyes=True, working_hours=16),
    ),
)
CLIENT = Ask("access.client", ())
