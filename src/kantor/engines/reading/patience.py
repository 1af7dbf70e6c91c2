"""How long a reader is waited for: the time for which a busy machine gave it no processor is not counted against its file."""

import time
from collections.abc import Callable
from pathlib import Path

_LEAST_S = 0.05
"""Less than this is no reason to wait again."""


class Patience:
    """A span of time that grows by what the reader had to stand in line. waited: seconds of that so far, which only grow."""

    def __init__(self, wall_s: float, waited: Callable[[], float]) -> None:
        self._wall_s, self._waited = wall_s, waited
        self.begin_anew()

    def begin_anew(self) -> None:
        """For the next answer."""
        self._until = time.monotonic() + self._wall_s
        self._counted_s = self._waited()

    def left_s(self) -> float:
        """Seconds until the span is over; 0 when it is."""
        return max(0.0, self._until - time.monotonic())

    def is_granted_more(self) -> bool:
        """Whether the reader stood in line since the last time this was asked; the span has grown by as much then.

        It ends all the same: whoever gets a processor uses up the time that the kernel allows it, and whoever sleeps does not wait.
        """
        waited = self._waited()
        more, self._counted_s = waited - self._counted_s, waited
        self._until += max(0.0, more)
        return more > _LEAST_S


def in_line_s(pid: int) -> float:
    """How long a process and those that it started have been ready to run and had no processor, in seconds; 0 where no kernel tells."""
    waited_ns, pids = 0, [pid]
    while pids:
        one = pids.pop()
        try:
            waited_ns += int(Path(f"/proc/{one}/schedstat").read_text().split()[1])
            pids += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
        except (OSError, ValueError, IndexError):  # it has just ended, or this is no Linux that counts it
            continue
    return waited_ns / 1e9
