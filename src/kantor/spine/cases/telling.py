"""What the log says of each document on its road: where it came to, and what held it back; never what it says or whose it is."""

import logging
from collections.abc import Collection, Iterable
from typing import Protocol

LOG = logging.getLogger("kantor.road")


class Came(Protocol):
    """An outcome: which document, and how far it came."""

    @property
    def document_id(self) -> int: ...

    @property
    def outcome(self) -> str: ...

    @property
    def type(self) -> str: ...


def tell(outcomes: Iterable[Came], client_id: int) -> None:
    """One line a document."""
    if LOG.isEnabledFor(logging.INFO):
        for one in outcomes:
            LOG.info("document=%d client=%d type=%s outcome=%s", one.document_id, client_id, one.type, one.outcome)


def tell_effects(document_ids: Collection[int], client_id: int) -> None:
    """Of those that took effect."""
    if LOG.isEnabledFor(logging.INFO):
        for document_id in sorted(document_ids):
            LOG.info("document=%d client=%d outcome=effect", document_id, client_id)


def tell_guilty(document_id: int, client_id: int, error: Exception, outcome: str) -> None:
    """Of one that breaks its own road; the others of its batch go on."""
    LOG.warning("document=%d client=%d error=%s reason=%r outcome=%s", document_id, client_id, type(error).__name__, str(error), outcome)
