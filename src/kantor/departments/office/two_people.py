"""The process of everything that changes who may do what, or undoes what was done: nobody decides it alone."""

from kantor.words import Process, Step


def process(key: str) -> Process:
    """Whoever typed it is its maker; what nobody typed is verified by a clerk first; a second person always approves."""
    return Process(
        key=key,
        version=1,
        steps=(
            Step(key="verify", role="office.clerk", when="unmade", working_hours=16),
            Step(key="approve", role="office.approver", when="always", four_eyes=True, working_hours=16),
        ),
    )
