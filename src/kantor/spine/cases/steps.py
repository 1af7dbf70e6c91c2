"""The steps of one document's case: the process that it began with, and what is still to come."""

from kantor.spine.cases.queries import QUERIES
from kantor.words import Process, Step

FALLBACK = Step(key="look", role="office.clerk", when="findings")
"""Where a process has no step for a person, somebody of the office looks at what went wrong."""


def process_of(document_id: int) -> Process:
    """The process as it was when the document's case began."""
    return Process.from_json(QUERIES.value("process_of", document_id=document_id))


def remaining(document_id: int) -> list[str]:
    """Keys of the steps that come after the one at which the case stands."""
    return list(QUERIES.value("remaining", document_id=document_id) or [])


def step_of(process: Process, key: str) -> Step:
    return next((step for step in process.steps if step.key == key), FALLBACK)
