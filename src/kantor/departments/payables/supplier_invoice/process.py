"""How a supplier's invoice travels: straight through when nothing looks, else one clerk, above the limit two people."""

from kantor.words import Process, Step

PROCESS = Process(
    key="payables.supplier_invoice",
    version=2,
    steps=(
        Step(key="verify", role="payables.clerk", when="findings", working_hours=16),
        Step(key="second_entry", role="payables.second_entry", when="sampled", working_hours=16),
        Step(key="approve", role="payables.approver", when="above_limit", four_eyes=True, working_hours=8),
    ),
)
