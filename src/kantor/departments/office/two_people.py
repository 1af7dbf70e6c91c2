"""The process of everything that changes who may do what, or undoes what was done: nobody decides it alone."""

from kantor.words import Process, Step


def process(key: str, *, clerk: str = "office.clerk", approver: str = "office.approver") -> Process:
    """Whoever typed it is its maker; what nobody typed is verified by a clerk first; a second person always approves.

    clerk, approver: the roles that do it.
    """
    return Process(
        key=key,
        version=1,
        steps=(
            Step(key="verify", role=clerk, when="unmade", working_hours=16),
            Step(key="approve", role=approver, when="always", four_eyes=True, working_hours=16),
        ),
    )
