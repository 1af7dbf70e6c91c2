"""The process of master data: what nobody typed is verified by a clerk, and a second person always approves."""

from kantor.words import Process, Step


def process(key: str) -> Process:
    return Process(
        key=key,
        version=1,
        steps=(
            Step(key="verify", role="masterdata.clerk", when="unmade", working_hours=8),
            Step(key="approve", role="masterdata.approver", when="always", four_eyes=True, working_hours=8),
        ),
    )
