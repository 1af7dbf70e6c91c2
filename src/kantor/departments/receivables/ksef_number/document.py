"""The number that KSeF gave to an invoice of ours when it took it in: which invoice, and which number."""

from kantor.words import Ask, Field, Process, Reading, Step

KEY = "receivables.ksef_number"
FIELDS = (
    Field(key="invoice", required=True, column="number"),
    Field(key="ksef_number", required=True, column="party_name"),
)
PROCESS = Process(key=KEY, version=1, steps=(Step(key="verify", role="receivables.clerk", when="findings", working_hours=16),))
CLIENT = Ask("access.client", ())


def noted(reading: Reading) -> Ask:
    return Ask("receivables.invoice", (reading.text("invoice"),))


def asks(reading: Reading) -> tuple[Ask, ...]:
    return (CLIENT, noted(reading))
