"""How many requests a program may send: so many a minute for each key, counted by each web process for itself."""

import threading
import time
from dataclasses import dataclass, field

MOST_REMEMBERED = 10_000
MINUTE_S = 60.0


@dataclass(slots=True)
class Pace:
    """A bucket for each key that fills again evenly; asked from many threads at once."""

    left: dict[int, tuple[float, float]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_s(self, key: int, per_minute: int, now: float | None = None) -> int:
        """0 where one more request may pass, else in how many seconds it may."""
        at = time.monotonic() if now is None else now
        with self.lock:
            if len(self.left) > MOST_REMEMBERED:
                self.left = {one: (left, since) for one, (left, since) in self.left.items() if at - since < MINUTE_S}
            left, since = self.left.get(key, (float(per_minute), at))
            left = min(float(per_minute), left + (at - since) * per_minute / MINUTE_S)
            if left < 1:
                self.left[key] = (left, at)
                return max(1, round((1 - left) * MINUTE_S / per_minute))
            self.left[key] = (left - 1, at)
            return 0


PACE = Pace()
