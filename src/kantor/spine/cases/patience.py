"""Trying again what fails by no document's fault: a race for locks that was lost, a database that is away for a moment."""

import time
from collections.abc import Collection

from django.db import InterfaceError, OperationalError

ATTEMPTS = 5
"""How often what failed so is tried again within one run."""
FIRST_PAUSE_S = 0.05
"""Before the first of them; each further pause is twice as long."""
TOO_MUCH = "54"
"""SQLSTATE class of what is larger than the database takes: the document's own fault, although it comes as an OperationalError."""
AWAY = ("", "08", "57")
"""SQLSTATE classes of a database that cannot be reached or is being stopped; no document gets any further then."""


class LeftReady(Exception):
    """Documents that could not take effect now by no fault of theirs: they stay `ready`, and the next run lets them.

    done: those that took effect all the same; left: those that did not.
    """

    def __init__(self, left: Collection[int], done: Collection[int], reason: Exception) -> None:
        super().__init__(f"{len(left)} documents stay ready and take effect with the next run ({told(reason)})")
        self.left, self.done, self.reason = frozenset(left), set(done), reason


class Patience:
    """How often a run may still try again; each time it waits longer, so that whoever is in the way can finish."""

    def __init__(self) -> None:
        self._tried = 0

    def again(self) -> bool:
        """Wait, and say that it is worth another try; False when enough was tried."""
        if self._tried == ATTEMPTS:
            return False
        time.sleep(FIRST_PAUSE_S * 2**self._tried)
        self._tried += 1
        return True


def is_the_houses(error: Exception) -> bool:
    """Whether the trouble is the house's - a lost race, database, disk or memory - and passes, and not that of a document."""
    if isinstance(error, OperationalError):
        return not sqlstate(error).startswith(TOO_MUCH)
    return isinstance(error, InterfaceError | OSError | MemoryError)


def is_away(error: Exception) -> bool:
    """Whether nothing works now; else somebody holds on to something that one document needs, and the others may go on."""
    return sqlstate(error)[:2] in AWAY


def sqlstate(error: Exception) -> str:
    """The database's own code for what went wrong, '' where it said none."""
    return getattr(error.__cause__, "sqlstate", None) or ""


def told(error: Exception) -> str:
    return f"{error.__class__.__name__}: {error}".strip()
