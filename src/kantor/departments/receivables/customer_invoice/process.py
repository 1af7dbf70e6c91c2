"""How a customer invoice travels: through where nothing looks, else one clerk; above the limit, or over the customer's, two people."""

from kantor.departments.receivables.customer_invoice.document import KEY
from kantor.words import Process, Step

PROCESS = Process(
    key=KEY,
    version=1,
    steps=(
        Step(key="verify", role="receivables.clerk", when="findings", working_hours=16),
        Step(key="approve", role="receivables.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
