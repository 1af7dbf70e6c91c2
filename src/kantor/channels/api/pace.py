"""How many requests a program may send: so many a minute for each key, however many web processes it reaches.

The bucket of a key lies in a table that all processes share; each of them takes a second's worth out of it at a time, so that most
requests ask nobody. Beyond the pace passes at most what each process has in hand, a sixtieth of a minute's requests.
"""

import math
import threading
import time
from dataclasses import dataclass, field

from kantor.kit.sql import Queries

QUERIES = Queries(__file__)
MOST_REMEMBERED = 10_000
MINUTE_S = 60


@dataclass(slots=True)
class Pace:
    """What this process has in hand for each key; asked from many threads at once."""

    in_hand: dict[int, int] = field(default_factory=dict)
    told: dict[int, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def wait_s(self, key: int, per_minute: int) -> int:
        """0 where one more request may pass, else in how many seconds it may."""
        if self._has_one(key):
            return 0
        found = QUERIES.one("take_pace", token_id=key, per_minute=per_minute, wanted=max(1, per_minute // MINUTE_S))
        assert found is not None
        if not found.granted:
            return max(1, math.ceil(float(1 - found.remaining) * MINUTE_S / per_minute))
        with self.lock:
            if len(self.in_hand) > MOST_REMEMBERED:
                self.in_hand.clear()
            self.in_hand[key] = self.in_hand.get(key, 0) + found.granted - 1
        return 0

    def is_news(self, key: int) -> bool:
        """Whether this process has not told within a minute that the key is slowed; from now on it has."""
        now = time.monotonic()
        with self.lock:
            if key in self.told and now - self.told[key] < MINUTE_S:
                return False
            if len(self.told) > MOST_REMEMBERED:
                self.told.clear()
            self.told[key] = now
            return True

    def _has_one(self, key: int) -> bool:
        with self.lock:
            left = self.in_hand.get(key, 0)
            if left:
                self.in_hand[key] = left - 1
            return bool(left)


PACE = Pace()
